// Queries for the status page and the metrics. Each reads one jurisdiction by index.
import { and, count, desc, eq, gt, gte, isNotNull, isNull, lte, min, or, type SQL, sql } from 'drizzle-orm';
import type { CommentState } from '../contract/words.ts';
import type { Database } from './database.ts';
import { isDisputed } from './queue-plan.ts';
import { reminders } from './reminder-schema.ts';
import { comments, notes } from './schema.ts';

/** Bounds of the counts, in milliseconds UTC. */
export interface CountBounds {
  /** Open windows that end by this instant are overdue. */
  overdueUntil: number;
  /** Windows that end later are provisional and never missed. */
  judgedUntil: number;
  /** Excludes comments received and closed before this instant. */
  since: number;
}

export interface RecordCounts {
  received: number;
  met: number;
  missed: number;
  overdue: number;
  held: number;
  disputed: number;
  /** Open comments by state. */
  open: Partial<Record<CommentState, number>>;
}

const fromIndex = (name: string) => sql`${comments} INDEXED BY ${sql.identifier(name)}`;
const countWhere = (condition: SQL) => sql<number>`count(CASE WHEN ${condition} THEN 1 END)`;

export async function countRecord(
  database: Database,
  jurisdiction: string,
  { overdueUntil, judgedUntil, since }: CountBounds,
): Promise<RecordCounts> {
  const isInJurisdiction = eq(comments.jurisdiction, jurisdiction);
  const isJudged = sql`${comments.closedBy} <> 'withdrawal'`;
  const [[received], [closed], open, [overdue], [held], [disputed]] = await database.batch([
    database
      .select({ n: count() })
      .from(fromIndex('comments_received'))
      .where(and(isInJurisdiction, gte(comments.receivedAt, since))),
    database
      .select({
        met: countWhere(sql`${comments.closedAt} < ${comments.dueAt} AND ${isJudged}`),
        missed: countWhere(
          sql`${comments.closedAt} >= ${comments.dueAt} AND ${comments.dueAt} <= ${judgedUntil} AND ${isJudged}`,
        ),
      })
      .from(fromIndex('comments_closed'))
      .where(and(isInJurisdiction, isNotNull(comments.closedAt), gte(comments.closedAt, since))),
    database
      .select({ state: sql<CommentState>`${comments.state}`, n: count() })
      .from(fromIndex('comments_open_state'))
      .where(and(isInJurisdiction, isNull(comments.closedAt)))
      .groupBy(comments.state),
    database
      .select({ n: count() })
      .from(fromIndex('comments_open'))
      .where(and(isInJurisdiction, isNull(comments.closedAt), lte(comments.dueAt, overdueUntil))),
    database
      .select({ n: count() })
      .from(fromIndex('comments_held'))
      .where(and(isInJurisdiction, isNull(comments.closedAt), isNotNull(comments.heldBecause))),
    database.select({ n: count() }).from(fromIndex('comments_disputed')).where(and(isInJurisdiction, isDisputed)),
  ]);
  return {
    received: received?.n ?? 0,
    met: closed?.met ?? 0,
    missed: closed?.missed ?? 0,
    overdue: overdue?.n ?? 0,
    held: held?.n ?? 0,
    disputed: disputed?.n ?? 0,
    open: Object.fromEntries(open.map(({ state, n }) => [state, n])),
  };
}

/** Waiting and failed deliveries of the whole site. */
export async function countDeliveries(database: Database) {
  const [[notesWaiting], [notesFailed], [remindersWaiting], [remindersFailed]] = await database.batch([
    database.select({ n: count() }).from(notes).where(sql`${notes.state} = 'waiting'`),
    database.select({ n: count() }).from(notes).where(sql`${notes.state} = 'failed'`),
    database.select({ n: count() }).from(reminders).where(sql`${reminders.state} = 'waiting'`),
    database.select({ n: count() }).from(reminders).where(sql`${reminders.state} = 'failed'`),
  ]);
  return {
    notes: { waiting: notesWaiting?.n ?? 0, failed: notesFailed?.n ?? 0 },
    reminders: { waiting: remindersWaiting?.n ?? 0, failed: remindersFailed?.n ?? 0 },
  };
}

/** @param announcedUntil windows that end later are provisional */
export async function readFreshness(database: Database, jurisdiction: string, announcedUntil: number) {
  const isInJurisdiction = eq(comments.jurisdiction, jurisdiction);
  const [[oldest], [newest], [provisional]] = await database.batch([
    database
      .select({ at: min(comments.receivedAt) })
      .from(fromIndex('comments_waiting'))
      .where(and(isInJurisdiction, isNull(comments.closedAt))),
    database
      .select({ at: sql<number | null>`${comments.closedAt}` })
      .from(fromIndex('comments_closed'))
      .where(and(isInJurisdiction, isNotNull(comments.closedAt), eq(comments.isPublished, true)))
      .orderBy(desc(comments.closedAt))
      .limit(1),
    database
      .select({ n: count() })
      .from(fromIndex('comments_open'))
      .where(and(isInJurisdiction, isNull(comments.closedAt), gt(comments.dueAt, announcedUntil))),
  ]);
  return { oldestOpen: oldest?.at ?? null, newestReply: newest?.at ?? null, provisional: provisional?.n ?? 0 };
}

const attemptColumns = <Table extends typeof notes | typeof reminders>({ tries, nextAt }: Table) => ({ tries, nextAt });

/**
 * Lists a jurisdiction's failed notes and reminders with occasion and recipient, latest attempt first.
 *
 * @param since excludes earlier failures
 */
export async function listFailed(database: Database, jurisdiction: string, since: number, limit: number) {
  const isOfJurisdiction = eq(comments.jurisdiction, jurisdiction);
  const { kind, recipient } = reminders;
  const hasFailed = and(sql`${reminders.state} = 'failed'`, gte(reminders.nextAt, since));
  // CROSS JOIN fixes the join order: scan the few failed ones first.
  const [failedNotes, failedReminders, digests] = await database.batch([
    database
      .select({ ...attemptColumns(notes), about: notes.receiptCode, what: notes.what, recipient: notes.recipient })
      .from(notes)
      .crossJoin(comments)
      .where(
        and(
          sql`${notes.state} = 'failed'`,
          gte(notes.nextAt, since),
          eq(comments.receiptCode, notes.receiptCode),
          isOfJurisdiction,
        ),
      )
      .orderBy(desc(notes.nextAt))
      .limit(limit),
    database
      .select({ ...attemptColumns(reminders), about: reminders.about, kind, recipient })
      .from(reminders)
      .crossJoin(comments)
      .where(and(hasFailed, eq(comments.receiptCode, reminders.about), isOfJurisdiction))
      .orderBy(desc(reminders.nextAt))
      .limit(limit),
    database
      .select({ ...attemptColumns(reminders), about: reminders.about, kind, recipient })
      .from(reminders)
      .where(and(hasFailed, eq(reminders.about, jurisdiction)))
      .orderBy(desc(reminders.nextAt))
      .limit(limit),
  ]);
  return { notes: failedNotes, reminders: [...failedReminders, ...digests] };
}

/**
 * Lists a jurisdiction's notes and reminders that wait for a retry, latest retry first: the more failed attempts, the
 * later the retry.
 *
 * @param tries minimum number of attempts
 * @param lookedAt number of waiting deliveries to examine per kind
 */
export async function listStuck(database: Database, jurisdiction: string, tries: number, lookedAt: number) {
  const waitingNotes = database
    .select({ ...attemptColumns(notes), receiptCode: notes.receiptCode })
    .from(notes)
    .where(sql`${notes.state} = 'waiting'`)
    .orderBy(desc(notes.nextAt))
    .limit(lookedAt)
    .as('looked');
  const waitingReminders = database
    .select({ ...attemptColumns(reminders), about: reminders.about })
    .from(reminders)
    .where(sql`${reminders.state} = 'waiting'`)
    .orderBy(desc(reminders.nextAt))
    .limit(lookedAt)
    .as('looked');
  const isOfJurisdiction = eq(comments.jurisdiction, jurisdiction);
  const [stuckNotes, stuckReminders] = await database.batch([
    database
      .select({ tries: waitingNotes.tries, nextAt: waitingNotes.nextAt })
      .from(waitingNotes)
      .crossJoin(comments)
      .where(and(gte(waitingNotes.tries, tries), eq(comments.receiptCode, waitingNotes.receiptCode), isOfJurisdiction)),
    database
      .select({ tries: waitingReminders.tries, nextAt: waitingReminders.nextAt })
      .from(waitingReminders)
      .leftJoin(comments, eq(comments.receiptCode, waitingReminders.about))
      .where(and(gte(waitingReminders.tries, tries), or(eq(waitingReminders.about, jurisdiction), isOfJurisdiction))),
  ]);
  return { notes: stuckNotes, reminders: stuckReminders };
}
