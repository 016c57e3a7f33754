// The public figures of one jurisdiction and year: what the database has to say for them.
import type { FigureQuery } from '../contract/figures.ts';
import { findOldest, listCounted } from '../db/figures.ts';
import type { Deps } from '../deps.ts';
import { addDays, dayInShanghai, startOfDay } from '../domain/calendar.ts';
import { type FigureReport, reportFigures } from '../domain/figure-report.ts';
import type { CommentFacts, Moment } from '../domain/figures.ts';

async function readFacts(deps: Deps, jurisdiction: string, year: number): Promise<CommentFacts[]> {
  const [from, to] = [startOfDay(`${year}-01-01`), startOfDay(`${year + 1}-01-01`)];
  const rows = await listCounted(deps.database, jurisdiction, from, to);
  const { announcedThrough } = deps.calendars.current;
  const ruleOf = ({ receivedAt, classification }: Pick<CommentFacts, 'receivedAt' | 'classification'>) => {
    const { workingDays, closesAt } = deps.ruleFor(jurisdiction, receivedAt);
    return { workingDays: workingDays[classification], closesAt };
  };
  return rows.map(({ solved, speed, manner, ...row }) => ({
    ...row,
    ...ruleOf(row),
    // A window ends at the latest at midnight after its last day: the instant before belongs to that day.
    provisional: Number(dayInShanghai(row.dueAt - 1).slice(0, 4)) > announcedThrough,
    rating: solved === null || speed === null || manner === null ? null : { solved, speed, manner },
  }));
}

function momentOf({ calendars: { current }, now }: Deps): Moment {
  const today = dayInShanghai(now());
  const next = current.nthWorkingDay(current.countThrough(today) + 1);
  return { now: now(), soonUntil: startOfDay(addDays(next, 1)) };
}

/** @param query of a jurisdiction that the site knows */
export async function readFigures(
  deps: Deps,
  query: FigureQuery & { place: string; year: number },
): Promise<FigureReport> {
  const [facts, oldest] = await Promise.all([
    readFacts(deps, query.place, query.year),
    findOldest(deps.database, query.place),
  ]);
  return reportFigures(facts, query, oldest, momentOf(deps));
}
