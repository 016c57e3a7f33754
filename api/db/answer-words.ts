// The full-text index of published answers (migration 0017). It contains public words only: the batch that publishes an
// answer inserts them, and the batch that unpublishes it deletes them.
import { and, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { blackOut, type PublicWords } from '../domain/privacy/publication.ts';
import { buildIndexWords } from '../domain/text/search-words.ts';
import type { CommentStanding } from '../life/standing.ts';
import type { CommentRow, Database } from './database.ts';
import { comments, events } from './schema.ts';

/** Number of newest matches to examine; a search for a unit's answers skips those of other units. */
const maxRowsExamined = 1000;

/** Not in schema.ts: drizzle-kit does not know virtual tables. */
export const answerWords = sqliteTable('answer_words', { rowid: integer('rowid'), words: text('words') });

/** Returns the answer's words with its redactions applied; null if the answer is not public. */
function derivePublicWords(
  { title, text: question, mayBePublished }: CommentRow,
  standing: CommentStanding,
  reply: string | null,
): PublicWords | null {
  if (!standing.isPublished || !mayBePublished || standing.isConsentWithdrawn || reply === null) return null;
  return blackOut({ title, text: question, reply }, standing.blackouts);
}

const isReceiptEventOf = (receiptCode: string) => and(eq(events.receiptCode, receiptCode), eq(events.version, 1));

/**
 * Builds the statements that replace a comment's index entry by its current public words.
 *
 * @param reply the current reply; null if there is none
 */
export function indexAnswer(database: Database, row: CommentRow, standing: CommentStanding, reply: string | null) {
  const isReceiptEvent = isReceiptEventOf(row.receiptCode);
  const position = database.select({ position: events.position }).from(events).where(isReceiptEvent);
  const removed = database.delete(answerWords).where(eq(answerWords.rowid, sql`(${position})`));
  const publicWords = derivePublicWords(row, standing, reply);
  if (publicWords === null) return [removed];
  const words = buildIndexWords(row.jurisdiction, [publicWords.title, publicWords.text, publicWords.reply]);
  const added = database.insert(answerWords).select(
    database
      .select({ rowid: events.position, words: sql<string>`${words}`.as('words') })
      .from(events)
      .where(isReceiptEvent),
  );
  return [removed, added];
}

/** Lists published comments that the index lacks: published before migration 0017, or imported. */
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
  /** An FTS5 query, as `buildMatchQuery` writes it. */
  match: string;
  jurisdiction: string;
  unit: string | null;
  limit: number;
}

/** Finds candidates by the index, latest received first. The caller checks the record, which decides what is public. */
export async function findAnswers(database: Database, { match, jurisdiction, unit, limit }: AnswerSearch) {
  const examined = database
    .select({ rowid: sql<number>`${answerWords.rowid}`.as('word_row') })
    .from(answerWords)
    .where(sql`answer_words MATCH ${match}`)
    .orderBy(desc(answerWords.rowid))
    .limit(maxRowsExamined)
    .as('looked');
  // CROSS JOIN fixes the join order: start from the few matches.
  return database
    .select(getTableColumns(comments))
    .from(examined)
    .crossJoin(events)
    .crossJoin(comments)
    .where(
      and(
        eq(events.position, examined.rowid),
        eq(comments.receiptCode, events.receiptCode),
        eq(comments.jurisdiction, jurisdiction),
        unit === null ? undefined : eq(comments.unit, unit),
      ),
    )
    .orderBy(desc(examined.rowid))
    .limit(limit);
}
