// What a year's end and the years after it bring: the holidays of the next year announced, or not yet, and personal data
// whose time is over. Each as the office, the unit and the resident live through it.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { deliverReminders } from '../../api/record/reminders.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { answerText, person } from '../api-support/answered.ts';
import { assign, codeOf, countRows, letter, openOffice, shanghai } from '../api-support/office.ts';

const known = calendarVersions.filter(({ version }) => version === 1);
/** Test data, not a real notice: 4 January off, and Saturday the 9th worked for it. */
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

type Office = Awaited<ReturnType<typeof openOffice>>;

const readLedger = async ({ request }: Office) =>
  (await request('/data/ledger.json')).json<Parameters<typeof verifyLedger>[0]>();

/** The resident's page as a browser without script shows it, for who typed the two codes. */
async function readFollowPage(office: Office, { receiptCode, trackingCode }: Receipt): Promise<string> {
  const sent = await office.postForm('/follow/', { receiptCode, trackingCode });
  const cookie = sent.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');
  return (await office.request('/follow/result/', { headers: { cookie } })).text();
}

describe('a comment of the last working day of a year whose next is not announced', () => {
  it('is due on a provisional day, is late by no such day, and moves with the notice, for a reason that the resident reads', async () => {
    const office = await openOffice();
    office.deps.calendars = before;
    office.clock.now = shanghai('2026-12-31T09:00');
    const receipt = await office.send();
    const desk = await office.signIn('desk');
    await desk.move(receipt.receiptCode, assign);
    expect(receipt.window).toMatchObject({ dueOn: '2027-01-08', provisional: true });
    expect(await readFollowPage(office, receipt)).toContain('日期为暂定，公布后会重新计算并说明');

    // 1 January and on, still nothing announced: the office is told every morning, nobody is called late.
    for (const now of ['2027-01-04T09:05', '2027-01-11T09:05']) {
      office.clock.now = shanghai(now);
      await maintain(office.deps);
      await deliverReminders(office.deps);
    }
    const digest = office.reminded.findLast(
      ({ what, jurisdiction }) => what === 'digest' && jurisdiction === 'guanxian',
    );
    expect(digest?.text).toContain('已超期 0 件');
    expect(digest?.text).toContain('2027 年的放假安排还没有收下');
    expect(office.reminded.filter(({ what }) => what === 'overdue')).toEqual([]);
    expect((await desk.readCase(receipt.receiptCode)).window.state).not.toBe('overdue');

    // The notice is taken in; the hourly upkeep counts again, once, and writes it down.
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

    // From now on the day counts: answered on it in time, and the digest says nothing of calendars.
    office.clock.now = shanghai('2027-01-11T23:59');
    const unit = await office.signIn('minzheng');
    await unit.move(receipt.receiptCode, { move: 'reply', text: answerText });
    expect((await desk.readCase(receipt.receiptCode)).window).toMatchObject({ state: 'met', calendar: { version: 2 } });
    office.clock.now = shanghai('2027-01-12T09:05');
    await maintain(office.deps);
    await deliverReminders(office.deps);
    expect(office.reminded.at(-1)?.text).not.toContain('放假安排');
    expect(await verifyLedger(await readLedger(office))).toEqual([]);
  });
});

describe('a comment that was closed a year ago', () => {
  const pdf = '%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n';

  it('has lost name, contact and files by the rule; everybody who could see them sees that, when and why', async () => {
    const office = await openOffice();
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...letter, ...person })) form.append(name, value);
    form.append('files', new File([pdf], 'photograph.pdf'));
    const receipt = await (
      await office.request('/api/comments/with-attachments', { method: 'POST', body: form })
    ).json<Receipt>();
    const { receiptCode } = receipt;
    const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
    await desk.move(receiptCode, assign);
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

    // Staff: nothing to be looked at any more, and the record says since when and by which rule.
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
      expect([look.status, await codeOf(look)]).toEqual([404, 'not-found']);
    }
    // The resident, with the same two codes as ever: the words and the answer stay.
    const page = await readFollowPage(office, receipt);
    expect(page).toContain('办结满 12 个月，按保存期限自动抹去');
    expect(page).toContain(answerText);
    expect(page).not.toContain(person.contact);
    // Everybody: the answer is still public, its file is not, and the ledger holds.
    expect((await office.request(publicFile)).status).toBe(404);
    expect(await (await office.request(`/answers/${receiptCode}/`)).text()).toContain(answerText);
    const ledger = await readLedger(office);
    expect(ledger.events.at(-1)).toMatchObject({ type: 'erased', by: 'system', facts: { months: 12 } });
    expect(await verifyLedger(ledger)).toEqual([]);
  });
});
