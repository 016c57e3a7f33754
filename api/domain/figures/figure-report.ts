// The figures of one jurisdiction and year, filtered by the query and grouped for the page. Pure.
import type { FigureQuery } from '../../contract/figures.ts';
import { atDesk } from '../../life/standing.ts';
import { type Calendars, type Day, dayInShanghai, daysBetween } from '../clock/calendar.ts';
import { countFigures, type Figures, groupFacts, type Moment, monthOf } from './figures.ts';
import { countHolders, type HolderFigures } from './holders.ts';
import type { CommentFacts } from './verdict.ts';

const isAsked =
  ({ month, unit, kind }: Pick<FigureQuery, 'month' | 'unit' | 'kind'>) =>
  (facts: CommentFacts) =>
    (month === undefined || Number(monthOf(facts).slice(5)) === month) &&
    (unit === undefined || (facts.unit ?? atDesk) === unit) &&
    (kind === undefined || facts.kind === kind);

export interface FigureGroup {
  key: string;
  figures: Figures;
}

export interface FigureReport {
  /** The instant of the count. */
  moment: Moment;
  /** Version of the calendar that counted. */
  calendar: number;
  /** Filters that the query applied to the year. */
  facts: CommentFacts[];
  total: Figures;
  byMonth: FigureGroup[];
  byUnit: FigureGroup[];
  byKind: FigureGroup[];
  byHolder: HolderFigures[];
  samples: number;
  /** Years with comments, newest first. */
  years: number[];
  /** Units with comments in the year. */
  units: string[];
  /** The jurisdiction's oldest open comment; `days` are calendar days. */
  oldestOpen: { receivedOn: Day; days: number } | null;
}

/**
 * @param facts of the year
 * @param oldest when the jurisdiction received its first comment and its oldest open comment
 * @param calendars count the days of each holder
 */
export function reportFigures(
  facts: CommentFacts[],
  query: FigureQuery,
  oldest: { first: number | null; open: number | null },
  moment: Moment,
  calendars: Calendars,
): FigureReport {
  const asked = facts.filter(isAsked(query));
  const group = (keyOf: (facts: CommentFacts) => string): FigureGroup[] =>
    groupFacts(asked, keyOf).map(([key, members]) => ({ key, figures: countFigures(members, moment) }));
  const today = dayInShanghai(moment.now);
  const thisYear = Number(today.slice(0, 4));
  const firstYear = oldest.first === null ? thisYear : Number(dayInShanghai(oldest.first).slice(0, 4));
  const openSince = oldest.open === null ? null : dayInShanghai(oldest.open);
  return {
    moment,
    calendar: calendars.current.version,
    facts: asked,
    total: countFigures(asked, moment),
    byMonth: group(monthOf),
    byUnit: group(({ unit }) => unit ?? atDesk),
    byKind: group(({ kind }) => kind),
    byHolder: countHolders(asked, calendars, moment.now),
    samples: asked.filter(({ isSample }) => isSample).length,
    years: Array.from({ length: thisYear - firstYear + 1 }, (_, index) => thisYear - index),
    units: [...new Set(facts.map(({ unit }) => unit ?? atDesk))],
    oldestOpen: openSince === null ? null : { receivedOn: openSince, days: daysBetween(openSince, today) },
  };
}
