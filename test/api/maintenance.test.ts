import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { type LedgerExport, ledgerExportSchema } from '../../api/contract/ledger.ts';
import { listLedgerEvents, listSeals } from '../../api/db/ledger.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { takeInCalendar } from '../../api/record/new-calendar.ts';
import { sealEvents } from '../../api/record/seals.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { openTestOffice, shanghai } from '../api-support/office.ts';
import { asFirstAnnounced } from '../support/amended-years.ts';

const finalCalendar = calendarVersions.slice(0, 1);
const firstCalendar = finalCalendar.map((version) => ({ ...version, years: version.years.map(asFirstAnnounced) }));
const amendedCalendar = finalCalendar.map((version) => ({ ...version, version: 2 }));
/** Before and after 春节 2020 was extended on 27 January. */
const before = createCalendars(firstCalendar, statutory);
const after = createCalendars([...firstCalendar, ...amendedCalendar], statutory);

/** Opens an office on Monday, 20 January 2020, with the holidays as first announced. */
async function openOfficeIn2020() {
  const office = await openTestOffice();
  office.clock.now = shanghai('2020-01-20T09:00');
  office.deps.calendars = before;
  return office;
}

const listEvents = async (type: string) =>
  (await env.DB.prepare('SELECT data, actor_role AS role, at FROM events WHERE type = ?').bind(type).all()).results;

async function exportLedger({ deps }: Awaited<ReturnType<typeof openTestOffice>>): Promise<LedgerExport> {
  const seals = await listSeals(deps.database);
  const last = seals.at(-1);
  const events = await listLedgerEvents(deps.database, 0, last?.last ?? 0, 10_000);
  return ledgerExportSchema.parse({ format: 'mingbai-ledger-1', head: last?.hash, seals, events });
}

describe('importing a new calendar', { timeout: 180_000 }, () => {
  it('records a system event with the old and the new due date when an open window moves', async () => {
    const office = await openOfficeIn2020();
    const receipt = await office.sendComment();
    expect(receipt.window.dueOn).toBe('2020-02-01');
    office.clock.now = shanghai('2020-01-28T09:00');
    office.deps.calendars = after;
    const moved = { receiptCode: receipt.receiptCode, from: '2020-02-01', to: '2020-02-04' };
    expect(await takeInCalendar(office.deps)).toEqual([moved]);

    const [event, ...more] = await listEvents('recomputed');
    expect(event).toMatchObject({ role: 'system', at: office.clock.now });
    expect(JSON.parse(String(event?.['data']))).toEqual({
      from: moved.from,
      to: moved.to,
      calendar: 2,
      rule: 'site@2021-01-01',
      ruleHash: await office.deps.ruleFor('guanxian', office.clock.now).hash(),
      calendarHash: await after.current.hash(),
    });
    expect(more).toEqual([]);
    const view = await (await office.postJson('/api/follow', receipt)).json<FollowView>();
    expect(view.steps.at(-1)?.what).toBe('期限由 2月1日（周六） 改为 2月4日（周二）');
    expect(view.window).toMatchObject({ dueOn: '2020-02-04', calendar: { version: 2 } });
    const row = await env.DB.prepare('SELECT due_at, calendar, version FROM comments').first();
    expect(row).toEqual({ due_at: shanghai('2020-02-05T00:00'), calendar: 2, version: 2 });
  });

  it('records no event when recomputing does not move an open window', async () => {
    const office = await openOfficeIn2020();
    office.clock.now = shanghai('2020-01-13T09:00');
    await office.sendComment();
    office.deps.calendars = after;
    expect(await takeInCalendar(office.deps)).toEqual([]);
    expect(await listEvents('recomputed')).toEqual([]);
    expect(await env.DB.prepare('SELECT calendar, version FROM comments').first()).toEqual({ calendar: 2, version: 1 });
  });

  it('records an event when a provisional window moves', async () => {
    const office = await openTestOffice();
    office.clock.now = shanghai('2026-12-31T09:00');
    const { window } = await office.sendComment();
    expect(window).toMatchObject({ dueOn: '2027-01-08', provisional: true });
    const [latest] = finalCalendar;
    const year2027 = {
      year: 2027,
      notices: [{ title: '2027年的通知', publishedOn: '2026-12-31' }],
      makeUpDays: {},
      daysOff: { '2027-01-01': '元旦', '2027-01-04': '元旦' },
    };
    const next = amendedCalendar.map((version) => ({ ...version, years: [...(latest?.years ?? []), year2027] }));
    office.deps.calendars = createCalendars([...finalCalendar, ...next], statutory);
    expect(await takeInCalendar(office.deps)).toMatchObject([{ from: '2027-01-08', to: '2027-01-11' }]);
  });

  it('a verdict stands under the calendar that decided it, and the page names that calendar', async () => {
    const office = await openOfficeIn2020();
    const [replied, declined] = [await office.sendComment(), await office.sendComment({ title: '另一件' })];
    const desk = await office.signIn('desk');
    await desk.move(replied.receiptCode, { move: 'assign', unit: 'minzhengju' });
    office.clock.now = shanghai('2020-02-02T09:00'); // late under version 1, on time under version 2
    await (await office.signIn('minzheng')).move(replied.receiptCode, { move: 'reply', text: '您好，已在网站公开。' });
    await desk.move(declined.receiptCode, { move: 'decline', ground: 'other-authority', reason: '正在诉讼' });
    office.deps.calendars = after;
    expect(await takeInCalendar(office.deps)).toEqual([]);
    for (const { receiptCode } of [replied, declined]) {
      const { window } = await desk.readCase(receiptCode);
      expect(window).toMatchObject({ state: 'missed', dueOn: '2020-02-01', calendar: { version: 1 } });
    }
  });

  it('recomputes many windows in batches, each once, even in simultaneous runs', async () => {
    const office = await openOfficeIn2020();
    for (let index = 0; index < 107; index++) await office.sendComment({ title: `第 ${index} 件` });
    office.clock.now = shanghai('2020-01-28T09:00');
    office.deps.calendars = after;
    const runs = await Promise.all([takeInCalendar(office.deps), takeInCalendar(office.deps)]);
    const codes = runs.flat().map(({ receiptCode }) => receiptCode);
    expect([codes.length, new Set(codes).size]).toEqual([107, 107]);
    expect(await takeInCalendar(office.deps)).toEqual([]);
    expect(await listEvents('recomputed')).toHaveLength(107);
  });
});

describe('sealing the ledger', { timeout: 180_000 }, () => {
  it('seals every event once in chained batches and adds no seal when there are no new events', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    expect(await sealEvents(office.deps)).toBe(1);
    expect(await sealEvents(office.deps)).toBe(0);
    office.clock.now += 3_600_000;
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, { move: 'classify', classification: 'simple', reason: '只问时间' });
    await office.sendComment({ title: '另一件' });
    expect(await sealEvents(office.deps)).toBe(2);
    const ledger = await exportLedger(office);
    expect(ledger.seals.map(({ first, last }) => [first, last])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(await verifyLedger(ledger)).toEqual([]);
  });

  it('the ledger has no gap after a rejected write', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    const units = ['minzhengju', 'yibaoju', 'rensheju'];
    await Promise.all(units.map((unit) => desk.move(receiptCode, { move: 'assign', unit }, 1)));
    await office.sendComment(); // The same submission again.
    await office.sendComment({ title: '另一件' });
    await sealEvents(office.deps);
    const ledger = await exportLedger(office);
    expect(ledger.events.map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(await verifyLedger(ledger)).toEqual([]);
  });

  it('seals a long backlog in batches and each event once, even in simultaneous runs', async () => {
    const office = await openTestOffice();
    await office.sendComment();
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10007)
       INSERT INTO events (receipt_code, version, type, at, actor_role, data, salt, leaf)
       SELECT receipt_code, i, 'contact-viewed', received_at, 'desk', '{}', '', printf('%064x', i) FROM comments, n`,
    ).run();
    const sealed = await Promise.all([sealEvents(office.deps), sealEvents(office.deps)]);
    expect(sealed[0] + sealed[1]).toBe(10_007);
    expect((await listSeals(office.deps.database)).map(({ first, last }) => [first, last])).toEqual([
      [1, 5000],
      [5001, 10_000],
      [10_001, 10_007],
    ]);
  });

  it('seals a backlog of several days without making events look backdated', async () => {
    const office = await openTestOffice();
    const receivedAt: number[] = [];
    for (let day = 0; day < 5; day++) {
      receivedAt.push(office.clock.now);
      await office.sendComment({ title: `第 ${day + 1} 天来的` });
      office.clock.now += 86_400_000;
    }
    expect(await sealEvents(office.deps, 2)).toBe(5);
    const seals = await listSeals(office.deps.database);
    expect(seals.map(({ last, at }) => [last, Date.parse(at)])).toEqual([
      [2, receivedAt[1]],
      [4, receivedAt[3]],
      [5, office.clock.now],
    ]);
    expect(await verifyLedger(await exportLedger(office))).toEqual([]);
  });

  it.each([
    ['an event was backdated', 'UPDATE events SET at = at - 86400000 WHERE version = 2', /^第 2 条/u],
    ['an event’s facts were changed', `UPDATE events SET data = '{"unit":"yibaoju"}' WHERE version = 2`, /^第 2 条/u],
    ['a reason was rewritten', `UPDATE events SET data = '{"reason":"别的"}' WHERE type = 'unpublished'`, /^第 6 条/u],
    ['an event was deleted', 'DELETE FROM events WHERE version = 2', /^第 3 条/u],
    ['a seal was rewritten', `UPDATE seals SET root = hash WHERE number = 1`, /^第 1 号封存/u],
  ])('verification reveals where %s behind the application’s back, without the triggers', async (_, forgery, where) => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    await (await office.signIn('minzheng')).move(receiptCode, { move: 'reply', text: '您好，已在网站公开。' });
    await desk.move(receiptCode, { move: 'publish' });
    await desk.move(receiptCode, { move: 'unpublish', reason: '含个人信息' });
    await sealEvents(office.deps);
    expect(await verifyLedger(await exportLedger(office))).toEqual([]);
    for (const table of ['events', 'seals']) {
      await env.DB.exec(`DROP TRIGGER ${table}_refuse_update; DROP TRIGGER ${table}_refuse_delete;`);
    }
    await env.DB.prepare(forgery).run();
    const findings = await verifyLedger(await exportLedger(office));
    expect(findings[0]?.where).toMatch(where);
  });
});

describe('hourly maintenance', () => {
  it('hourly maintenance fills in who held comments that are older than that column', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const { receiptCode } = await office.sendComment();
    office.clock.now += 3_600_000;
    await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    const readTurns = async () =>
      (await env.DB.prepare('SELECT turns FROM comments').first<{ turns: string }>())?.turns;
    const turns = await readTurns();
    expect(turns).toContain('"minzhengju"');
    await env.DB.exec("UPDATE comments SET turns = '[]'");
    await maintain(office.deps);
    expect(await readTurns()).toBe(turns);
  });

  it('hourly maintenance recomputes windows before it seals the ledger, and logs only counts', async () => {
    const office = await openOfficeIn2020();
    await office.sendComment();
    office.clock.now = shanghai('2020-01-28T09:00');
    office.deps.calendars = after;
    await maintain(office.deps);
    await maintain(office.deps);
    expect(office.log.map(({ message, details }) => [message, details])).toEqual([
      [
        'maintenance',
        {
          moved: 1,
          bound: 0,
          erased: 0,
          rekeyed: 0,
          unread: 0,
          swept: 0,
          summarized: 1,
          indexed: 0,
          sealed: 2,
          day: '2020-01-28',
        },
      ],
      [
        'maintenance',
        {
          moved: 0,
          bound: 0,
          erased: 0,
          rekeyed: 0,
          unread: 0,
          swept: 0,
          summarized: 0,
          indexed: 0,
          sealed: 0,
          day: '2020-01-28',
        },
      ],
    ]);
    expect(await verifyLedger(await exportLedger(office))).toEqual([]);
  });
});
