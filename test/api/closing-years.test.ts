// The end of a year, with next year's calendar announced or not, and the end of retention, as office, unit and resident
// experience them.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { deliverReminders } from '../../api/record/reminders.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { answerText, person } from '../api-support/answered.ts';
import {
  assignToCivilAffairs,
  countRows,
  newComment,
  openTestOffice,
  problemCodeOf,
  shanghai,
} from '../api-support/office.ts';

const known = calendarVersions.filter(({ version }) => version === 1);
/** Test data, not a real notice: 4 January is off, and Saturday the 9th is worked instead. */
const year2027 = {
  year: 2027,
  notices: [{ title: '关于2027年部分节假日安排的通知（测试）', publishedOn: '2027-01-05' }],
  daysOff: { '2027-01-01': '元旦', '2027-01-04': '元旦', '2027-01-05': '元旦' },
  makeUpDays: { '2027-01-09': '元旦' },
};
const before = createCalendars(known, statutory);
const after = createCalendars(
  [
    ...known,
    ...known.map((first) => ({ ...first, version: 2, takenIn: '2027-01-05', years: [...first.years, year2027] })),
  ],
  statutory,
);

type Office = Awaited<ReturnType<typeof openTestOffice>>;

const readLedger = async ({ request }: Office) =>
  (await request('/data/ledger.json')).json<Parameters<typeof verifyLedger>[0]>();

/** The resident's page without script, opened with both codes. */
async function readFollowPage(office: Office, { receiptCode, trackingCode }: Receipt): Promise<string> {
  const sent = await office.postForm('/follow/', { receiptCode, trackingCode });
  const cookie = sent.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');
  return (await office.request('/follow/result/', { headers: { cookie } })).text();
}

describe('a comment received at year’s end before next year’s calendar is announced', () => {
  it('a provisional due date at year’s end never makes a comment overdue and moves once the calendar is announced', async () => {
    const office = await openTestOffice();
    office.deps.calendars = before;
    office.clock.now = shanghai('2026-12-31T09:00');
    const receipt = await office.sendComment();
    const desk = await office.signIn('desk');
    await desk.move(receipt.receiptCode, assignToCivilAffairs);
    expect(receipt.window).toMatchObject({ dueOn: '2027-01-08', provisional: true });
    expect(await readFollowPage(office, receipt)).toContain('日期为暂定，公布后会重新计算并说明');

    // From 1 January on the calendar is still unannounced. Every morning's digest says so, and no comment is overdue.
    for (const now of ['2027-01-04T09:05', '2027-01-11T09:05']) {
      office.clock.now = shanghai(now);
      await maintain(office.deps);
      await deliverReminders(office.deps);
    }
    const digest = office.sentReminders.findLast(
      ({ kind, jurisdiction }) => kind === 'digest' && jurisdiction === 'guanxian',
    );
    expect(digest?.text).toContain('已超期 0 件');
    expect(digest?.text).toContain('2027 年的放假安排还没有收下');
    expect(office.sentReminders.filter(({ kind }) => kind === 'overdue')).toEqual([]);
    expect((await desk.readCase(receipt.receiptCode)).window.state).not.toBe('overdue');

    // The new calendar is imported. The hourly maintenance recomputes the window once and records the change.
    office.deps.calendars = after;
    await maintain(office.deps);
    await maintain(office.deps);
    const page = await readFollowPage(office, receipt);
    expect(page).toContain('期限由 1月8日（周五） 改为 1月11日（周一）');
    expect(page).toContain('国务院公布或调整了节假日安排');
    expect(page).toContain('关于2027年部分节假日安排的通知（测试）');
    expect(page).not.toContain('日期为暂定');
    const recomputed = (await readLedger(office)).events.filter(({ type }) => type === 'recomputed');
    expect(recomputed).toMatchObject([{ by: 'system', facts: { from: '2027-01-08', to: '2027-01-11', calendar: 2 } }]);

    // From now on the due date is final. The reply arrives on time, and the digest no longer mentions the calendar.
    office.clock.now = shanghai('2027-01-11T23:59');
    const unit = await office.signIn('minzheng');
    await unit.move(receipt.receiptCode, { move: 'reply', text: answerText });
    expect((await desk.readCase(receipt.receiptCode)).window).toMatchObject({ state: 'met', calendar: { version: 2 } });
    office.clock.now = shanghai('2027-01-12T09:05');
    await maintain(office.deps);
    await deliverReminders(office.deps);
    expect(office.sentReminders.at(-1)?.text).not.toContain('放假安排');
    expect(await verifyLedger(await readLedger(office))).toEqual([]);
  });
});

describe('a comment closed a year ago', () => {
  const pdf = '%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n';

  it('a year after closing, retention erases name, contact and files, and everyone concerned sees when and why', async () => {
    const office = await openTestOffice();
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...newComment, ...person })) form.append(name, value);
    form.append('files', new File([pdf], 'photograph.pdf'));
    const receipt = await (
      await office.request('/api/comments/with-attachments', { method: 'POST', body: form })
    ).json<Receipt>();
    const { receiptCode } = receipt;
    const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
    await desk.move(receiptCode, assignToCivilAffairs);
    await unit.move(receiptCode, { move: 'reply', text: answerText });
    await desk.move(receiptCode, { move: 'publish', files: [1] });
    const publicFile = `/answers/${receiptCode}/files/1`;
    expect((await office.request(publicFile)).status).toBe(200);

    office.clock.now = shanghai('2027-11-20T23:30'); // the last hour of the twelfth month
    await maintain(office.deps);
    expect([await countRows('contacts'), await countRows('attachments')]).toEqual([1, 1]);
    office.clock.now = shanghai('2027-11-21T00:30');
    await maintain(office.deps);
    expect([await countRows('contacts'), await countRows('attachments')]).toEqual([0, 0]);
    expect((await env.FILES.list()).objects).toEqual([]);

    // Staff find no contact. The history says when it was erased and under which rule.
    const [deskAgain, unitAgain] = [await office.signIn('desk'), await office.signIn('minzheng')];
    for (const clerk of [deskAgain, unitAgain]) {
      const found = await clerk.readCase(receiptCode);
      expect(found).toMatchObject({ masked: { name: '', contact: '' }, attachments: [] });
      expect(found.events.at(-1)).toMatchObject({
        at: '2027-11-20T16:30:00.000Z',
        what: '称呼、联系方式和附件已抹去',
        note: '办结满 12 个月，按保存期限自动抹去',
      });
      const look = await clerk.post(`/api/queue/${receiptCode}/contact-views`, { reason: '想再联系' });
      expect([look.status, await problemCodeOf(look)]).toEqual([404, 'not-found']);
    }
    // The resident's codes still work: the page shows text and reply.
    const page = await readFollowPage(office, receipt);
    expect(page).toContain('办结满 12 个月，按保存期限自动抹去');
    expect(page).toContain(answerText);
    expect(page).not.toContain(person.contact);
    // For the public, the answer is still published, its file is gone, and the ledger verifies.
    expect((await office.request(publicFile)).status).toBe(404);
    expect(await (await office.request(`/answers/${receiptCode}/`)).text()).toContain(answerText);
    const ledger = await readLedger(office);
    expect(ledger.events.at(-1)).toMatchObject({ type: 'erased', by: 'system', facts: { months: 12 } });
    expect(await verifyLedger(ledger)).toEqual([]);
  });
});
