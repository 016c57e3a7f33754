// The index of the words of comments (migration 0005): asked by the queue's search, written with each comment.
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { indexWords } from '../domain/text/search-words.ts';
import type { Database, NewRecord } from './database.ts';
import { comments, events } from './schema.ts';

/** Not in schema.ts: it is a virtual table, which the tool of migrations does not know. */
export const commentWords = sqliteTable('comment_words', { rowid: integer('rowid'), words: text('words') });

/** The statement that makes a comment findable; its receipt must be among the events already. */
export function indexComment(database: Database, { jurisdiction, receiptCode, comment }: NewRecord) {
  const words = indexWords(jurisdiction, [comment.title, comment.text, receiptCode]);
  return database.insert(commentWords).select(
    database
      .select({ rowid: events.position, words: sql<string>`${words}`.as('words') })
      .from(events)
      .where(and(eq(events.receiptCode, receiptCode), eq(events.version, 1))),
  );
}

/** Comments that are made findable at once, and then left to whoever else wants the database. */
const indexedAtOnce = 40;

/**
 * Makes the newest of the comments findable that are not: those from before the index (migration 0005), or all of them in a
 * database that was moved here without it. From the newest to the oldest, so that the oldest tells whether all are in.
 *
 * @returns how many it took; 0 where every comment is findable
 */
export async function indexEarlier(database: Database): Promise<number> {
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
    .limit(indexedAtOnce);
  const codes = earlier.map(({ receiptCode }) => receiptCode);
  const rows = await database.select().from(comments).where(inArray(comments.receiptCode, codes));
  const positions = new Map(earlier.map(({ receiptCode, position }) => [receiptCode, position]));
  const [first, ...more] = rows.map(({ jurisdiction, title, text: words, receiptCode }) =>
    database.insert(commentWords).values({
      rowid: positions.get(receiptCode) ?? null,
      words: indexWords(jurisdiction, [title, words, receiptCode]),
    }),
  );
  if (first) await database.batch([first, ...more]);
  return rows.length;
}
