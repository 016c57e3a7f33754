// Opens an office with one comment, assigned and by default answered, and the resident who has its codes.
import type { Receipt } from '../../api/contract/follow.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { newComment, type OfficeOptions, openTestOffice } from './office.ts';

export const person = { name: '李四', contact: '13900001234' };
export const rating = { solved: 4, speed: 5, manner: 3 };
export const rate = { move: 'rate', ...rating };
export const dispute = { move: 'dispute', text: '我问的是乡镇的名单，不是县里的。' };
export const answerText = '您好，名单在县民政局专栏公布。';

export async function openAnsweredOffice({
  isAnswered = true,
  ...options
}: OfficeOptions & { isAnswered?: boolean } = {}) {
  const office = await openTestOffice(options);
  const receipt = await (await office.postJson('/api/comments', { ...newComment, ...person })).json<Receipt>();
  const { receiptCode, trackingCode } = receipt;
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
  if (isAnswered) await unit.move(receiptCode, { move: 'reply', text: answerText });

  const follow = async () => (await office.postJson('/api/follow', { receiptCode, trackingCode })).json<FollowView>();
  const act = (action: object) => office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });

  /** Opens a browser session in which the resident has entered both codes. */
  async function openBrowser() {
    const sent = await office.postForm('/follow/', { receiptCode, trackingCode });
    const cookie = sent.headers
      .getSetCookie()
      .map((value) => value.split(';')[0])
      .join('; ');
    const get = (path: string) => office.request(path, { headers: { cookie } });
    const post = (path: string, fields: Record<string, string>) =>
      office.request(path, { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields) });
    return { cookie, get, post };
  }
  return { ...office, receipt, receiptCode, trackingCode, desk, unit, follow, act, openBrowser };
}
