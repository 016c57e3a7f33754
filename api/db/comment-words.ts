// The full-text index of comments (migration 0005), updated with each new comment and used by the queue's search.
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { buildIndexWords } from '../domain/text/search-words.ts';
import type { Database, NewCommentRecord } from './database.ts';
import { comments, events } from './schema.ts';

/** Not in schema.ts, because drizzle-kit does not support virtual tables. */
export const commentWords = sqliteTable('comment_words', { rowid: integer('rowid'), words: text('words') });

/** Builds the statement that indexes a comment. Its receipt event must already exist. */
export function indexComment(database: Database, { jurisdiction, receiptCode, comment }: NewCommentRecord) {
  const words = buildIndexWords(jurisdiction, [comment.title, comment.text, receiptCode]);
  return database.insert(commentWords).select(
    database
      .select({ rowid: events.position, words: sql<string>`${words}`.as('words') })
      .from(events)
      .where(and(eq(events.receiptCode, receiptCode), eq(events.version, 1))),
  );
}

/** Comments per transaction; a small number, so that other writers get their turn. */
const indexBatchSize = 40;

/**
 * Indexes comments that lack an index entry, newest first: those from before migration 0005, or all of them after an
 * import, which omits the index. Once the oldest one is indexed, the index is complete.
 *
 * @returns how many it indexed; 0 if the index is complete
 */
export async function backfillIndex(database: Database): Promise<number> {
  const [[oldest], [indexed]] = await database.batch([
    database.select({ position: events.position }).from(events).orderBy(asc(events.position)).limit(1),
    database.select({ position: commentWords.rowid }).from(commentWords).orderBy(asc(commentWords.rowid)).limit(1),
  ]);
  if (!oldest || indexed?.position === oldest.position) return 0;
  const earlier = await database
    .select({ position: events.position, receiptCode: events.receiptCode })
    .from(events)
    .where(and(eq(events.version, 1), indexed ? lt(events.position, indexed.position ?? 0) : undefined))
    .orderBy(desc(events.position))
    .limit(indexBatchSize);
  const codes = earlier.map(({ receiptCode }) => receiptCode);
  const rows = await database.select().from(comments).where(inArray(comments.receiptCode, codes));
  const positions = new Map(earlier.map(({ receiptCode, position }) => [receiptCode, position]));
  const [first, ...otherStatements] = rows.map(({ jurisdiction, title, text: words, receiptCode }) =>
    database.insert(commentWords).values({
      rowid: positions.get(receiptCode) ?? null,
      words: buildIndexWords(jurisdiction, [title, words, receiptCode]),
    }),
  );
  if (first) await database.batch([first, ...otherStatements]);
  return rows.length;
}
