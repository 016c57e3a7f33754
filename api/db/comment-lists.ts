// What is asked of comments beside their record: all that was worded, what follows on them, whose window is to be counted again.
import { and, asc, eq, lt } from 'drizzle-orm';
import { loadRecords } from './comments.ts';
import type { CommentRecord, Database, Reckoning } from './database.ts';
import { comments, disputes, replies, withoutVerdict } from './schema.ts';

/** Every wording of the reply, and every dispute, by the event that sent it. */
export async function listWords(database: Database, receiptCode: string) {
  const [sent, said] = await database.batch([
    database.select().from(replies).where(eq(replies.receiptCode, receiptCode)).orderBy(asc(replies.version)),
    database.select().from(disputes).where(eq(disputes.receiptCode, receiptCode)).orderBy(asc(disputes.version)),
  ]);
  const pick = ({ version, text }: { version: number; text: string }) => ({ version, text });
  return { replies: sent.map(pick), disputes: said.map(pick) };
}

/** Receipt codes of the follow-ups to a comment, oldest first. */
export async function listFollowUps(database: Database, receiptCode: string): Promise<string[]> {
  const rows = await database
    .select({ receiptCode: comments.receiptCode })
    .from(comments)
    .where(eq(comments.follows, receiptCode))
    .orderBy(asc(comments.receivedAt), asc(comments.receiptCode));
  return rows.map((row) => row.receiptCode);
}

/** Comments without a final verdict whose window was counted by an older calendar, some at a time. */
export async function listCountedBefore(database: Database, calendar: number, limit: number): Promise<CommentRecord[]> {
  const rows = await database
    .select()
    .from(comments)
    .where(and(withoutVerdict, lt(comments.calendar, calendar)))
    .orderBy(asc(comments.calendar), asc(comments.receiptCode))
    .limit(limit);
  return loadRecords(database, rows);
}

/** Notes that the window of a comment was counted again and did not move. */
export async function noteReckoning(database: Database, receiptCode: string, reckoning: Reckoning): Promise<void> {
  await database.update(comments).set(reckoning).where(eq(comments.receiptCode, receiptCode));
}
