// Reads and writes of comments and their events. Every write of the record is one atomic batch.
import { and, asc, desc, eq, gt, or } from 'drizzle-orm';
import type { DrizzleD1Database } from 'drizzle-orm/d1';
import type { NewComment } from '../contract/comment.ts';
import type { Role } from '../contract/words.ts';
import { type CommentEvent, type CommentStanding, deriveStanding } from '../domain/lifecycle.ts';
import { comments, contacts, events, replies } from './schema.ts';

export type Database = DrizzleD1Database;
export type CommentRow = typeof comments.$inferSelect;
export type Actor = { role: 'resident' | Role; id: string | null };
export type RecordedEvent = CommentEvent & { version: number; actorRole: Actor['role'] };

/** A comment with its record and what the record adds up to. */
export interface CommentRecord {
  row: CommentRow;
  events: RecordedEvent[];
  standing: CommentStanding;
}

/** The copy of the standing by which the queue is sorted. */
function toColumns(standing: CommentStanding, dueAt: number) {
  const { state, classification, unit, isPublished, version } = standing;
  return { state, classification, unit, isPublished, version, dueAt, isOpen: standing.stoppedAt === null };
}

function toEventRow(receiptCode: string, version: number, event: CommentEvent, actor: Actor) {
  const { type, at, ...data } = event;
  return { receiptCode, version, type, at, actorRole: actor.role, actor: actor.id, data };
}

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && (error.message.includes('UNIQUE constraint') || isUniqueViolation(error.cause));

export interface NewRecord {
  receiptCode: string;
  jurisdiction: string;
  submissionHash: string;
  trackingHash: string;
  comment: NewComment;
  receivedAt: number;
  dueAt: number;
  isSample: boolean;
}

/** @returns false where the receipt code or the submission is there already; then nothing was written */
export async function insertComment(database: Database, record: NewRecord): Promise<boolean> {
  const { receiptCode, jurisdiction, submissionHash, trackingHash, comment, receivedAt, isSample } = record;
  const { about, kind, title, text, name = '', contact = '' } = comment;
  const received: CommentEvent = { type: 'received', at: receivedAt };
  const insertRow = database.insert(comments).values({
    ...{ receiptCode, jurisdiction, submissionHash, trackingHash, about, kind, title, text, receivedAt, isSample },
    mayBePublished: comment.publish === 'yes',
    ...toColumns(deriveStanding([received]), record.dueAt),
  });
  const insertEvent = database
    .insert(events)
    .values(toEventRow(receiptCode, 1, received, { role: 'resident', id: null }));
  const insertContact = database.insert(contacts).values({ receiptCode, name, contact });
  try {
    await database.batch(name || contact ? [insertRow, insertEvent, insertContact] : [insertRow, insertEvent]);
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

export async function findBySubmission(database: Database, submissionHash: string): Promise<CommentRow | undefined> {
  return database.select().from(comments).where(eq(comments.submissionHash, submissionHash)).get();
}

/** Reads the record whole; the standing comes from the events, never from the copied columns. */
export async function loadComment(database: Database, receiptCode: string): Promise<CommentRecord | null> {
  const [rows, eventRows] = await database.batch([
    database.select().from(comments).where(eq(comments.receiptCode, receiptCode)),
    database.select().from(events).where(eq(events.receiptCode, receiptCode)).orderBy(asc(events.version)),
  ]);
  const row = rows[0];
  if (!row) return null;
  // The data was written by toEventRow from a CommentEvent, and triggers let nobody change it since.
  const recorded = eventRows.map(
    ({ type, at, version, actorRole, data }) => ({ type, at, ...data, version, actorRole }) as RecordedEvent,
  );
  return { row, events: recorded, standing: deriveStanding(recorded) };
}

/** The words of the reply that was sent last. */
export async function loadReply(database: Database, receiptCode: string): Promise<string | null> {
  const found = await database
    .select({ text: replies.text })
    .from(replies)
    .where(eq(replies.receiptCode, receiptCode))
    .orderBy(desc(replies.version))
    .limit(1)
    .get();
  return found?.text ?? null;
}

export async function hasContact(database: Database, receiptCode: string): Promise<boolean> {
  const found = await database
    .select({ receiptCode: contacts.receiptCode })
    .from(contacts)
    .where(eq(contacts.receiptCode, receiptCode))
    .get();
  return found !== undefined;
}

/**
 * Adds one event to a comment, with the reply's words where it is a reply.
 *
 * @returns false where somebody else added an event since the record was read; then nothing was written
 */
export async function appendEvent(
  database: Database,
  record: CommentRecord,
  event: CommentEvent,
  actor: Actor,
  dueAt: (standing: CommentStanding) => number,
  replyText?: string,
): Promise<boolean> {
  const { receiptCode } = record.row;
  const standing = deriveStanding([...record.events, event]);
  const insertEvent = database.insert(events).values(toEventRow(receiptCode, standing.version, event, actor));
  const updateColumns = database
    .update(comments)
    .set(toColumns(standing, dueAt(standing)))
    .where(eq(comments.receiptCode, receiptCode));
  try {
    await database.batch(
      replyText === undefined
        ? [insertEvent, updateColumns]
        : [
            insertEvent,
            updateColumns,
            database.insert(replies).values({ receiptCode, version: standing.version, text: replyText }),
          ],
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** A place in the queue: the last row of the page before. */
export interface QueuePlace {
  dueAt: number;
  receiptCode: string;
}

/** Rows of the queue, what is due first before the rest; a unit sees only what it holds. */
export async function listQueue(
  database: Database,
  filter: { jurisdiction: string; unit: string | null; isOpen: boolean; after: QueuePlace | null; limit: number },
): Promise<CommentRow[]> {
  const { after } = filter;
  return database
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.jurisdiction, filter.jurisdiction),
        eq(comments.isOpen, filter.isOpen),
        filter.unit === null ? undefined : eq(comments.unit, filter.unit),
        after === null
          ? undefined
          : or(
              gt(comments.dueAt, after.dueAt),
              and(eq(comments.dueAt, after.dueAt), gt(comments.receiptCode, after.receiptCode)),
            ),
      ),
    )
    .orderBy(asc(comments.dueAt), asc(comments.receiptCode))
    .limit(filter.limit);
}

/** Receipt codes of what is published about a subject, newest question first. */
export async function listPublished(database: Database, about: string, limit: number): Promise<string[]> {
  const rows = await database
    .select({ receiptCode: comments.receiptCode })
    .from(comments)
    .where(and(eq(comments.about, about), eq(comments.isPublished, true)))
    .orderBy(desc(comments.receivedAt))
    .limit(limit);
  return rows.map((row) => row.receiptCode);
}
