// The working days of mainland China (design rules 5 and 6): which days count and why, and which are still unannounced.

import { hashCalendar, keepHash } from './fingerprints.ts';

/** A day in Asia/Shanghai as `YYYY-MM-DD`. */
export type Day = string;

export interface Notice {
  title: string;
  publishedOn: Day | null;
  number?: string | undefined;
  readAt?: string | undefined;
}

/** A stored calendar: the State Council's holiday notices by year (content/calendar/). */
export interface CalendarSource {
  version: number;
  takenIn: Day;
  source: string;
  /** Years that the office entered itself. */
  byOffice?: number[];
  years: {
    year: number;
    notices: Notice[];
    daysOff: Record<Day, string>;
    makeUpDays: Record<Day, string>;
    /** Days off that no known data set has: the office's own (design rule 21). */
    ownDays?: Day[] | undefined;
  }[];
}

/** Statutory holidays, used for years without a notice. */
export interface StatutorySource {
  source: string;
  years: { year: number; daysOff: Record<Day, string> }[];
}

/** Why a day counts or does not. `statutory`: a statutory holiday in a year without a notice. */
export type DayStanding = 'working' | 'make-up' | 'weekend' | 'holiday' | 'statutory';

export interface CalendarDay {
  day: Day;
  standing: DayStanding;
  /** Name of the holiday, or of the holiday that a make-up day compensates; otherwise empty. */
  holiday: string;
  /** A day off of the office's own, which no known data set has (design rule 21). */
  isOwn?: true;
}

export interface WorkingCalendar {
  version: number;
  takenIn: Day;
  /** Display name: `第 1 版（chinese-days 1.5.7）`. */
  label: string;
  /** SHA-256 over the canonical form of this version and of the statutory list (fingerprints.ts). */
  hash(): Promise<string>;
  /** First and last year covered. */
  years: { first: number; last: number };
  /** Last year with a published notice; later days are provisional. */
  announcedThrough: number;
  /** @throws RangeError for a day outside the calendar's years */
  describe(day: Day): CalendarDay;
  isWorkingDay(day: Day): boolean;
  /** Number of working days from the calendar's first day through `day`. */
  countThrough(day: Day): number;
  /** The nth working day of the calendar, counting from 1. */
  nthWorkingDay(n: number): Day;
  /** Sources of a year's days: its notice, or until then the law. */
  sourceOf(year: number): Notice[];
}

const millisecondsPerDay = 86_400_000;
/** Asia/Shanghai has been UTC+8 without daylight saving time since 1991-09-15. */
const shanghaiOffset = 8 * 3_600_000;

/** Caches formatted days, because the same few thousand recur. */
const dayNames = new Map<number, Day>();
const dayNumbers = new Map<Day, number>();

/** Days since 1970-01-01. Date arithmetic on these numbers needs no time zone. */
const toNumber = (day: Day) => dayNumbers.get(day) ?? Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay;

function fromNumber(number: number): Day {
  const known = dayNames.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * millisecondsPerDay).toISOString().slice(0, 10);
  dayNames.set(number, day);
  dayNumbers.set(day, number);
  return day;
}

/** @param instant milliseconds since 1970 UTC */
export function dayInShanghai(instant: number): Day {
  return fromNumber(Math.floor((instant + shanghaiOffset) / millisecondsPerDay));
}

/** @returns local time in Shanghai, `2026-11-20T09:00:00` @param instant milliseconds since 1970 UTC */
export function clockInShanghai(instant: number): string {
  return new Date(instant + shanghaiOffset).toISOString().slice(0, 19);
}

/** @returns the instant (milliseconds UTC) when `day` begins in Asia/Shanghai */
export function startOfDay(day: Day): number {
  return toNumber(day) * millisecondsPerDay - shanghaiOffset;
}

export function addDays(day: Day, count: number): Day {
  return fromNumber(toNumber(day) + count);
}

/** Calendar days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toNumber(to) - toNumber(from);
}

/** 1970-01-01, day 0, was a Thursday. */
const weekdayOfNumber = (number: number) => (number + 4) % 7;

/** @returns 0 for Sunday … 6 for Saturday */
export function weekdayOf(day: Day): number {
  return weekdayOfNumber(toNumber(day));
}

const numberedDays = (years: Record<Day, string>[]) =>
  new Map(years.flatMap((days) => Object.entries(days).map(([day, name]) => [toNumber(day), name])));

const isWorking = (standing: DayStanding) => standing === 'working' || standing === 'make-up';

/** Precomputes the calendar, so that every query is a lookup. */
export function createCalendar(source: CalendarSource, law: StatutorySource): WorkingCalendar {
  const announced = source.years;
  if (announced.length === 0) throw new RangeError('a calendar needs at least one year');
  const first = Math.min(...announced.map(({ year }) => year));
  const announcedThrough = Math.max(...announced.map(({ year }) => year));
  const lastYear = Math.max(announcedThrough, ...law.years.map(({ year }) => year));

  const daysOff = numberedDays(announced.map((year) => year.daysOff));
  const makeUpDays = numberedDays(announced.map((year) => year.makeUpDays));
  const ownDays = new Set(announced.flatMap((year) => (year.ownDays ?? []).map(toNumber)));
  const notAnnounced = law.years.filter(({ year }) => year > announcedThrough);
  const statutory = numberedDays(notAnnounced.map((year) => year.daysOff));

  const firstDay = toNumber(`${first}-01-01`);
  const length = toNumber(`${lastYear + 1}-01-01`) - firstDay;
  const counts = new Int32Array(length);
  const workingDays: number[] = [];
  for (let index = 0; index < length; index++) {
    if (isWorking(standingOf(firstDay + index).standing)) workingDays.push(firstDay + index);
    counts[index] = workingDays.length;
  }

  function standingOf(number: number): Omit<CalendarDay, 'day'> {
    const makeUp = makeUpDays.get(number);
    if (makeUp !== undefined) return { standing: 'make-up', holiday: makeUp };
    const off = daysOff.get(number);
    if (off !== undefined)
      return { standing: 'holiday', holiday: off, ...(ownDays.has(number) ? { isOwn: true } : {}) };
    const byLaw = statutory.get(number);
    if (byLaw !== undefined) return { standing: 'statutory', holiday: byLaw };
    const weekday = weekdayOfNumber(number);
    return { standing: weekday === 0 || weekday === 6 ? 'weekend' : 'working', holiday: '' };
  }

  function indexOf(day: Day): number {
    const index = toNumber(day) - firstDay;
    if (!(index >= 0 && index < length)) throw new RangeError(`${day} is outside the calendar ${first}–${lastYear}`);
    if (fromNumber(firstDay + index) !== day) throw new RangeError(`${day} is not a day`); // Date parses 02-30 as 03-02
    return index;
  }

  return {
    version: source.version,
    takenIn: source.takenIn,
    label: `第 ${source.version} 版（${source.source}）`,
    hash: keepHash(() => hashCalendar(source, law)),
    years: { first, last: lastYear },
    announcedThrough,
    describe: (day) => ({ day, ...standingOf(firstDay + indexOf(day)) }),
    isWorkingDay: (day) => isWorking(standingOf(firstDay + indexOf(day)).standing),
    countThrough: (day) => counts[indexOf(day)] ?? 0,
    nthWorkingDay(n) {
      const number = workingDays[n - 1];
      if (number === undefined) throw new RangeError(`working day ${n} is outside the calendar ${first}–${lastYear}`);
      return fromNumber(number);
    },
    sourceOf(year) {
      const notices = announced.find((entry) => entry.year === year)?.notices;
      return notices ?? [{ title: law.source, publishedOn: null }];
    },
  };
}

/** The calendar in force, and the earlier versions behind older verdicts. */
export interface Calendars {
  readonly current: WorkingCalendar;
  /** The newest version of this release. It comes into force when all undecided windows are recounted (design rule 20). */
  readonly newest: WorkingCalendar;
  /** @throws RangeError for an unknown version */
  at(version: number): WorkingCalendar;
}

/** Calendars of which a record's own pointer says which one is in force. */
export interface FollowingCalendars extends Calendars {
  /** False until the record was asked. Until then the newest one is taken to be in force. */
  readonly isAsked: boolean;
  follow(version: number): void;
}

/** @param versions in ascending order; the last one is in force */
export function createCalendars(versions: CalendarSource[], law: StatutorySource): Calendars {
  const built = new Map<number, WorkingCalendar>();
  const at = (version: number): WorkingCalendar => {
    const known = built.get(version);
    if (known) return known;
    const source = versions.find((entry) => entry.version === version);
    if (!source) throw new RangeError(`there is no calendar version ${version}`);
    const calendar = createCalendar(source, law);
    built.set(version, calendar);
    return calendar;
  };
  const latest = versions[versions.length - 1];
  if (!latest) throw new RangeError('there is no calendar');
  return { current: at(latest.version), newest: at(latest.version), at };
}

/** The same calendars for one record, with its own pointer. */
export function followRecord({ newest, at }: Calendars): FollowingCalendars {
  let current = newest;
  let isAsked = false;
  return {
    get current() {
      return current;
    },
    get isAsked() {
      return isAsked;
    },
    newest,
    at,
    follow: (version) => {
      current = at(version);
      isAsked = true;
    },
  };
}
