// Reads and writes of comments and their events. Every write of the record is one atomic batch.
import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { DrizzleD1Database } from 'drizzle-orm/d1';
import type { NewComment } from '../contract/comment.ts';
import type { Role } from '../contract/words.ts';
import { toLedgerEvent } from '../domain/ledger.ts';
import { type CommentEvent, type CommentStanding, deriveStanding } from '../domain/lifecycle.ts';
import { comments, contacts, events, replies, withoutVerdict } from './schema.ts';

export type Database = DrizzleD1Database;
export type CommentRow = typeof comments.$inferSelect;
export type Actor = { role: 'resident' | Role | 'system'; id: string | null };
export type RecordedEvent = CommentEvent & { version: number; actorRole: Actor['role']; salt: string; leaf: string };

/** What the window of a comment comes to, copied beside it for sorting and counting. */
export interface Reckoning {
  dueAt: number;
  /** Version of the calendar that it was counted by. */
  calendar: number;
  workingDaysUsed: number | null;
  reclassified: CommentRow['reclassified'];
}

/** A comment with its record and what the record adds up to. */
export interface CommentRecord {
  row: CommentRow;
  events: RecordedEvent[];
  standing: CommentStanding;
  /** The words of the reply that was sent last, with the hash that its event has of them. */
  reply: { text: string; hash: string; salt: string; unit: string; at: number } | null;
}

/** The copy of the standing by which the queue is sorted. */
function toColumns(standing: CommentStanding, reckoning: Reckoning) {
  const { state, classification, unit, isPublished, version, stoppedAt, stoppedBy, rating } = standing;
  const closed = { closedAt: stoppedAt, closedBy: stoppedBy };
  return { state, classification, unit, isPublished, version, ...closed, ...rating, ...reckoning };
}

async function toEventRow(receiptCode: string, version: number, event: CommentEvent, actor: Actor, salt: string) {
  const { type, at, ...data } = event;
  const who = { receiptCode, version, actorRole: actor.role, actor: actor.id, salt };
  const { leaf } = await toLedgerEvent(event, who);
  return { ...who, type, at, data, leaf };
}

/** The triggers and keys that keep the record refuse a second row in the same place. */
export const isOutOfTurn = (error: unknown): boolean =>
  error instanceof Error && (/out of turn|UNIQUE constraint/u.test(error.message) || isOutOfTurn(error.cause));

export interface NewRecord {
  receiptCode: string;
  jurisdiction: string;
  submissionHash: string;
  trackingHash: string;
  comment: NewComment;
  /** Its receipt, with the salt of the hashes in it. */
  received: Extract<CommentEvent, { type: 'received' }>;
  salt: string;
  reckoning: Reckoning;
}

/** @returns the receipt as recorded, or null where the code or the submission is there already; then nothing was written */
export async function insertComment(database: Database, record: NewRecord): Promise<RecordedEvent | null> {
  const { receiptCode, jurisdiction, submissionHash, trackingHash, comment, received, salt } = record;
  const { about, kind, title, text, name = '', contact = '' } = comment;
  const eventRow = await toEventRow(receiptCode, 1, received, { role: 'resident', id: null }, salt);
  const insertRow = database.insert(comments).values({
    ...{ receiptCode, jurisdiction, submissionHash, trackingHash, about, kind, title, text },
    receivedAt: received.at,
    isSample: received.sample,
    mayBePublished: comment.publish === 'yes',
    ...toColumns(deriveStanding([received]), record.reckoning),
  });
  const insertEvent = database.insert(events).values(eventRow);
  const insertContact = database.insert(contacts).values({ receiptCode, name, contact });
  try {
    await database.batch(name || contact ? [insertRow, insertEvent, insertContact] : [insertRow, insertEvent]);
    return { ...received, version: 1, actorRole: 'resident', salt, leaf: eventRow.leaf };
  } catch (error) {
    if (isOutOfTurn(error)) return null;
    throw error;
  }
}

export async function findBySubmission(database: Database, submissionHash: string): Promise<CommentRow | undefined> {
  return database.select().from(comments).where(eq(comments.submissionHash, submissionHash)).get();
}

/** The records of some rows, in their order, in one round trip. At most 90 rows: D1 binds 100 values. */
export async function loadRecords(database: Database, rows: CommentRow[]): Promise<CommentRecord[]> {
  if (rows.length === 0) return [];
  const codes = rows.map(({ receiptCode }) => receiptCode);
  const [eventRows, replyRows] = await database.batch([
    database.select().from(events).where(inArray(events.receiptCode, codes)).orderBy(asc(events.version)),
    database.select().from(replies).where(inArray(replies.receiptCode, codes)),
  ]);
  return rows.map((row) => {
    // The data was written by toEventRow from a CommentEvent, and triggers let nobody change it since.
    const recorded = eventRows
      .filter(({ receiptCode }) => receiptCode === row.receiptCode)
      .map(
        ({ type, at, version, actorRole, salt, leaf, data }) =>
          ({ type, at, ...data, version, actorRole, salt, leaf }) as RecordedEvent,
      );
    const sent = recorded.findLast((event) => event.type === 'replied' || event.type === 'corrected');
    const words = replyRows.find(
      ({ receiptCode, version }) => receiptCode === row.receiptCode && version === sent?.version,
    );
    const isReply = sent?.type === 'replied' || sent?.type === 'corrected';
    const reply =
      isReply && words ? { text: words.text, hash: sent.text, salt: sent.salt, unit: sent.unit, at: sent.at } : null;
    return { row, events: recorded, standing: deriveStanding(recorded), reply };
  });
}

/** Reads the record whole; the standing comes from the events, never from the copied columns. */
export async function loadComment(database: Database, receiptCode: string): Promise<CommentRecord | null> {
  const rows = await database.select().from(comments).where(eq(comments.receiptCode, receiptCode));
  return (await loadRecords(database, rows))[0] ?? null;
}

/** Name and contact as they were left, each empty where it was not. */
export async function loadContact(database: Database, receiptCode: string): Promise<{ name: string; contact: string }> {
  const found = await database
    .select({ name: contacts.name, contact: contacts.contact })
    .from(contacts)
    .where(eq(contacts.receiptCode, receiptCode))
    .get();
  return found ?? { name: '', contact: '' };
}

/** An event to be added, with the salt of the hashes in it, who made it, and the words that go with a reply. */
export interface Addition {
  event: CommentEvent;
  salt: string;
  actor: Actor;
  replyText?: string | undefined;
}

/**
 * Adds one event to a comment, with the reply's words where it is a reply.
 *
 * @param reckon what the window comes to after the event
 * @returns false where somebody else added an event since the record was read; then nothing was written
 */
export async function appendEvent(
  database: Database,
  record: CommentRecord,
  { event, salt, actor, replyText }: Addition,
  reckon: (standing: CommentStanding) => Reckoning,
): Promise<boolean> {
  const { receiptCode } = record.row;
  const standing = deriveStanding([...record.events, event]);
  const { version } = standing;
  const insertEvent = database.insert(events).values(await toEventRow(receiptCode, version, event, actor, salt));
  const updateColumns = database
    .update(comments)
    .set(toColumns(standing, reckon(standing)))
    .where(eq(comments.receiptCode, receiptCode));
  try {
    await database.batch(
      replyText === undefined
        ? [insertEvent, updateColumns]
        : [insertEvent, updateColumns, database.insert(replies).values({ receiptCode, version, text: replyText })],
    );
    return true;
  } catch (error) {
    if (isOutOfTurn(error)) return false;
    throw error;
  }
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
