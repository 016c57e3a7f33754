// The lists of the queue, sorted by the copied columns and read by index only; what is shown comes from the events.
import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { type CommentRecord, type Database, loadRecords } from './comments.ts';
import { comments } from './schema.ts';

/** A place in the queue: the last row of the page before, by the instant that it is sorted by. */
export interface QueuePlace {
  at: number;
  receiptCode: string;
}

/** What one clerk sees. */
export interface QueueView {
  jurisdiction: string;
  /** Null for the desk, which sees all units' comments. */
  unit: string | null;
}

export interface QueueFilter extends QueueView {
  isOpen: boolean;
  /** Of closed ones, those whose reply is disputed. */
  isDisputed: boolean;
  /** Of open ones, those whose window ends after the first and not after the second; null is no bound. */
  due?: { after: number | null; until: number };
  after: QueuePlace | null;
  limit: number;
}

const inView = ({ jurisdiction, unit }: QueueView) =>
  and(eq(comments.jurisdiction, jurisdiction), unit === null ? undefined : eq(comments.unit, unit));

const isDueBetween = (after: number | null, until: number) =>
  and(after === null ? undefined : gt(comments.dueAt, after), lte(comments.dueAt, until));

/** Written out, not bound: only then does the query use the index of disputed ones. */
const isDisputed = sql`${comments.state} = 'disputed'`;

/** Open comments, what is due first before the rest; or closed ones, the last closed first. */
export async function listQueue(database: Database, filter: QueueFilter): Promise<CommentRecord[]> {
  const { after, isOpen } = filter;
  const sortedBy = isOpen ? comments.dueAt : comments.closedAt;
  const [order, isLater] = isOpen ? [asc, gt] : [desc, lt];
  const rows = await database
    .select()
    .from(comments)
    .where(
      and(
        inView(filter),
        isOpen ? isNull(comments.closedAt) : isNotNull(comments.closedAt),
        filter.isDisputed ? isDisputed : undefined,
        filter.due && isDueBetween(filter.due.after, filter.due.until),
        after === null
          ? undefined
          : or(
              isLater(sortedBy, after.at),
              and(eq(sortedBy, after.at), isLater(comments.receiptCode, after.receiptCode)),
            ),
      ),
    )
    .orderBy(order(sortedBy), order(comments.receiptCode))
    .limit(filter.limit);
  return loadRecords(database, rows);
}

export interface QueueSummary {
  overdue: number;
  soon: number;
  disputed: number;
  /** The open comment that was received first. */
  oldest: { receiptCode: string; receivedAt: number } | null;
}

/** How many open comments end until the first instant, how many after it until the second, and which one waits longest. */
export async function summarizeQueue(
  database: Database,
  view: QueueView,
  overdueUntil: number,
  soonUntil: number,
): Promise<QueueSummary> {
  const isOpen = and(inView(view), isNull(comments.closedAt));
  const countDue = (after: number | null, until: number) =>
    database
      .select({ total: count() })
      .from(comments)
      .where(and(isOpen, isDueBetween(after, until)));
  const [overdue, soon, disputed, oldest] = await database.batch([
    countDue(null, overdueUntil),
    countDue(overdueUntil, soonUntil),
    database
      .select({ total: count() })
      .from(comments)
      .where(and(inView(view), isDisputed)),
    database
      .select({ receiptCode: comments.receiptCode, receivedAt: comments.receivedAt })
      .from(comments)
      .where(isOpen)
      .orderBy(asc(comments.receivedAt), asc(comments.receiptCode))
      .limit(1),
  ]);
  return {
    overdue: overdue[0]?.total ?? 0,
    soon: soon[0]?.total ?? 0,
    disputed: disputed[0]?.total ?? 0,
    oldest: oldest[0] ?? null,
  };
}
