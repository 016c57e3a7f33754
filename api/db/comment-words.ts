// The index of the words of comments (migration 0005): asked by the queue's search, written with each comment.
import { and, asc, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { indexWords } from '../domain/text/search-words.ts';
import type { CommentRecord, Database, NewRecord } from './comments.ts';
import { loadInOrder } from './queue.ts';
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

/** Of so many comments with the words, the newest first, the rest of the question is asked at once. */
const lookedAt = 1000;

export interface WordSearch {
  /** As `matchWords` writes it. */
  match: string;
  /** What else must hold of the comment; nothing where all of the jurisdiction is asked for. */
  also: SQL[];
  jurisdiction: string;
  /** The position after which the page before ended. */
  before: number;
  limit: number;
}

export interface Found {
  records: CommentRecord[];
  /** Where the next page begins; null after the last. */
  next: number | null;
}

/**
 * The places of the newest comments with the words, to be joined. Cut by a limit of its own: FTS5 does not stop at a lower
 * bound, and would walk all comments that have the words.
 */
export const newestWith = (database: Database, isMatch: SQL | undefined, limit: number) =>
  database
    .select({ rowid: sql<number>`${commentWords.rowid}`.as('word_row') })
    .from(commentWords)
    .where(isMatch)
    .orderBy(desc(commentWords.rowid))
    .limit(limit)
    .as('looked');

/** The comment of each of these places, to be crossed with its receipt and with the comments of one jurisdiction. */
export const isCommentAt = (place: SQL.Aliased<number>, jurisdiction: string): SQL | undefined =>
  and(
    eq(events.position, place),
    eq(comments.receiptCode, events.receiptCode),
    eq(comments.jurisdiction, jurisdiction),
  );

/** Comments with the words, the newest first. A page may be short, or empty, and still have a next one. */
export async function searchComments(database: Database, search: WordSearch): Promise<Found> {
  const { match, also, jurisdiction, before, limit } = search;
  const isMatch = and(sql`comment_words MATCH ${match}`, lt(commentWords.rowid, before));
  const isAsked = also.length > 0;
  const looked = newestWith(database, isMatch, isAsked ? lookedAt : limit + 1);
  const found = await database
    .select({ receiptCode: comments.receiptCode, position: looked.rowid })
    .from(looked)
    .crossJoin(events)
    .crossJoin(comments)
    .where(and(isCommentAt(looked.rowid, jurisdiction), ...also))
    .orderBy(desc(looked.rowid))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const isFull = found.length > limit;
  const next = isFull ? shown.at(-1)?.position : isAsked ? await findEnd(database, isMatch) : undefined;
  return { records: await loadInOrder(database, shown), next: next ?? null };
}

/** @returns the position of the last comment that is looked at now; undefined where there are no more than that */
async function findEnd(database: Database, isMatch: SQL | undefined): Promise<number | undefined> {
  const [row] = await database
    .select({ position: commentWords.rowid })
    .from(commentWords)
    .where(isMatch)
    .orderBy(desc(commentWords.rowid))
    .limit(1)
    .offset(lookedAt - 1);
  return row?.position ?? undefined;
}
