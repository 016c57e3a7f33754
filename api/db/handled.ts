// Queries for comments that units handled recently, about the same subject or with similar words.
import { and, desc, eq, gte, isNotNull, ne, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments, events } from './schema.ts';
import { isCommentAt, newestMatches } from './search-comments.ts';

export interface HandledQuery {
  jurisdiction: string;
  /** The comment to assign; excluded from the results. */
  receiptCode: string;
  /** Earliest receipt, inclusive; milliseconds UTC. */
  since: number;
  limit: number;
}

const handled = {
  receiptCode: sql<string>`${comments.receiptCode}`,
  unit: sql<string>`${comments.unit}`,
  title: sql<string>`${comments.title}`,
};

/** Comments about one subject, newest first. */
export function listHandledAbout(database: Database, about: string, query: HandledQuery) {
  const { jurisdiction, receiptCode, since, limit } = query;
  return database
    .select(handled)
    .from(sql`${comments} INDEXED BY comments_handled`)
    .where(
      and(
        eq(comments.jurisdiction, jurisdiction),
        eq(comments.about, about),
        isNotNull(comments.unit),
        gte(comments.receivedAt, since),
        ne(comments.receiptCode, receiptCode),
      ),
    )
    .orderBy(desc(comments.receivedAt))
    .limit(limit);
}

/** The newest matching comments, with the units that handle or handled them. @param match an FTS5 query */
export function listHandledWith(database: Database, match: string, query: HandledQuery) {
  const { jurisdiction, receiptCode, since, limit } = query;
  const newest = newestMatches(database, sql`comment_words MATCH ${match}`, limit);
  return (
    database
      .select(handled)
      .from(newest)
      // CROSS JOIN fixes the join order: start from the few matches.
      .crossJoin(events)
      .crossJoin(comments)
      .where(
        and(
          isCommentAt(newest.rowid, jurisdiction),
          isNotNull(comments.unit),
          gte(comments.receivedAt, since),
          ne(comments.receiptCode, receiptCode),
        ),
      )
  );
}
