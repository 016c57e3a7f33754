// A comment declined as repeated, in the years when no code was asked for, leads its asker to the published answer or to the office, never to another person's codes.
import { describe, expect, it } from 'vitest';
import type { FollowView } from '../../api/life/requests.ts';
import { openAnsweredOffice } from '../api-support/answered.ts';
import { newComment } from '../api-support/office.ts';

async function declineAsRepeated({ isPublished = false, reason = '', title = newComment.title } = {}) {
  const office = await openAnsweredOffice();
  // Refusals from before this ground had to name a comment.
  office.deps.declineReasons = office.deps.declineReasons.map(({ namesComment: _, ...reason }) => reason);
  if (isPublished) await office.desk.move(office.receiptCode, { move: 'publish' });
  const other = { ...newComment, title, text: '同样的事，我也想问一下在哪里看。', key: 'a'.repeat(32) };
  const { receiptCode, trackingCode } = await office.sendComment(other);
  const asked = reason.replace('CODE', office.receiptCode);
  const declined = await office.desk.move(receiptCode, { move: 'decline', ground: 'repeated', reason: asked });
  expect(declined.status).toBe(200);
  const view = await (await office.postJson('/api/follow', { receiptCode, trackingCode })).json<FollowView>();
  const page = await (await office.submitForm('/follow/', { receiptCode, trackingCode })).text();
  return { office, view, page };
}

describe('a comment declined as repeated', () => {
  it('links to the published answer of the earlier comment', async () => {
    const { office, page, view } = await declineAsRepeated({ isPublished: true });
    expect(view.refusal?.answer).toEqual({ title: newComment.title, url: `/answers/${office.receiptCode}/` });
    expect(page).toContain(`href="/answers/${office.receiptCode}/"`);
    expect(page).not.toContain('查询码「追问」');
  });

  it('links to the published answer that the desk names, whatever its title', async () => {
    const more = { isPublished: true, reason: '与 CODE 相同', title: '别的标题，一样的事' };
    const { office, view } = await declineAsRepeated(more);
    expect(view.refusal?.answer?.url).toBe(`/answers/${office.receiptCode}/`);
  });

  it('names the office to ask while the earlier comment is not published, and no code of it', async () => {
    const { office, view, page } = await declineAsRepeated();
    expect(view.refusal).toMatchObject({ answer: null, channel: expect.stringContaining('冠县政务公开办') });
    expect(page).toContain('如果您的情况不同，请补充说明后重新留言');
    expect(page).not.toMatch(/凭前一件|前一件的受理编号/u);
    expect(page).not.toContain(office.receiptCode);
  });
});
