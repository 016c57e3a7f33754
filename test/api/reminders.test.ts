import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { maintain } from '../../api/record/maintenance.ts';
import { deliverReminders, planAll } from '../../api/record/reminders.ts';
import { assign, letter, type OfficeOptions, openOffice, reply, shanghai } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

/** A comment of Friday, 20 November 2026, that 县民政局 holds: due on Friday, 27 November. */
async function openAssigned(options: OfficeOptions = {}) {
  const office = await openOffice(options);
  const { receiptCode } = await office.send();
  const desk = await office.signIn('desk');
  await desk.move(receiptCode, assign);
  return { ...office, receiptCode, desk };
}

/** What the clock of the office does at an instant. */
async function run(office: Office, local: string) {
  office.clock.now = shanghai(local);
  await planAll(office.deps);
  await deliverReminders(office.deps);
}

const toldOf = ({ reminded }: Office, code: string) =>
  reminded.filter(({ path }) => path.endsWith(code)).map(({ what, recipient }) => `${what} ${recipient}`);

const digests = ({ reminded }: Office, place = 'guanxian') =>
  reminded.filter(({ what, jurisdiction }) => what === 'digest' && jurisdiction === place);

describe('reminders', () => {
  it('tell the unit the day before and on the day, then the desk too, each once a day however often the clock runs', async () => {
    const office = await openAssigned();
    for (const day of ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30']) {
      await run(office, `${day}T09:07`);
      await run(office, `${day}T09:10`);
      await run(office, `${day}T16:07`);
    }
    expect(toldOf(office, office.receiptCode)).toEqual([
      'due-next unit',
      'due-today unit',
      'overdue unit',
      'overdue office',
    ]);
    expect(new Set(office.reminded.map(({ key }) => key)).size).toBe(office.reminded.length);
  });

  it('are sent once by two runs at once', async () => {
    const office = await openAssigned();
    office.clock.now = shanghai('2026-11-30T10:07');
    await Promise.all([planAll(office.deps), planAll(office.deps)]);
    await Promise.all([deliverReminders(office.deps), deliverReminders(office.deps)]);
    expect(toldOf(office, office.receiptCode).sort()).toEqual(['overdue office', 'overdue unit']);
    expect(digests(office)).toHaveLength(1);
  });

  it('are all sent once by a run that goes on where another was cut off', async () => {
    let left = 3;
    const office = await openAssigned({
      sendReminder: () => {
        left -= 1;
        if (left === 0) throw new Error('cut off');
        return 'sent';
      },
    });
    await run(office, '2026-11-30T09:07');
    await run(office, '2026-11-30T09:15');
    expect(toldOf(office, office.receiptCode).sort()).toEqual(['overdue office', 'overdue unit']);
    expect(digests(office)).toHaveLength(1);
    expect(office.reminded.filter(({ what }) => what === 'digest')).toHaveLength(5);
  });

  it.each([
    ['before nine', '2026-11-30T08:59'],
    ['from five on', '2026-11-30T17:00'],
    ['on a Saturday', '2026-11-28T10:07'],
    ['on a holiday', '2026-10-05T10:07'],
  ])('tell nobody anything %s', async (_, at) => {
    const office = await openAssigned();
    await run(office, at);
    expect(office.reminded).toEqual([]);
    expect((await env.DB.prepare('SELECT count(*) AS n FROM reminders').first())?.['n']).toBe(0);
  });

  it('wait over the night where they could not be sent, and count as failed when their day is over', async () => {
    const office = await openAssigned({
      sendReminder: () => {
        throw new Error('provider answered 503');
      },
    });
    await run(office, '2026-11-27T16:58');
    await deliverReminders({ ...office.deps, now: () => shanghai('2026-11-27T18:00') });
    office.clock.now = shanghai('2026-11-30T09:00');
    await deliverReminders(office.deps);
    const { results } = await env.DB.prepare("SELECT kind, state, tries FROM reminders WHERE kind = 'due-today'").all();
    expect(results).toEqual([{ kind: 'due-today', state: 'failed', tries: 2 }]);
  });

  it('are dropped for what was answered, or given to another unit, before they went out', async () => {
    const office = await openAssigned();
    const other = (await office.send({ title: '另一件' })).receiptCode;
    await office.desk.move(other, assign);
    office.clock.now = shanghai('2026-11-27T09:07');
    await planAll(office.deps);
    const unit = await office.signIn('minzheng');
    await unit.move(office.receiptCode, reply);
    const desk = await office.signIn('desk');
    await desk.move(other, { move: 'transfer', unit: 'jiaotiju', reason: '按职责转办' });
    await deliverReminders(office.deps);
    expect([...toldOf(office, office.receiptCode), ...toldOf(office, other)]).toEqual([]);
    await run(office, '2026-11-27T10:07');
    expect(office.reminded.at(-1)).toMatchObject({ unit: 'jiaotiju', what: 'due-today' });
  });

  it('reach the leader after five working days, and after 75 days without an answer', async () => {
    const office = await openAssigned();
    await run(office, '2026-12-03T10:07');
    expect(toldOf(office, office.receiptCode)).not.toContain('overdue leader');
    await run(office, '2026-12-04T10:07');
    expect(toldOf(office, office.receiptCode)).toContain('overdue leader');
    await run(office, '2026-12-21T10:07');
    await run(office, '2026-12-22T10:07');
    expect(toldOf(office, office.receiptCode).filter((line) => line.startsWith('waiting'))).toEqual([
      'waiting-30 unit',
      'waiting-30 office',
    ]);
  });

  it('hold code, what, day and the address of the case, and no word of the comment', async () => {
    const office = await openAssigned();
    await run(office, '2026-11-30T09:07');
    const note = office.reminded.find(({ recipient }) => recipient === 'unit');
    expect(note).toMatchObject({ jurisdiction: 'guanxian', unit: 'minzhengju' });
    expect(note?.path).toBe(`/staff/#case=${office.receiptCode}`);
    expect(note?.text).toBe(
      `致冠县民政局：留言 ${office.receiptCode} 已超期 1 个工作日（期限 11月27日（周五））。承办：冠县民政局。`,
    );
    const stored = await env.DB.prepare('SELECT * FROM reminders').all();
    for (const words of [letter.title, '养老']) {
      expect(JSON.stringify([office.reminded, stored.results])).not.toContain(words);
    }
  });

  it('are planned for every one of many comments, by the hourly upkeep', async () => {
    const office = await openOffice();
    for (let number = 0; number < 53; number++) await office.send({ title: `第 ${number} 件` });
    office.clock.now = shanghai('2026-11-27T09:07');
    await maintain(office.deps);
    const { n } = (await env.DB.prepare(
      "SELECT count(DISTINCT about) AS n FROM reminders WHERE kind = 'due-today' AND recipient = 'office'",
    ).first<{ n: number }>()) ?? { n: 0 };
    expect(n).toBe(53);
  });
});

describe('the morning digest', () => {
  it('comes once a working day to the office, for each place, with its counts', async () => {
    const office = await openAssigned();
    await office.send({ title: '还在政务公开办' });
    await run(office, '2026-11-27T08:07');
    expect(digests(office)).toEqual([]);
    await run(office, '2026-11-27T09:07');
    await run(office, '2026-11-27T10:07');
    const [digest, ...more] = digests(office);
    expect(more).toEqual([]);
    expect(digest).toMatchObject({ recipient: 'office', path: '/staff/' });
    expect(digest?.text).toBe(
      '冠县 11月27日（周五）早报：在办 2 件，今天到期 2 件，已超期 0 件，答非所问待处理 0 件，待核 0 件；等得最久的一件 11月20日（周五）收到，已 7 天。',
    );
    expect(digests(office, 'pingyin')[0]?.text).toContain('在办 0 件');
    await run(office, '2026-11-30T09:07');
    expect(digests(office).at(-1)?.text).toContain('今天到期 0 件，已超期 2 件');
  });
});
