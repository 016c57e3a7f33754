// Properties of every window, for any receipt, rule and calendar. fast-check searches for counterexamples.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalendarSource,
  createCalendar,
  createCalendars,
  dayInShanghai,
} from '../../api/domain/clock/calendar.ts';
import { judgeWindow, openWindow } from '../../api/domain/clock/clock.ts';
import { ruleFinder } from '../../api/domain/clock/rules.ts';
import { judgeComment } from '../../api/domain/clock/window-view.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { CommentEvent } from '../../api/life/life.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { rules, siteDefault } from '../../content/rules/index.ts';
import { countOn, isWorkingByData, nextDay } from '../support/announced.ts';
import { received } from '../support/comment-events.ts';

// A fixed seed makes each run reproducible.
fc.configureGlobal({ seed: 20261121, numRuns: 1000 });

const calendars = createCalendars(calendarVersions, statutory);
const calendar = calendars.current;
const at = (local: string) => Date.parse(`${local}+08:00`);

const instant = (from: string, to: string) => fc.integer({ min: at(`${from}T00:00`), max: at(`${to}T00:00`) - 1 });
const receipt = instant('2007-01-01', '2026-09-01');
const rule = fc.record({
  workingDays: fc.integer({ min: 1, max: 60 }),
  closesAt: fc.constantFrom('24:00', '17:30', '12:00', '00:01'),
});
const hour = 3_600_000;

describe('every reply window', { timeout: 180_000 }, () => {
  it('a reply window is due on the day that an independent count finds, for 1 to 60 working days', () => {
    fc.assert(
      fc.property(receipt, rule, (receivedAt, windowRule) => {
        const { dueOn } = openWindow(receivedAt, windowRule, calendar);
        expect(dueOn).toBe(countOn(dayInShanghai(receivedAt), windowRule.workingDays));
      }),
    );
  });

  it('a reply window never has an earlier due date for a later receipt', () => {
    fc.assert(
      fc.property(receipt, fc.nat(40 * 24 * hour), rule, (receivedAt, later, windowRule) => {
        const first = openWindow(receivedAt, windowRule, calendar);
        expect(openWindow(receivedAt + later, windowRule, calendar).dueAt).toBeGreaterThanOrEqual(first.dueAt);
      }),
    );
  });

  it('a reply window has a later due date with more working days', () => {
    fc.assert(
      fc.property(receipt, rule, (receivedAt, windowRule) => {
        const longer = { ...windowRule, workingDays: windowRule.workingDays + 1 };
        const { dueAt } = openWindow(receivedAt, windowRule, calendar);
        expect(openWindow(receivedAt, longer, calendar).dueAt).toBeGreaterThan(dueAt);
      }),
    );
  });

  it('a reply window is met up to the last millisecond before its end and missed or overdue from its end on', () => {
    fc.assert(
      fc.property(receipt, rule, (receivedAt, windowRule) => {
        const window = openWindow(receivedAt, windowRule, calendar);
        const state = (now: number, stoppedAt: number | null) =>
          judgeWindow(window, windowRule, calendar, now, stoppedAt).state;
        const end = window.dueAt;
        expect([state(end, end - 1), state(end, end)]).toEqual(['met', 'missed']);
        expect([state(end - 1, null), state(end, null)]).toEqual(['due-today', 'overdue']);
      }),
    );
  });

  it('a reply window always splits its working days into elapsed and left', () => {
    fc.assert(
      fc.property(receipt, rule, fc.nat(120 * 24 * hour), (receivedAt, windowRule, passed) => {
        const window = openWindow(receivedAt, windowRule, calendar);
        const now = receivedAt + passed;
        const { elapsed, left, late, state } = judgeWindow(window, windowRule, calendar, now, null);
        // Recount from the calendar data: working days that ended after the receipt, and those that began after the due
        // date.
        const today = dayInShanghai(now);
        let ended = 0;
        let begunSinceDue = 0;
        for (let day = nextDay(window.receivedOn); day <= today; day = nextDay(day)) {
          if (!isWorkingByData(day)) continue;
          if (now >= Date.parse(`${day}T${windowRule.closesAt}:00+08:00`)) ended++;
          if (day > window.dueOn) begunSinceDue++;
        }
        expect(elapsed + left).toBe(windowRule.workingDays);
        expect(elapsed).toBe(Math.min(ended, windowRule.workingDays));
        expect(late).toBe(begunSinceDue);
        expect(left === 0).toBe(state === 'overdue');
      }),
    );
  });
});

describe('a calendar change', { timeout: 180_000 }, () => {
  const years = calendarVersions[0]?.years.filter(({ year }) => year >= 2024 && year <= 2026) ?? [];
  const source: CalendarSource = { version: 1, takenIn: '2026-11-21', source: 'three announced years', years };
  const noLaw = { source: 'none', years: [] };
  const before = createCalendar(source, noLaw);
  const change = (edit: (year: CalendarSource['years'][number]) => CalendarSource['years'][number]) =>
    createCalendar({ ...source, version: 2, years: years.map(edit) }, noLaw);
  const inThreeYears = instant('2024-01-01', '2026-08-01');
  const day = inThreeYears.map(dayInShanghai);

  /** Compares due dates before and after a change of some days, for receipts in all three years. */
  const compareDueDates = (
    days: fc.Arbitrary<string[]>,
    edit: (year: CalendarSource['years'][number], changed: string[]) => CalendarSource['years'][number],
    compare: (after: number, before: number) => void,
  ) =>
    fc.assert(
      fc.property(inThreeYears, rule, days, (receivedAt, windowRule, changed) => {
        const after = change((year) =>
          edit(
            year,
            changed.filter((entry) => entry.startsWith(`${year.year}-`)),
          ),
        );
        const { dueAt } = openWindow(receivedAt, windowRule, before);
        compare(openWindow(receivedAt, windowRule, after).dueAt, dueAt);
      }),
      { numRuns: 300 },
    );
  const someDays = fc.array(day, { minLength: 1, maxLength: 5 });
  const without = (days: Record<string, string>, dropped: string[]) =>
    Object.fromEntries(Object.entries(days).filter(([entry]) => !dropped.includes(entry)));
  const named = (days: string[], name: string) => Object.fromEntries(days.map((entry) => [entry, name]));

  it('a calendar change never moves a due date earlier when it adds days off', () => {
    compareDueDates(
      someDays,
      (year, added) => ({
        ...year,
        daysOff: { ...year.daysOff, ...named(added, '临时放假') },
        makeUpDays: without(year.makeUpDays, added),
      }),
      (after, dueAt) => expect(after).toBeGreaterThanOrEqual(dueAt),
    );
  });

  it('a calendar change never moves a due date earlier when it removes make-up days', () => {
    const makeUpDays = years.flatMap((year) => Object.keys(year.makeUpDays));
    compareDueDates(
      fc.subarray(makeUpDays, { minLength: 1 }),
      (year, taken) => ({ ...year, makeUpDays: without(year.makeUpDays, taken) }),
      (after, dueAt) => expect(after).toBeGreaterThanOrEqual(dueAt),
    );
  });

  it('a calendar change never moves a due date later when it turns rest days into working days', () => {
    compareDueDates(
      someDays,
      (year, added) => ({ ...year, makeUpDays: { ...year.makeUpDays, ...named(added, '临时上班') } }),
      (after, dueAt) => expect(after).toBeLessThanOrEqual(dueAt),
    );
  });
});

describe('staff handling', { timeout: 180_000 }, () => {
  const ruleOf = ruleFinder(rules, siteDefault);
  const unit = fc.constantFrom('minzhengju', 'yibaoju', 'rensheju');
  const reason = fc.constant('按职责');
  const type = <Name extends string>(name: Name) => fc.constant(name);
  /** Every event type that neither classifies the comment nor ends its window. */
  const handling = fc.oneof(
    fc.record({ type: type('assigned'), unit }),
    fc.record({ type: type('transferred'), from: unit, unit, reason }),
    fc.record({ type: type('returned'), unit, reason }),
    fc.record({ type: type('drafted'), unit, text: fc.constant('hash') }),
    fc.record({ type: type('reviewed'), passed: fc.boolean(), reason }),
    fc.record({ type: type('contact-viewed'), reason }),
  );

  it('staff handling never moves the due date, however often they assign, transfer, return, draft or review', () => {
    fc.assert(
      fc.property(receipt, fc.array(handling, { maxLength: 12 }), fc.boolean(), (receivedAt, steps, isSimple) => {
        const first: CommentEvent = { ...received, at: receivedAt };
        const classified: CommentEvent[] = isSimple
          ? [{ type: 'classified', at: receivedAt, from: 'standard', to: 'simple', reason: '只问时间' }]
          : [];
        const handled = steps.map((step, index): CommentEvent => ({ ...step, at: receivedAt + (index + 1) * hour }));
        const windowAfter = (events: CommentEvent[]) =>
          judgeComment(deriveStanding(events), ruleOf('guanxian', receivedAt), calendars, receivedAt).window;
        const { dueAt } = windowAfter([first, ...classified]);
        expect(windowAfter([first, ...classified, ...handled]).dueAt).toBe(dueAt);
        expect(windowAfter([first, ...handled, ...classified]).dueAt).toBe(dueAt);
      }),
    );
  });
});
