// Recomputes the public figures from open data alone, without any product code: the exported ledger, the calendar file and
// the rules file.
import { localDay, readCalendar, yearOf } from './independent-calendar.ts';
import { judge, type Life, type PublicFiles, readLives } from './independent-lives.ts';

export interface Scope {
  place: string;
  year: number;
  unit?: string;
  month?: string;
  kind?: string;
}

export interface Counted {
  now: number;
  /** Days whose arrivals are counted; until then nobody came in a crowd. */
  countedDays?: ReadonlySet<string>;
}

export const rank = (values: number[], share: number): number | null =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? null;

export function chooseLives(lives: Life[], { place, year, unit, month, kind }: Scope): Life[] {
  return lives.filter(
    (life) =>
      life.place === place &&
      yearOf(life.month) === year &&
      (unit === undefined || life.unit === unit) &&
      (month === undefined || life.month === month) &&
      (kind === undefined || life.kind === kind),
  );
}

/** Ten or more of one place within a minute. */
function findCrowd(lives: Life[], { countedDays = new Set<string>() }: Counted): Set<string> {
  const counted = lives.filter(({ receivedAt, isSample }) => !isSample && countedDays.has(localDay(receivedAt)));
  const groups = Map.groupBy(counted, ({ place, receivedAt }) => `${place} ${Math.floor(receivedAt / 60_000)}`);
  return new Set([...groups.values()].flatMap((group) => (group.length < 10 ? [] : group.map(({ code }) => code))));
}

const late = ['late', 'overdue', 'declinedLate', 'withdrawnLate'] as const;

/** All figures of one place and year, by name. */
export function countIndependently(files: PublicFiles, scope: Scope, counted: Counted) {
  const all = readLives(files);
  return countLives(all, files, chooseLives(all, scope), counted);
}

/** @param all tell who came in a crowd @param lives that are counted */
export function countLives(all: Life[], { calendar, inForce }: PublicFiles, lives: Life[], counted: Counted) {
  const { now } = counted;
  const crowd = findCrowd(all, counted);
  const apart = lives.filter(({ code }) => !crowd.has(code));
  const verdicts = (some: Life[]) => {
    const found = some.map((life) => judge(life, now));
    return (...names: (typeof found)[number][]) => found.filter((verdict) => names.includes(verdict)).length;
  };
  const [having, havingApart] = [verdicts(lives), verdicts(apart)];
  const count = (counts: (life: Life) => boolean) => number(lives.filter(counts).length);
  const number = (value: number) => ({ value, count: value, of: null });
  const rate = (part: number, of: number) => ({ value: of === 0 ? null : part / of, count: part, of });
  const days = lives.flatMap(({ stop, used }) => (stop === 'replied' && used !== null ? [used] : []));
  const tomorrow = readCalendar(calendar, inForce).nextWorkingDay(localDay(now));
  return {
    received: number(lives.length),
    replied: count(({ stop }) => stop === 'replied'),
    declined: count(({ stop }) => stop === 'declined'),
    withdrawn: count(({ stop }) => stop === 'withdrawn'),
    open: count(({ stop }) => stop === undefined),
    onTime: number(having('onTime')),
    late: number(having('late')),
    declinedOnTime: number(having('declinedOnTime')),
    declinedLate: number(having('declinedLate')),
    withdrawnInTime: number(having('withdrawnInTime')),
    withdrawnLate: number(having('withdrawnLate')),
    overdue: number(having('overdue')),
    waiting: number(having('waiting')),
    dueSoon: count((life) => judge(life, now) === 'waiting' && life.dueDay <= tomorrow),
    undecided: number(having('undecided')),
    onTimeRate: rate(having('onTime'), having('onTime', ...late)),
    strictRate: rate(having('onTime'), having('onTime', ...late, 'waiting', 'undecided')),
    declinedOnTimeRate: rate(having('declinedOnTime'), having('declinedOnTime', 'declinedLate')),
    medianDays: { value: rank(days, 0.5), count: days.length, of: days.length },
    slowDays: { value: rank(days, 0.9), count: days.length, of: days.length },
    reclassified: count(({ isReclassified }) => isReclassified),
    reclassifiedLate: count(({ isReclassifiedLate }) => isReclassifiedLate),
    disputed: count(({ wasDisputed }) => wasDisputed),
    duplicateDisputed: count(({ wasDuplicateDisputed }) => wasDuplicateDisputed),
    published: count(({ showing }) => showing === 'shown'),
    takenDown: count(({ showing }) => showing === 'taken-down'),
    samples: count(({ isSample }) => isSample),
    crowd: number(lives.length - apart.length),
    receivedWithoutCrowd: number(apart.length),
    onTimeRateWithoutCrowd: rate(havingApart('onTime'), havingApart('onTime', ...late)),
    rated: count(({ solved }) => solved > 0),
    satisfied: rate(lives.filter(({ solved }) => solved >= 4).length, lives.filter(({ solved }) => solved > 0).length),
  };
}

/** The days of each holder: those of one comment add up to the working days that it took. */
export function countHolders(lives: Life[], now: number) {
  const holdings = lives.flatMap(({ turns, stoppedAt, dueAt, isDueUnannounced, calendar }) => {
    const isAfterEnd = (instant: number) => !isDueUnannounced && instant >= dueAt;
    const spells = turns.map(({ by, from }, index) => ({ by, from, to: turns[index + 1]?.from ?? stoppedAt ?? now }));
    return [...Map.groupBy(spells, ({ by }) => by)].map(([by, own]) => ({
      by,
      days: own.reduce((sum, { from, to }) => sum + calendar.countBetween(from, to), 0),
      arrivedLate: own.slice(0, 1).some(({ from }) => isAfterEnd(from)),
      endedHere: own.some(({ from, to }) => !isAfterEnd(from) && isAfterEnd(to)),
    }));
  });
  return [...Map.groupBy(holdings, ({ by }) => by)]
    .map(([key, own]) => ({
      key,
      reached: own.length,
      arrivedInTime: own.filter(({ arrivedLate }) => !arrivedLate).length,
      arrivedLate: own.filter(({ arrivedLate }) => arrivedLate).length,
      endedHere: own.filter(({ endedHere }) => endedHere).length,
      totalDays: own.reduce((sum, { days }) => sum + days, 0),
      medianDays: rank(
        own.map(({ days }) => days),
        0.5,
      ),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
