// Queries for the outbox of reminders, and for the comments and counts behind them.
import { and, asc, count, eq, isNull, lte, min, type SQL, sql } from 'drizzle-orm';
import type { DigestCounts, UnansweredComment } from '../domain/office/reminders.ts';
import type { Database } from './database.ts';
import { isDisputed } from './queue-plan.ts';
import { reminders } from './reminder-schema.ts';
import { comments } from './schema.ts';

export type ReminderRow = typeof reminders.$inferSelect;
type ReminderKey = Pick<ReminderRow, 'about' | 'kind' | 'day' | 'recipient' | 'unit'>;

const unanswered = {
  receiptCode: comments.receiptCode,
  unit: comments.unit,
  receivedAt: comments.receivedAt,
  dueAt: comments.dueAt,
};

/** Excludes samples, which need no reply. */
const isReal = eq(comments.isSample, false);

/** Lists open comments due by an instant, earliest first. @param after the last comment of the previous batch */
export async function listUnanswered(
  database: Database,
  jurisdiction: string,
  dueUntil: number,
  after: UnansweredComment | null,
  limit: number,
): Promise<UnansweredComment[]> {
  const from = after && sql`(${comments.dueAt}, ${comments.receiptCode}) > (${after.dueAt}, ${after.receiptCode})`;
  return database
    .select(unanswered)
    .from(comments)
    .where(
      and(
        eq(comments.jurisdiction, jurisdiction),
        isNull(comments.closedAt),
        lte(comments.dueAt, dueUntil),
        isReal,
        from ?? undefined,
      ),
    )
    .orderBy(asc(comments.dueAt), asc(comments.receiptCode))
    .limit(limit);
}

/** @returns null if the comment is no longer open */
export async function findUnanswered(database: Database, receiptCode: string) {
  const [row] = await database
    .select({ ...unanswered, jurisdiction: comments.jurisdiction })
    .from(comments)
    .where(and(eq(comments.receiptCode, receiptCode), isNull(comments.closedAt)));
  return row ?? null;
}

/** Queues reminders, except those already queued. */
export async function queueReminders(database: Database, keys: ReminderKey[], nextAt: number): Promise<void> {
  const [first, ...others] = keys.map((key) =>
    database
      .insert(reminders)
      .values({ ...key, nextAt })
      .onConflictDoNothing(),
  );
  if (first) await database.batch([first, ...others]);
}

/** Inlined, because SQLite uses a partial index only for literal conditions. */
const isWaiting = sql`${reminders.state} = 'waiting'`;

/** Due reminders, longest waiting first. */
export async function listDueReminders(database: Database, now: number, limit: number): Promise<ReminderRow[]> {
  return database
    .select()
    .from(reminders)
    .where(and(isWaiting, lte(reminders.nextAt, now)))
    .orderBy(asc(reminders.nextAt))
    .limit(limit);
}

const isReminder = ({ about, kind, day, recipient, unit }: ReminderKey): SQL | undefined =>
  and(
    eq(reminders.about, about),
    eq(reminders.kind, kind),
    eq(reminders.day, day),
    eq(reminders.recipient, recipient),
    eq(reminders.unit, unit),
  );

/** Claims a reminder by counting the attempt before it is made. @returns false if another run claimed it */
export async function claimReminder(database: Database, row: ReminderRow, nextAt: number): Promise<boolean> {
  const claimed = await database
    .update(reminders)
    .set({ tries: row.tries + 1, nextAt })
    .where(and(isReminder(row), isWaiting, eq(reminders.tries, row.tries)))
    .returning({ tries: reminders.tries });
  return claimed.length > 0;
}

export async function finishReminder(database: Database, row: ReminderKey, state: ReminderRow['state']): Promise<void> {
  await database.update(reminders).set({ state }).where(isReminder(row));
}

/** @param until the end of today @param judgedUntil windows that end later are provisional and never overdue */
export async function countForDigest(
  database: Database,
  jurisdiction: string,
  { now, until, judgedUntil }: { now: number; until: number; judgedUntil: number },
): Promise<Omit<DigestCounts, 'head'>> {
  const { dueAt } = comments;
  const isInJurisdiction = and(eq(comments.jurisdiction, jurisdiction), isReal);
  const countWhere = (condition: SQL) => sql<number>`count(CASE WHEN ${condition} THEN 1 END)`;
  const [[open], [other]] = await database.batch([
    database
      .select({
        open: count(),
        dueToday: countWhere(sql`${dueAt} > ${now} AND ${dueAt} <= ${until}`),
        overdue: countWhere(sql`${dueAt} <= ${now} AND ${dueAt} <= ${judgedUntil}`),
        held: countWhere(sql`${comments.heldBecause} IS NOT NULL`),
        oldest: min(comments.receivedAt),
      })
      .from(sql`${comments} INDEXED BY comments_open`)
      .where(and(isInJurisdiction, isNull(comments.closedAt))),
    database
      .select({ disputed: count() })
      .from(sql`${comments} INDEXED BY comments_disputed`)
      .where(and(isInJurisdiction, isDisputed)),
  ]);
  const none = { open: 0, dueToday: 0, overdue: 0, held: 0, oldest: null };
  return { ...none, ...open, disputed: other?.disputed ?? 0 };
}
