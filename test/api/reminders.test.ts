import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { maintain } from '../../api/record/maintenance.ts';
import { deliverReminders, planAll } from '../../api/record/reminders.ts';
import {
  assignToCivilAffairs,
  newComment,
  type OfficeOptions,
  openTestOffice,
  reply,
  shanghai,
} from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

/** A comment received on Friday, 20 November 2026, assigned to 县民政局 and due on Friday, 27 November. */
async function openOfficeWithAssigned(options: OfficeOptions = {}) {
  const office = await openTestOffice(options);
  const { receiptCode } = await office.sendComment();
  const desk = await office.signIn('desk');
  await desk.move(receiptCode, assignToCivilAffairs);
  return { ...office, receiptCode, desk };
}

/** Runs the office's scheduled reminders at a given instant. */
async function runReminders(office: Office, local: string) {
  office.clock.now = shanghai(local);
  await planAll(office.deps);
  await deliverReminders(office.deps);
}

const remindersAbout = ({ sentReminders }: Office, code: string) =>
  sentReminders.filter(({ path }) => path.endsWith(code)).map(({ kind, recipient }) => `${kind} ${recipient}`);

const digests = ({ sentReminders }: Office, place = 'guanxian') =>
  sentReminders.filter(({ kind, jurisdiction }) => kind === 'digest' && jurisdiction === place);

describe('staff reminders', () => {
  it('staff reminders reach the unit the day before and on the due date, then the desk too, once a day', async () => {
    const office = await openOfficeWithAssigned();
    for (const day of ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30']) {
      await runReminders(office, `${day}T09:07`);
      await runReminders(office, `${day}T09:10`);
      await runReminders(office, `${day}T16:07`);
    }
    expect(remindersAbout(office, office.receiptCode)).toEqual([
      'due-next unit',
      'due-today unit',
      'overdue unit',
      'overdue office',
    ]);
    expect(new Set(office.sentReminders.map(({ key }) => key)).size).toBe(office.sentReminders.length);
  });

  it('staff reminders are sent only once when two runs overlap', async () => {
    const office = await openOfficeWithAssigned();
    office.clock.now = shanghai('2026-11-30T10:07');
    await Promise.all([planAll(office.deps), planAll(office.deps)]);
    await Promise.all([deliverReminders(office.deps), deliverReminders(office.deps)]);
    expect(remindersAbout(office, office.receiptCode).sort()).toEqual(['overdue office', 'overdue unit']);
    expect(digests(office)).toHaveLength(1);
  });

  it('staff reminders are all sent once when a run resumes after an interruption', async () => {
    let remaining = 3;
    const office = await openOfficeWithAssigned({
      sendReminder: () => {
        remaining -= 1;
        if (remaining === 0) throw new Error('interrupted');
        return 'sent';
      },
    });
    await runReminders(office, '2026-11-30T09:07');
    await runReminders(office, '2026-11-30T09:15');
    expect(remindersAbout(office, office.receiptCode).sort()).toEqual(['overdue office', 'overdue unit']);
    expect(digests(office)).toHaveLength(1);
    expect(office.sentReminders.filter(({ kind }) => kind === 'digest')).toHaveLength(5);
  });

  it.each([
    ['before nine', '2026-11-30T08:59'],
    ['from five on', '2026-11-30T17:00'],
    ['on a Saturday', '2026-11-28T10:07'],
    ['on a holiday', '2026-10-05T10:07'],
  ])('staff reminders are not sent %s', async (_, at) => {
    const office = await openOfficeWithAssigned();
    await runReminders(office, at);
    expect(office.sentReminders).toEqual([]);
    expect((await env.DB.prepare('SELECT count(*) AS n FROM reminders').first())?.['n']).toBe(0);
  });

  it('staff reminders are retried only in working hours and fail for good once their day is over', async () => {
    const office = await openOfficeWithAssigned({
      sendReminder: () => {
        throw new Error('provider answered 503');
      },
    });
    await runReminders(office, '2026-11-27T16:58');
    await deliverReminders({ ...office.deps, now: () => shanghai('2026-11-27T18:00') });
    office.clock.now = shanghai('2026-11-30T09:00');
    await deliverReminders(office.deps);
    const { results } = await env.DB.prepare("SELECT kind, state, tries FROM reminders WHERE kind = 'due-today'").all();
    expect(results).toEqual([{ kind: 'due-today', state: 'failed', tries: 2 }]);
  });

  it('staff reminders are dropped when the comment is answered or transferred before they go out', async () => {
    const office = await openOfficeWithAssigned();
    const other = (await office.sendComment({ title: '另一件' })).receiptCode;
    await office.desk.move(other, assignToCivilAffairs);
    office.clock.now = shanghai('2026-11-27T09:07');
    await planAll(office.deps);
    const unit = await office.signIn('minzheng');
    await unit.move(office.receiptCode, reply);
    const desk = await office.signIn('desk');
    await desk.move(other, { move: 'transfer', unit: 'jiaotiju', reason: '按职责转办' });
    await deliverReminders(office.deps);
    expect([...remindersAbout(office, office.receiptCode), ...remindersAbout(office, other)]).toEqual([]);
    await runReminders(office, '2026-11-27T10:07');
    expect(office.sentReminders.at(-1)).toMatchObject({ unit: 'jiaotiju', kind: 'due-today' });
  });

  it('staff reminders reach the leader after five working days overdue and after 75 days without a reply', async () => {
    const office = await openOfficeWithAssigned();
    await runReminders(office, '2026-12-03T10:07');
    expect(remindersAbout(office, office.receiptCode)).not.toContain('overdue leader');
    await runReminders(office, '2026-12-04T10:07');
    expect(remindersAbout(office, office.receiptCode)).toContain('overdue leader');
    await runReminders(office, '2026-12-21T10:07');
    await runReminders(office, '2026-12-22T10:07');
    expect(remindersAbout(office, office.receiptCode).filter((line) => line.startsWith('waiting'))).toEqual([
      'waiting-30 unit',
      'waiting-30 office',
    ]);
  });

  it('staff reminders contain code, event, due date and the case’s address but no text of the comment', async () => {
    const office = await openOfficeWithAssigned();
    await runReminders(office, '2026-11-30T09:07');
    const note = office.sentReminders.find(({ recipient }) => recipient === 'unit');
    expect(note).toMatchObject({ jurisdiction: 'guanxian', unit: 'minzhengju' });
    expect(note?.path).toBe(`/staff/#case=${office.receiptCode}`);
    expect(note?.text).toBe(
      `致冠县民政局：留言 ${office.receiptCode} 已超期 1 个工作日（期限 11月27日（周五））。承办：冠县民政局。`,
    );
    const stored = await env.DB.prepare('SELECT * FROM reminders').all();
    for (const words of [newComment.title, '养老']) {
      expect(JSON.stringify([office.sentReminders, stored.results])).not.toContain(words);
    }
  });

  it('staff reminders are planned for every comment by the hourly maintenance', async () => {
    const office = await openTestOffice();
    for (let number = 0; number < 53; number++) await office.sendComment({ title: `第 ${number} 件` });
    office.clock.now = shanghai('2026-11-27T09:07');
    await maintain(office.deps);
    const { n } = (await env.DB.prepare(
      "SELECT count(DISTINCT about) AS n FROM reminders WHERE kind = 'due-today' AND recipient = 'office'",
    ).first<{ n: number }>()) ?? { n: 0 };
    expect(n).toBe(53);
  });
});

describe('the morning digest', () => {
  it('the morning digest goes to each jurisdiction’s office once per working day with its counts', async () => {
    const office = await openOfficeWithAssigned();
    await office.sendComment({ title: '还在政务公开办' });
    await runReminders(office, '2026-11-27T08:07');
    expect(digests(office)).toEqual([]);
    await runReminders(office, '2026-11-27T09:07');
    await runReminders(office, '2026-11-27T10:07');
    const [digest, ...more] = digests(office);
    expect(more).toEqual([]);
    expect(digest).toMatchObject({ recipient: 'office', path: '/staff/' });
    expect(digest?.text).toBe(
      '冠县 11月27日（周五）早报：在办 2 件，今天到期 2 件，已超期 0 件，有异议待处理 0 件，待核 0 件；等得最久的一件 11月20日（周五）收到，已 7 天。',
    );
    expect(digests(office, 'pingyin')[0]?.text).toContain('在办 0 件');
    await runReminders(office, '2026-11-30T09:07');
    expect(digests(office).at(-1)?.text).toContain('今天到期 0 件，已超期 2 件');
  });
});
