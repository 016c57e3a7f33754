// The full-text index of published answers (migration 0017): the words that everybody may read, written in the batch that
// publishes them and deleted in the batch that takes them down.
import { and, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { blackOut, type PublicWords } from '../domain/privacy/publication.ts';
import { indexWords } from '../domain/text/search-words.ts';
import type { CommentStanding } from '../life/standing.ts';
import type { CommentRow, Database } from './database.ts';
import { comments, events } from './schema.ts';

/** Newest matches to examine if the search names a unit. */
const lookedAt = 1000;

/** Not in schema.ts: drizzle-kit does not know virtual tables. */
export const answerWords = sqliteTable('answer_words', { rowid: integer('rowid'), words: text('words') });

/** The words as everybody may read them; null if the answer is not public. */
function publicWords(
  { title, text: question, mayBePublished }: CommentRow,
  standing: CommentStanding,
  reply: string | null,
): PublicWords | null {
  if (!standing.isPublished || !mayBePublished || standing.isConsentWithdrawn || reply === null) return null;
  return blackOut({ title, text: question, reply }, standing.blackouts);
}

const receiptOf = (receiptCode: string) => and(eq(events.receiptCode, receiptCode), eq(events.version, 1));

/**
 * The statements that make the index hold what everybody may read of a comment.
 *
 * @param reply the current reply; null if there is none
 */
export function indexAnswer(database: Database, row: CommentRow, standing: CommentStanding, reply: string | null) {
  const isOfComment = receiptOf(row.receiptCode);
  const position = database.select({ position: events.position }).from(events).where(isOfComment);
  const removed = database.delete(answerWords).where(eq(answerWords.rowid, sql`(${position})`));
  const shown = publicWords(row, standing, reply);
  if (shown === null) return [removed];
  const words = indexWords(row.jurisdiction, [shown.title, shown.text, shown.reply]);
  const added = database.insert(answerWords).select(
    database
      .select({ rowid: events.position, words: sql<string>`${words}`.as('words') })
      .from(events)
      .where(isOfComment),
  );
  return [removed, added];
}

/** Receipt codes of published comments that the index lacks: those published before migration 0017, or moved here. */
export async function listUnindexedAnswers(database: Database, limit: number): Promise<CommentRow[]> {
  const rows = await database
    .select({ comment: comments })
    .from(comments)
    .innerJoin(events, and(eq(events.receiptCode, comments.receiptCode), eq(events.version, 1)))
    .leftJoin(answerWords, eq(answerWords.rowid, events.position))
    .where(and(sql`comments.is_published = 1`, eq(comments.mayBePublished, true), isNull(answerWords.rowid)))
    .limit(limit);
  return rows.map(({ comment }) => comment);
}

export interface AnswerSearch {
  /** An FTS5 query, as `matchWords` writes it. */
  match: string;
  jurisdiction: string;
  unit: string | null;
  limit: number;
}

/** Published comments that the index finds, latest received first. The caller decides on the record what is public. */
export async function findAnswers(database: Database, { match, jurisdiction, unit, limit }: AnswerSearch) {
  const looked = database
    .select({ rowid: sql<number>`${answerWords.rowid}`.as('word_row') })
    .from(answerWords)
    .where(sql`answer_words MATCH ${match}`)
    .orderBy(desc(answerWords.rowid))
    .limit(lookedAt)
    .as('looked');
  return database
    .select(getTableColumns(comments))
    .from(looked)
    .crossJoin(events)
    .crossJoin(comments)
    .where(
      and(
        eq(events.position, looked.rowid),
        eq(comments.receiptCode, events.receiptCode),
        eq(comments.jurisdiction, jurisdiction),
        unit === null ? undefined : eq(comments.unit, unit),
      ),
    )
    .orderBy(desc(looked.rowid))
    .limit(limit);
}
