import { describe, expect, it } from 'vitest';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { countHolders } from '../../api/domain/figures/holders.ts';
import { formatShare } from '../../api/domain/figures/share.ts';
import { type CommentFacts, verdictOf } from '../../api/domain/figures/verdict.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';

const calendars = createCalendars(calendarVersions, statutory);
const calendar = calendars.current;
const at = (local: string) => Date.parse(`${local}+08:00`);

/** Received on Friday 2026-11-20; the window ends with Friday 2026-11-27. */
const comment: CommentFacts = {
  receiptCode: 'GX-2611-0000-0001',
  about: 'guanxian-2021/tasks/17',
  kind: 'question',
  classification: 'standard',
  unit: 'minzhengju',
  receivedAt: at('2026-11-20T09:00'),
  dueAt: at('2026-11-28T00:00'),
  workingDays: 5,
  closesAt: '24:00',
  provisional: false,
  closedAt: null,
  closedBy: null,
  calendar: 1,
  turns: [],
  verdict: null,
  workingDaysUsed: null,
  reclassified: 'never',
  isPublished: false,
  isTakenDown: false,
  wasDisputed: false,
  wasDuplicateDisputed: false,
  rating: null,
  isSample: false,
  cameInCrowd: false,
};
const turn = (by: string, since: string) => ({ by, since: at(since) });

describe('the days of each holder', () => {
  it('each day of a comment belongs to whoever held it, and no day to nobody', () => {
    const replied: CommentFacts = {
      ...comment,
      closedAt: at('2026-12-04T10:00'),
      closedBy: 'reply',
      turns: [
        turn('desk', '2026-11-20T09:00'),
        turn('jiaotiju', '2026-11-24T09:00'),
        turn('desk', '2026-11-26T09:00'),
        turn('minzhengju', '2026-11-30T09:00'),
        turn('review', '2026-12-03T09:00'),
      ],
    };
    const rows = countHolders([replied], calendars, at('2026-12-10T09:00'));
    expect(rows.map(({ key, totalDays }) => [key, totalDays])).toEqual([
      ['desk', 4],
      ['jiaotiju', 2],
      ['minzhengju', 3],
      ['review', 1],
    ]);
    const taken = calendar.countThrough('2026-12-04') - calendar.countThrough('2026-11-20');
    expect(rows.reduce((sum, { totalDays }) => sum + totalDays, 0)).toBe(taken);
  });

  it('a unit that received a comment late is not the one where the window ended', () => {
    const handedOn = {
      ...comment,
      turns: [
        turn('desk', '2026-11-20T09:00'),
        turn('jiaotiju', '2026-11-23T09:00'),
        turn('minzhengju', '2026-11-28T00:00'),
      ],
    };
    const rows = countHolders([handedOn], calendars, at('2026-11-30T09:00'));
    expect(
      rows.map(({ key, arrivedInTime, arrivedLate, endedHere }) => [key, arrivedInTime, arrivedLate, endedHere]),
    ).toEqual([
      ['desk', 1, 0, 0],
      ['jiaotiju', 1, 0, 1],
      ['minzhengju', 0, 1, 0],
    ]);
  });

  it('the window ends with whoever still holds an overdue comment, and with nobody on a provisional day', () => {
    const open = { ...comment, turns: [turn('desk', '2026-11-20T09:00')] };
    const ended = (facts: CommentFacts, now: string) =>
      countHolders([facts], calendars, at(now)).map(({ endedHere }) => endedHere);
    expect(ended(open, '2026-11-27T23:59')).toEqual([0]);
    expect(ended(open, '2026-11-28T00:00')).toEqual([1]);
    expect(ended({ ...open, provisional: true }, '2026-12-28T00:00')).toEqual([0]);
  });

  it('the days of a closed comment are counted by the calendar of its verdict, whatever a later notice says', () => {
    const [known] = calendarVersions;
    if (!known) throw new Error('no calendar');
    const extended = known.years.map((year) =>
      year.year === 2026 ? { ...year, daysOff: { ...year.daysOff, '2026-11-24': '元旦', '2026-11-25': '元旦' } } : year,
    );
    const both = createCalendars([known, { ...known, version: known.version + 1, years: extended }], statutory);
    const turns = [turn('desk', '2026-11-20T09:00'), turn('minzhengju', '2026-11-23T09:00')];
    const open = { ...comment, calendar: known.version, turns };
    const replied: CommentFacts = { ...open, closedAt: at('2026-11-26T10:00'), closedBy: 'reply', verdict: 'met' };
    const daysOf = (facts: CommentFacts) =>
      countHolders([facts], both, at('2026-11-26T10:00')).map(({ key, totalDays }) => [key, totalDays]);
    expect(daysOf(replied)).toEqual([
      ['desk', 1],
      ['minzhengju', 3],
    ]);
    expect(daysOf(open)).toEqual([
      ['desk', 1],
      ['minzhengju', 1],
    ]);
  });
});

describe('the verdict on a comment', () => {
  it.each([
    ['reply', '2026-11-27T23:59', 'on-time'],
    ['reply', '2026-11-28T00:00', 'late'],
    ['refusal', '2026-11-27T23:59', 'declined-on-time'],
    ['refusal', '2026-11-28T00:00', 'declined-late'],
    ['withdrawal', '2026-11-27T23:59', 'withdrawn'],
    ['withdrawal', '2026-11-28T00:00', 'withdrawn-late'],
  ] as const)('a %s at %s counts as %s, for ever', (closedBy, closed, verdict) => {
    expect(verdictOf({ ...comment, closedBy, closedAt: at(closed) }, at('2027-06-01T00:00'))).toBe(verdict);
  });

  it('a provisional day alone makes no refusal or withdrawal late', () => {
    for (const closedBy of ['reply', 'refusal', 'withdrawal'] as const) {
      const closed = { ...comment, provisional: true, closedBy, closedAt: at('2026-11-30T00:00') };
      expect(verdictOf(closed, at('2026-12-30T00:00'))).toBe('undecided');
    }
  });
});

describe('a share in words', () => {
  it.each([
    [0, 3, '0%'],
    [1, 10_000, '0.1%'],
    [1, 3, '33.3%'],
    [1, 2, '50%'],
    [9_999, 10_000, '99.9%'],
    [7, 7, '100%'],
  ])('%i of %i reads %s: no rate rounds up to 100% or down to 0%', (count, of, words) => {
    expect(formatShare(count, of)).toBe(words);
  });
});
