// Queries outside a comment's record: all its texts, its follow-ups, and windows to recompute.
import { and, asc, eq, gt, lt, sql } from 'drizzle-orm';
import { loadRecords } from './comments.ts';
import type { CommentRecord, Database } from './database.ts';
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

/** Lists comments whose window a new calendar can change and that an older one counts, after a receipt code. */
export async function listCountedBefore(
  database: Database,
  calendar: number,
  after: { calendar: number; receiptCode: string },
  limit: number,
): Promise<CommentRecord[]> {
  const rows = await database
    .select()
    .from(comments)
    .where(
      and(
        withoutVerdict,
        sql`(${comments.verdict} IS NULL OR ${comments.verdict} = 'undecided')`,
        lt(comments.calendar, calendar),
        sql`(${comments.calendar}, ${comments.receiptCode}) > (${after.calendar}, ${after.receiptCode})`,
      ),
    )
    .orderBy(asc(comments.calendar), asc(comments.receiptCode))
    .limit(limit);
  return loadRecords(database, rows);
}

/** Lists comments that no fact binds to their rule and calendar yet (decision 037), oldest code first. */
export async function listUnbound(database: Database, after: string, limit: number): Promise<CommentRecord[]> {
  const rows = await database
    .select()
    .from(comments)
    .where(and(sql`is_bound = 0`, gt(comments.receiptCode, after)))
    .orderBy(asc(comments.receiptCode))
    .limit(limit);
  return loadRecords(database, rows);
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
