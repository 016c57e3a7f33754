// A new calendar is one act (decision 038), in whatever order deployment, upkeep and moves come, and whatever crashes.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import { calendarInForce } from '../../api/db/judging-schema.ts';
import { createCalendars, followRecord } from '../../api/domain/clock/calendar.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { takeInCalendar } from '../../api/record/new-calendar.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { answerText, person } from '../api-support/answered.ts';
import { openDesk } from '../api-support/desk.ts';
import { newComment, shanghai } from '../api-support/office.ts';

/** Test data, not a real notice: 4 and 5 January are off, and Saturday the 9th is worked instead. */
const year2027 = {
  year: 2027,
  notices: [{ title: '关于2027年部分节假日安排的通知（测试）', publishedOn: '2026-12-31' }],
  daysOff: { '2027-01-01': '元旦', '2027-01-04': '元旦', '2027-01-05': '元旦' },
  makeUpDays: { '2027-01-09': '元旦' },
};
const known = calendarVersions.slice(0, 1);
const one = createCalendars(known, statutory);
const two = createCalendars(
  [
    ...known,
    ...known.map((first) => ({ ...first, version: 2, takenIn: '2026-12-31', years: [...first.years, year2027] })),
  ],
  statutory,
);
/** Two notices since the last release: the second changes a day that no window here counts. */
const three = createCalendars(
  known.flatMap((first) => [
    first,
    { ...first, version: 2, takenIn: '2026-12-31', years: [...first.years, year2027] },
    {
      ...first,
      version: 3,
      takenIn: '2027-01-02',
      years: [...first.years, { ...year2027, daysOff: { ...year2027.daysOff, '2027-05-04': '劳动节' } }],
    },
  ]),
  statutory,
);
const [oldDay, newDay] = ['2027-01-08', '2027-01-11'];

/** Each act has a comment of its own; the last comment only waits. */
const acts = ['reply', 'transfer', 'urge', 'classify', 'withdraw', 'erase'] as const;
type Act = (typeof acts)[number];
type Happening = 'deploy' | 'upkeep' | Act;

async function openYearEnd() {
  const office = await openDesk();
  office.deps.calendars = followRecord(one);
  office.clock.now = shanghai('2026-12-31T09:00');
  await maintain(office.deps);
  const receipts = new Map<string, Receipt>();
  for (const name of [...acts, 'waits']) {
    const receipt = await office.sendComment({ ...person, title: name });
    await office.desk.move(receipt.receiptCode, { move: 'assign', unit: 'minzhengju', helpers: ['yibaoju'] });
    receipts.set(name, receipt);
  }
  const of = (name: string): Receipt => receipts.get(name) as Receipt;
  const residentMove = ({ receiptCode, trackingCode }: Receipt, action: object) =>
    office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });
  const happen: Record<Happening, () => Promise<unknown>> = {
    deploy: async () => {
      office.deps.calendars = followRecord(two);
    },
    upkeep: () => maintain(office.deps),
    reply: () => office.clerk.move(of('reply').receiptCode, { move: 'reply', text: answerText }),
    transfer: () =>
      office.desk.move(of('transfer').receiptCode, { move: 'transfer', unit: 'rensheju', reason: '按职责' }),
    urge: () => office.desk.move(of('urge').receiptCode, { move: 'urge', reason: '请抓紧' }),
    classify: () =>
      office.desk.move(of('classify').receiptCode, { move: 'classify', classification: 'simple', reason: '只问电话' }),
    withdraw: () => residentMove(of('withdraw'), { move: 'withdraw' }),
    erase: () => residentMove(of('erase'), { move: 'erase' }),
  };

  /** Pages and columns must tell one story: the calendar in force. */
  async function expectOneCalendar() {
    const { current } = office.deps.calendars;
    const rows = await env.DB.prepare(
      'SELECT receipt_code AS code, title, closed_at AS closed, due_at AS due, calendar FROM comments',
    ).all<{
      code: string;
      title: string;
      closed: number | null;
      due: number;
      calendar: number;
    }>();
    for (const { code, title, closed, due, calendar } of rows.results) {
      const { window } = await office.desk.readCase(code);
      expect([title, Date.parse(window.dueAt)]).toEqual([title, due]);
      if (closed !== null) continue;
      expect([title, window.calendar.version, calendar]).toEqual([title, current.version, current.version]);
      const provisional = current.version === 1;
      expect([title, window.provisional]).toEqual([title, provisional]);
    }
    const asked = await office.request('/data/figures.json?place=guanxian&year=2026');
    expect(asked.status).toBe(200);
  }

  const typesOf = async (name: string) => {
    const events = await env.DB.prepare('SELECT type FROM events WHERE receipt_code = ? ORDER BY version')
      .bind(of(name).receiptCode)
      .all<{ type: string }>();
    return events.results.map(({ type }) => type);
  };

  /** After deployment and upkeep: every undecided window moved in one act, closed ones stay, and the ledger verifies. */
  async function expectTakenIn(closedBefore: Act[]) {
    expect(office.deps.calendars.current.version).toBe(2);
    await expectOneCalendar();
    for (const name of [...acts, 'waits']) {
      const isClosed = closedBefore.some((act) => act === name);
      const { window } = await office.desk.readCase(of(name).receiptCode);
      // A simple window ends on the first working day.
      const right = window.classification === 'simple' ? ['2027-01-04', '2027-01-06'] : [oldDay, newDay];
      expect([name, window.dueOn]).toEqual([name, isClosed ? right[0] : right[1]]);
      const moved = (await typesOf(name)).filter((type) => type === 'recomputed');
      expect([name, moved.length]).toEqual([name, isClosed ? 0 : 1]);
    }
    // Everyone with a channel is told why the day moved.
    const noted = await env.DB.prepare(
      "SELECT receipt_code FROM notes WHERE what = 'recomputed' AND recipient = 'resident'",
    ).all();
    const hasMoved = [...acts, 'waits'].filter((name) => !closedBefore.some((act) => act === name));
    const ofErased = await typesOf('erase');
    const isErasedBefore = ofErased.includes('erased') && ofErased.indexOf('erased') < ofErased.indexOf('recomputed');
    expect(noted.results).toHaveLength(hasMoved.length - (isErasedBefore ? 1 : 0));
    const ledger = await (await office.request('/data/ledger.json')).text();
    const knowledge = { calendars: two, ruleFor: office.deps.ruleFor };
    expect((await checkLedger(ledger, null, { knowledge }))?.findings).toEqual([]);
  }
  return { ...office, happen, of, typesOf, expectOneCalendar, expectTakenIn };
}

/** How many acts come before deployment, and before upkeep. */
const places = [
  [0, 0],
  [0, 6],
  [2, 3],
  [4, 6],
] as const;

/** Deployment and upkeep at these places among the acts, which take turns in coming first. */
const orders = acts.flatMap((_, turn) => {
  const turned = [...acts.slice(turn), ...acts.slice(0, turn)];
  return places
    .filter((__, place) => place % 2 === turn % 2)
    .map(([deploy, upkeep]): Happening[] => [
      ...turned.slice(0, deploy),
      'deploy',
      ...turned.slice(deploy, upkeep),
      'upkeep',
      ...turned.slice(upkeep),
    ]);
});

describe('a new calendar among moves', { timeout: 120_000 }, () => {
  it.each(orders.map((order) => [order.join(', '), order] as const))('%s', async (_, order) => {
    const office = await openYearEnd();
    const closedBefore: Act[] = [];
    for (const [index, happening] of order.entries()) {
      office.clock.now += 60_000;
      await office.happen[happening]();
      const isBefore = index < order.indexOf('upkeep');
      if (isBefore && (happening === 'reply' || happening === 'withdraw')) closedBefore.push(happening);
      await office.request('/data/figures.json?place=guanxian&year=2026'); // follows the record's calendar
      await office.expectOneCalendar();
    }
    await office.happen.upkeep();
    await office.expectTakenIn(closedBefore);
  });

  it('a crash in the middle of the act leaves the old calendar in force for everything', async () => {
    const office = await openYearEnd();
    await office.happen.deploy();
    const { database } = office.deps;
    let isCrashing = true;
    office.deps.database = new Proxy(database, {
      get: (target, name) =>
        name === 'batch'
          ? (statements: Parameters<typeof database.batch>[0]) => {
              // The last statement puts the calendar in force.
              const isAct = statements.length > 5 && isCrashing;
              // A second pointer is refused, after everything else was written.
              const [first, ...others] = statements;
              const crash = target.insert(calendarInForce).values({ id: 2, version: 2 });
              return target.batch(isAct ? [first, ...others.slice(0, -1), crash] : statements);
            }
          : Reflect.get(target, name),
    });
    await expect(takeInCalendar(office.deps)).rejects.toThrow('moves came first');
    expect(await office.typesOf('waits')).toEqual(['received', 'assigned']);
    await office.request('/');
    await office.expectOneCalendar();
    isCrashing = false;
    await office.happen.upkeep();
    await office.expectTakenIn([]);
  });

  it('two calendars taken in at once settle a late answer by the first that can', async () => {
    const office = await openYearEnd();
    office.clock.now = shanghai('2027-01-12T09:00'); // after the old day and after the new one
    await office.happen.reply();
    office.clock.now = shanghai('2027-01-13T09:00');
    await office.happen.withdraw();
    office.deps.calendars = followRecord(three);
    await office.happen.upkeep();
    await office.happen.upkeep();
    const { receiptCode } = office.of('reply');
    const text = await (await office.request('/data/ledger.json')).text();
    const ledger: { events: { receiptCode: string; type: string; facts: object }[] } = JSON.parse(text);
    const verdicts = ledger.events.filter((event) => event.type === 'judged' && event.receiptCode === receiptCode);
    expect(verdicts.map(({ facts }) => facts)).toMatchObject([
      { verdict: 'missed', provisional: true, calendar: 1 },
      { verdict: 'missed', provisional: false, calendar: 2 },
    ]);
    const figures = await office.request('/data/figures.json?place=guanxian&year=2026');
    const { calendar, total } = await figures.json<{ calendar: number; total: Record<string, { count: number }> }>();
    expect([calendar, total['late']?.count, total['undecided']?.count]).toEqual([3, 1, 0]);
    const knowledge = { calendars: three, ruleFor: office.deps.ruleFor };
    expect((await checkLedger(text, null, { knowledge }))?.findings).toEqual([]);
  });

  it('moves and new comments at the same moment neither get lost nor keep the old calendar', async () => {
    const office = await openYearEnd();
    await office.happen.deploy();
    const [moved] = await Promise.all([
      takeInCalendar(office.deps),
      ...(['transfer', 'urge', 'classify', 'withdraw', 'reply'] as const).map((act) => office.happen[act]()),
      ...[1, 2, 3].map((n) =>
        office.postJson('/api/comments', { ...newComment, title: `新来 ${n}`, key: `${n}`.repeat(32) }),
      ),
    ]);
    expect(moved.length).toBeGreaterThan(0);
    await office.request('/');
    await office.expectOneCalendar();
    expect(await env.DB.prepare('SELECT count(*) AS n FROM comments').first('n')).toBe(10);
    const ledger = await (await office.request('/data/ledger.json')).text();
    const knowledge = { calendars: two, ruleFor: office.deps.ruleFor };
    expect((await checkLedger(ledger, null, { knowledge }))?.findings).toEqual([]);
  });

  it('a process that still has the old calendar cannot count a window by it once the new one is in force', async () => {
    const office = await openYearEnd();
    await office.happen.deploy();
    await office.happen.upkeep();
    office.deps.calendars = one;
    const sent = await office.postJson('/api/comments', { ...newComment, title: '太晚了', key: 'd'.repeat(32) });
    expect(sent.ok).toBe(false);
    const { receiptCode } = office.of('transfer');
    const response = await office.desk.post(`/api/queue/${receiptCode}/moves`, {
      version: 3,
      action: { move: 'transfer', unit: 'rensheju', reason: '按职责' },
    });
    expect(response.status).toBe(409);
    const older = await env.DB.prepare('SELECT count(*) AS n FROM comments WHERE calendar < 2').first('n');
    expect(older).toBe(0);
  });
});
