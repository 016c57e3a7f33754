// The index of the words of comments (migration 0005): asked by the queue's search, written with each comment.
import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { indexWords } from '../domain/search-words.ts';
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

/** Comments with the words, the newest first. A page may be short, or empty, and still have a next one. */
export async function searchComments(database: Database, search: WordSearch): Promise<Found> {
  const { match, also, jurisdiction, before, limit } = search;
  const isMatch = and(sql`comment_words MATCH ${match}`, lt(commentWords.rowid, before));
  const isAsked = also.length > 0;
  // Cut by a limit of its own: FTS5 does not stop at a lower bound, and would walk all comments that have the words.
  const looked = database
    .select({ rowid: sql<number>`${commentWords.rowid}`.as('word_row') })
    .from(commentWords)
    .where(isMatch)
    .orderBy(desc(commentWords.rowid))
    .limit(isAsked ? lookedAt : limit + 1)
    .as('looked');
  const end = isAsked ? await findEnd(database, isMatch) : undefined;
  const found = await database
    .select({ receiptCode: comments.receiptCode, position: looked.rowid })
    .from(looked)
    .crossJoin(events)
    .crossJoin(comments)
    .where(
      and(
        eq(events.position, looked.rowid),
        eq(comments.receiptCode, events.receiptCode),
        eq(comments.jurisdiction, jurisdiction),
        ...also,
      ),
    )
    .orderBy(desc(looked.rowid))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const next = found.length > limit ? shown.at(-1)?.position : end;
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
