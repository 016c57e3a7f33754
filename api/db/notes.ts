// The outbox of notes. An event's batch queues its notes; a later run claims and sends them.
import { and, asc, desc, eq, gt, lte, sql } from 'drizzle-orm';
import { isNotified } from '../domain/notes.ts';
import type { CommentEvent } from '../life/life.ts';
import type { Recipient } from '../life/words.ts';
import type { Database } from './database.ts';
import { comments, contacts, notes } from './schema.ts';

export type NoteRow = typeof notes.$inferSelect;

/** Builds the statements for an event's batch. Queues a note to the resident only if a contact is stored. */
export function queueNotes(database: Database, receiptCode: string, version: number, { type, at }: CommentEvent) {
  const forOffice = { receiptCode, version, recipient: 'office' as const, what: type, nextAt: at };
  const isReachable = and(eq(contacts.receiptCode, receiptCode), eq(contacts.isReachable, true));
  const forResident = database
    .select({
      receiptCode: contacts.receiptCode,
      version: sql<number>`${version}`.as('version'),
      recipient: sql<Recipient>`'resident'`.as('recipient'),
      what: sql<string>`${type}`.as('what'),
      state: sql<'waiting'>`'waiting'`.as('state'),
      tries: sql<number>`0`.as('tries'),
      nextAt: sql<number>`${at}`.as('next_at'),
    })
    .from(contacts)
    .where(isReachable);
  return [
    ...(isNotified('office', type) ? [database.insert(notes).values(forOffice)] : []),
    ...(isNotified('resident', type) ? [database.insert(notes).select(forResident)] : []),
  ];
}

/** Inlined, because SQLite uses a partial index only for literal conditions. */
const isWaiting = sql`${notes.state} = 'waiting'`;

/** Due notes, longest waiting first. */
export async function listDueNotes(database: Database, now: number, limit: number): Promise<NoteRow[]> {
  return database
    .select()
    .from(notes)
    .where(and(isWaiting, lte(notes.nextAt, now)))
    .orderBy(asc(notes.nextAt))
    .limit(limit);
}

const isNote = ({ receiptCode, version, recipient }: NoteRow) =>
  and(eq(notes.receiptCode, receiptCode), eq(notes.version, version), eq(notes.recipient, recipient));

/**
 * Claims a note by counting the attempt before it is made. If the run is interrupted, a later run retries; of two
 * concurrent runs, one gets the note.
 *
 * @returns false if another run claimed it
 */
export async function claimNote(database: Database, note: NoteRow, nextAt: number): Promise<boolean> {
  const claimed = await database
    .update(notes)
    .set({ tries: note.tries + 1, nextAt })
    .where(and(isNote(note), eq(notes.state, 'waiting'), eq(notes.tries, note.tries)))
    .returning({ tries: notes.tries });
  return claimed.length > 0;
}

export async function finishNote(database: Database, note: NoteRow, state: NoteRow['state']): Promise<void> {
  await database.update(notes).set({ state }).where(isNote(note));
}

export async function listNotesOf(database: Database, receiptCode: string): Promise<NoteRow[]> {
  return database.select().from(notes).where(eq(notes.receiptCode, receiptCode)).orderBy(asc(notes.version));
}

interface FailedNotes {
  jurisdiction: string;
  /** Excludes notes that failed before this instant, which are too old to act on. */
  since: number;
  limit: number;
}

/** Receipt codes of comments with failed notes, newest first. */
export async function listFailedNotes(
  database: Database,
  { jurisdiction, since, limit }: FailedNotes,
): Promise<string[]> {
  const rows = await database
    .select({ receiptCode: notes.receiptCode })
    .from(notes)
    // CROSS JOIN fixes the join order: scan the few failed notes first.
    .crossJoin(comments)
    .where(
      and(
        sql`${notes.state} = 'failed'`,
        gt(notes.nextAt, since),
        eq(comments.receiptCode, notes.receiptCode),
        eq(comments.jurisdiction, jurisdiction),
      ),
    )
    .groupBy(notes.receiptCode)
    .orderBy(desc(notes.receiptCode))
    .limit(limit);
  return rows.map(({ receiptCode }) => receiptCode);
}
