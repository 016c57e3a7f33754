// Queries outside a comment's record: all its texts, its follow-ups, and windows to recompute.
import { and, asc, eq, lt, sql } from 'drizzle-orm';
import { loadRecords } from './comments.ts';
import type { CommentRecord, Database, WindowColumns } from './database.ts';
import { comments, disputes, replies, withoutVerdict } from './schema.ts';

/** All texts of replies and disputes, each with the version of its event. */
export async function listWords(database: Database, receiptCode: string) {
  const [sent, said] = await database.batch([
    database.select().from(replies).where(eq(replies.receiptCode, receiptCode)).orderBy(asc(replies.version)),
    database.select().from(disputes).where(eq(disputes.receiptCode, receiptCode)).orderBy(asc(disputes.version)),
  ]);
  const pick = ({ version, text }: { version: number; text: string }) => ({ version, text });
  return { replies: sent.map(pick), disputes: said.map(pick) };
}

/** Receipt codes of a comment's follow-ups, oldest first. */
export async function listFollowUps(database: Database, receiptCode: string): Promise<string[]> {
  const rows = await database
    .select({ receiptCode: comments.receiptCode })
    .from(comments)
    .where(eq(comments.follows, receiptCode))
    .orderBy(asc(comments.receivedAt), asc(comments.receiptCode));
  return rows.map((row) => row.receiptCode);
}

/** Lists comments without a final verdict whose window is based on an older calendar. */
export async function listCountedBefore(database: Database, calendar: number, limit: number): Promise<CommentRecord[]> {
  const rows = await database
    .select()
    .from(comments)
    .where(and(withoutVerdict, lt(comments.calendar, calendar)))
    .orderBy(asc(comments.calendar), asc(comments.receiptCode))
    .limit(limit);
  return loadRecords(database, rows);
}

/** Marks a comment's window as recomputed and unchanged. */
export async function recordRecount(database: Database, receiptCode: string, reckoning: WindowColumns): Promise<void> {
  await database.update(comments).set(reckoning).where(eq(comments.receiptCode, receiptCode));
}

/** Fills the turns of rows older than that column. @returns how many it filled; 0 if none is left */
export async function fillTurns(database: Database, limit: number): Promise<number> {
  const rows = await database.select().from(comments).where(sql`turns = '[]'`).limit(limit);
  const records = await loadRecords(database, rows);
  const [first, ...more] = records.map(({ row: { receiptCode, version }, standing }) =>
    database
      .update(comments)
      .set({ turns: standing.turns })
      // A move that came meanwhile has written them already.
      .where(and(eq(comments.receiptCode, receiptCode), eq(comments.version, version))),
  );
  if (first) await database.batch([first, ...more]);
  return rows.length;
}
