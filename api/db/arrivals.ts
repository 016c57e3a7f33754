// Reads and writes the counts of arrivals, and the key and marks of a day that is not summarized yet.
import { and, asc, eq, gte, inArray, isNotNull, lt } from 'drizzle-orm';
import type { ArrivalCount, Arrived } from '../domain/figures/arrivals.ts';
import { arrivalKeys, arrivals } from './arrival-schema.ts';
import type { Database } from './database.ts';
import { comments } from './schema.ts';

export type ArrivalRow = typeof arrivals.$inferSelect;

/** @returns the key of the day; the first caller's, if several come at once */
export async function readDayKey(database: Database, day: string, makeKey: () => string): Promise<string> {
  const find = () => database.select().from(arrivalKeys).where(eq(arrivalKeys.day, day)).get();
  const found = await find();
  if (found) return found.key;
  await database.insert(arrivalKeys).values({ day, key: makeKey() }).onConflictDoNothing();
  const made = await find();
  if (!made) throw new Error(`${day}: the key of the day is gone`);
  return made.key;
}

/** Days before this one that still have their key, oldest first. */
export async function listDaysWithKey(database: Database, before: string): Promise<string[]> {
  const rows = await database
    .select({ day: arrivalKeys.day })
    .from(arrivalKeys)
    .where(lt(arrivalKeys.day, before))
    .orderBy(asc(arrivalKeys.day));
  return rows.map(({ day }) => day);
}

/** Comments of one jurisdiction and day, without samples. @param from milliseconds UTC, inclusive @param to exclusive */
export function listArrived(database: Database, jurisdiction: string, from: number, to: number): Promise<Arrived[]> {
  return database
    .select({
      receiptCode: comments.receiptCode,
      receivedAt: comments.receivedAt,
      senderMark: comments.senderMark,
    })
    .from(comments)
    .where(
      and(
        eq(comments.jurisdiction, jurisdiction),
        gte(comments.receivedAt, from),
        lt(comments.receivedAt, to),
        eq(comments.isSample, false),
      ),
    );
}

/** D1 binds at most 100 values. */
const codesPerStatement = 90;
const rowsPerStatement = 10;

const chunk = <Item>(items: Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

export interface DaySummary {
  jurisdiction: string;
  counts: ArrivalCount[];
  crowd: string[];
}

/** Stores the counts of a day and deletes its key and marks, all or nothing. Counts that are there stay. */
export async function storeDay(database: Database, day: string, summaries: DaySummary[]): Promise<void> {
  const rows = summaries.flatMap(({ jurisdiction, counts }) =>
    counts.map((counted) => ({ jurisdiction, day, ...counted })),
  );
  const crowd = summaries.flatMap((summary) => summary.crowd);
  await database.batch([
    database.delete(arrivalKeys).where(eq(arrivalKeys.day, day)),
    ...chunk(rows, rowsPerStatement).map((some) => database.insert(arrivals).values(some).onConflictDoNothing()),
    ...chunk(crowd, codesPerStatement).map((codes) =>
      database.update(comments).set({ cameInCrowd: true }).where(inArray(comments.receiptCode, codes)),
    ),
  ]);
}

/** Erases the marks of comments received before an instant. */
export async function eraseMarks(database: Database, before: number): Promise<void> {
  await database
    .update(comments)
    .set({ senderMark: null })
    .where(and(isNotNull(comments.senderMark), lt(comments.receivedAt, before)));
}

/** Counts of one jurisdiction, oldest first. @param from a day, inclusive @param to exclusive */
export function listArrivals(
  database: Database,
  jurisdiction: string,
  from: string,
  to: string,
): Promise<ArrivalRow[]> {
  return database
    .select()
    .from(arrivals)
    .where(and(eq(arrivals.jurisdiction, jurisdiction), gte(arrivals.day, from), lt(arrivals.day, to)))
    .orderBy(asc(arrivals.day), asc(arrivals.hour));
}
