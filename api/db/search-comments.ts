// Searches comments by their words, newest first.
import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { commentWords } from './comment-words.ts';
import type { CommentRecord, Database } from './database.ts';
import { loadInOrder } from './queue.ts';
import { comments, events } from './schema.ts';

/** Newest matches to examine per request if the query has further conditions. */
const maxRowsExamined = 1000;

export interface WordSearch {
  /** An FTS5 query from `buildMatchQuery`. */
  match: string;
  /** Further conditions; empty to search the whole jurisdiction. */
  conditions: SQL[];
  jurisdiction: string;
  /** Cursor: the position at which the previous page ended. */
  before: number;
  limit: number;
}

export interface SearchPage {
  records: CommentRecord[];
  /** Cursor of the next page; null on the last page. */
  next: number | null;
}

/**
 * Selects the positions of the newest matches, for joins. The limit is in a subquery, because FTS5 otherwise scans every
 * match.
 */
export const newestMatches = (database: Database, isMatch: SQL | undefined, limit: number) =>
  database
    .select({ rowid: sql<number>`${commentWords.rowid}`.as('word_row') })
    .from(commentWords)
    .where(isMatch)
    .orderBy(desc(commentWords.rowid))
    .limit(limit)
    .as('looked');

/** Join condition of a position with its receipt event and its comment, in one jurisdiction. */
export const isCommentAt = (position: SQL.Aliased<number>, jurisdiction: string): SQL | undefined =>
  and(
    eq(events.position, position),
    eq(comments.receiptCode, events.receiptCode),
    eq(comments.jurisdiction, jurisdiction),
  );

/** Lists matching comments, newest first. A page may be short or empty and still have a next page. */
export async function searchComments(database: Database, search: WordSearch): Promise<SearchPage> {
  const { match, conditions, jurisdiction, before, limit } = search;
  const isMatch = and(sql`comment_words MATCH ${match}`, lt(commentWords.rowid, before));
  const hasConditions = conditions.length > 0;
  const examined = newestMatches(database, isMatch, hasConditions ? maxRowsExamined : limit + 1);
  const found = await database
    .select({ receiptCode: comments.receiptCode, position: examined.rowid })
    .from(examined)
    .crossJoin(events)
    .crossJoin(comments)
    .where(and(isCommentAt(examined.rowid, jurisdiction), ...conditions))
    .orderBy(desc(examined.rowid))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const isFull = found.length > limit;
  const next = isFull ? shown.at(-1)?.position : hasConditions ? await findEnd(database, isMatch) : undefined;
  return { records: await loadInOrder(database, shown), next: next ?? null };
}

/** @returns the position of the last comment to examine in this request; undefined if none follow it */
async function findEnd(database: Database, isMatch: SQL | undefined): Promise<number | undefined> {
  const [row] = await database
    .select({ position: commentWords.rowid })
    .from(commentWords)
    .where(isMatch)
    .orderBy(desc(commentWords.rowid))
    .limit(1)
    .offset(maxRowsExamined - 1);
  return row?.position ?? undefined;
}
