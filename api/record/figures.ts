// Reads the facts behind the public figures of one jurisdiction and year.
import type { FigureQuery } from '../contract/figures.ts';
import { findOldest, listCounted } from '../db/figures.ts';
import { addDays, type Day, dayInShanghai, startOfDay } from '../domain/clock/calendar.ts';
import { type FigureReport, reportFigures } from '../domain/figures/figure-report.ts';
import { countFigures, type Figures, type Moment } from '../domain/figures/figures.ts';
import { findMissingYear, groupUndecided, type MissingYear } from '../domain/figures/undecided.ts';
import type { CommentFacts } from '../domain/figures/verdict.ts';
import type { Deps } from '../ports/deps.ts';

/** @param first first day, inclusive @param end day after the last */
async function readFacts(deps: Deps, jurisdiction: string, first: Day, end: Day): Promise<CommentFacts[]> {
  const [from, to] = [startOfDay(first), startOfDay(end)];
  const rows = await listCounted(deps.officeOf(jurisdiction).database, jurisdiction, from, to);
  const { announcedThrough } = deps.officeOf(jurisdiction).calendars.current;
  const ruleOf = ({ receivedAt, classification }: Pick<CommentFacts, 'receivedAt' | 'classification'>) => {
    const { workingDays, closesAt } = deps.ruleFor(jurisdiction, receivedAt);
    return { workingDays: workingDays[classification], closesAt };
  };
  return rows.map(({ solved, speed, manner, ...row }) => ({
    ...row,
    ...ruleOf(row),
    // A window can end at midnight, which belongs to the next day; one millisecond earlier is in the due day.
    provisional: Number(dayInShanghai(row.dueAt - 1).slice(0, 4)) > announcedThrough,
    rating: solved === null || speed === null || manner === null ? null : { solved, speed, manner },
  }));
}

function momentOf(deps: Deps, jurisdiction: string): Moment {
  const { now } = deps;
  const { current } = deps.officeOf(jurisdiction).calendars;
  const today = dayInShanghai(now());
  const next = current.nthWorkingDay(current.countThrough(today) + 1);
  return { now: now(), soonUntil: startOfDay(addDays(next, 1)) };
}

/** @returns the year that has begun without its calendar, with the windows that it leaves undecided; null if there is none */
export async function readMissingYear(deps: Deps, place: string): Promise<MissingYear | null> {
  const year = findMissingYear(deps.officeOf(place).calendars.current, dayInShanghai(deps.now()));
  if (year === null) return null;
  // A window that ends this year may have begun in the one before.
  return { year, undecided: groupUndecided(await readFacts(deps, place, `${year - 1}-01-01`, `${year + 1}-01-01`)) };
}

/** @param query of a jurisdiction that the site knows */
export async function readFigures(
  deps: Deps,
  query: FigureQuery & { place: string; year: number },
): Promise<FigureReport> {
  const [facts, oldest] = await Promise.all([
    readFacts(deps, query.place, `${query.year}-01-01`, `${query.year + 1}-01-01`),
    findOldest(deps.officeOf(query.place).database, query.place),
  ]);
  return reportFigures(facts, query, oldest, momentOf(deps, query.place), deps.officeOf(query.place).calendars);
}

/** Reads this month's figures of every jurisdiction that has any. */
export async function readThisMonth(deps: Deps): Promise<{ place: string; figures: Figures; samples: number }[]> {
  const now = deps.now();
  const [year = 0, month = 0] = dayInShanghai(now).split('-').map(Number);
  const firstOf = (offset: number) => new Date(Date.UTC(year, month - 1 + offset)).toISOString().slice(0, 10);
  const { jurisdictions } = await deps.site.index();
  const places = await Promise.all(
    jurisdictions.map(async ({ id }) => ({ place: id, facts: await readFacts(deps, id, firstOf(0), firstOf(1)) })),
  );
  return places
    .filter(({ facts }) => facts.length > 0)
    .map(({ place, facts }) => ({
      place,
      figures: countFigures(facts, momentOf(deps, place)),
      samples: facts.filter(({ isSample }) => isSample).length,
    }));
}
