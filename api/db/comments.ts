// Reads and writes comments and their events. Every write to the record is one atomic batch.
import { asc, eq, inArray } from 'drizzle-orm';
import type { NewComment } from '../contract/comment.ts';
import type { RecordField } from '../contract/comment-fields.ts';
import { toLedgerEvent } from '../domain/ledger/public-side.ts';
import { documentOf } from '../domain/text/search-words.ts';
import { deriveStanding } from '../life/derive-standing.ts';
import type { WordsTable } from '../life/fact.ts';
import { isFinal } from '../life/judging.ts';
import { type CommentEvent, type EventWithWordsIn, facts } from '../life/life.ts';
import { readEvent } from '../life/read-event.ts';
import type { CommentStanding } from '../life/standing.ts';
import { indexAnswer } from './answer-words.ts';
import { indexComment } from './comment-words.ts';
import type {
  Actor,
  CommentRecord,
  CommentRow,
  Database,
  NewCommentRecord,
  RecordedEvent,
  RecordedWords,
  WindowColumns,
} from './database.ts';
import { copyHelpers } from './helping.ts';
import { queueNotes } from './notes.ts';
import { advice, attachments, comments, contacts, disputes, drafts, events, replies } from './schema.ts';

/** The recorded verdict as a column. */
export const verdictColumn = ({ verdict }: CommentStanding): CommentRow['verdict'] =>
  verdict && (isFinal(verdict) ? verdict.verdict : 'undecided');

/** Builds the columns that copy the standing, for sorting and filtering. */
function toColumns(standing: CommentStanding, windowColumns: WindowColumns) {
  const { state, classification, unit, heldBecause, urgedAt, isPublished, wasDisputed, wasDuplicateDisputed, version } =
    standing;
  const { stoppedAt, stoppedBy, turns, rating, helpers, takenDownAt, isBound } = standing;
  const closing = { closedAt: stoppedAt, closedBy: stoppedBy };
  return {
    state,
    classification,
    unit,
    heldBecause,
    urgedAt,
    isPublished,
    wasDisputed,
    wasDuplicateDisputed,
    isTakenDown: takenDownAt !== null,
    version,
    turns,
    isBound,
    verdict: verdictColumn(standing),
    ...closing,
    ...rating,
    ...windowColumns,
    helpers: helpers.join(','),
  };
}

export async function toEventRow(
  receiptCode: string,
  version: number,
  event: CommentEvent,
  actor: Actor,
  salt: string,
) {
  const { type, at, ...data } = event;
  const eventMeta = { receiptCode, version, actorRole: actor.role, actor: actor.id, salt };
  const { leaf } = await toLedgerEvent(event, eventMeta);
  return { ...eventMeta, type, at, data, leaf };
}

type EventRow = Awaited<ReturnType<typeof toEventRow>>;

/** @throws Error if the row does not match its fact's schema */
function parseEventRow(row: Omit<EventRow, 'type'> & { type: string }): RecordedEvent {
  const { version, actorRole, actor, salt, leaf } = row;
  return { ...readEvent(row, row), version, actorRole, actor, salt, leaf };
}

/** True if a trigger or key rejected a write because another one came first. */
export const isWriteConflict = (error: unknown): boolean =>
  error instanceof Error && (/out of turn|UNIQUE constraint/u.test(error.message) || isWriteConflict(error.cause));

/** Maps the resident's input to columns. A recorded form field that is missing here does not compile. */
function toFormColumns(comment: NewComment) {
  const { about, kind, title, text, publish } = comment;
  const values = { about, kind, title, text, publish: publish === 'yes' } satisfies Record<RecordField, unknown>;
  const { publish: mayBePublished, ...columns } = values;
  return { ...columns, mayBePublished };
}

/** @returns the recorded events; null, with nothing written, if the receipt code, proof or submission already exists */
export async function insertComment(database: Database, record: NewCommentRecord): Promise<RecordedEvent[] | null> {
  const { receiptCode, jurisdiction, submissionHash, trackingHash, comment, contact, received, hold } = record;
  const heldEvent = hold && { type: 'held' as const, at: received.at, reason: hold.reason };
  const rows = [await toEventRow(receiptCode, 1, received, { role: 'resident', id: null }, record.salt)];
  if (heldEvent) rows.push(await toEventRow(receiptCode, 2, heldEvent, { role: 'system', id: null }, hold.salt));
  const recorded = heldEvent ? [received, heldEvent] : [received];
  const insertRow = database.insert(comments).values({
    receiptCode,
    jurisdiction,
    submissionHash,
    trackingHash,
    ...toFormColumns(comment),
    document: documentOf(comment.about),
    likeness: record.likeness,
    proof: record.proof,
    senderMark: record.senderMark,
    receivedAt: received.at,
    isSample: received.sample,
    follows: received.follows ?? null,
    ...toColumns(deriveStanding(recorded), record.reckoning),
  });
  try {
    await database.batch([
      insertRow,
      ...rows.map((row) => database.insert(events).values(row)),
      indexComment(database, record),
      ...(contact ? [database.insert(contacts).values({ receiptCode, ...contact })] : []),
      ...(received.sample ? [] : queueNotes(database, receiptCode, 1, received)),
      ...record.attachments.map((attachment) => database.insert(attachments).values(attachment)),
    ]);
    return rows.map(parseEventRow);
  } catch (error) {
    if (isWriteConflict(error)) return null;
    throw error;
  }
}

export async function findBySubmission(database: Database, submissionHash: string): Promise<CommentRow | undefined> {
  return database.select().from(comments).where(eq(comments.submissionHash, submissionHash)).get();
}

/** Loads the records of the given rows, in the same order, in one batch. At most 90 rows: D1 binds 100 values. */
export async function loadRecords(database: Database, rows: CommentRow[]): Promise<CommentRecord[]> {
  if (rows.length === 0) return [];
  const codes = rows.map(({ receiptCode }) => receiptCode);
  const [eventRows, replyRows, disputeRows, draftRows] = await database.batch([
    database
      .select()
      .from(events)
      .where(inArray(events.receiptCode, codes))
      .orderBy(asc(events.receiptCode), asc(events.version)),
    database.select().from(replies).where(inArray(replies.receiptCode, codes)),
    database.select().from(disputes).where(inArray(disputes.receiptCode, codes)),
    database.select().from(drafts).where(inArray(drafts.receiptCode, codes)),
  ]);
  return rows.map((row) => {
    const recorded = eventRows.filter(({ receiptCode }) => receiptCode === row.receiptCode).map(parseEventRow);
    const standing = deriveStanding(recorded);
    const latestReply = recorded.findLast((event) => event.type === 'replied' || event.type === 'corrected');
    const first = recorded.find((event) => event.type === 'replied');
    const disputed = recorded.findLast((event) => event.type === 'disputed');
    const drafted = standing.draft ? recorded.findLast((event) => event.type === 'drafted') : undefined;
    const reply = latestReply && findWords(replyRows, row.receiptCode, latestReply);
    return {
      row,
      events: recorded,
      standing,
      reply: reply ? { ...reply, unit: latestReply.unit, firstAt: first?.at ?? latestReply.at } : null,
      draft: (drafted && findWords(draftRows, row.receiptCode, drafted)) ?? null,
      dispute: (disputed && findWords(disputeRows, row.receiptCode, disputed)) ?? null,
      mayBePublished: row.mayBePublished && !standing.isConsentWithdrawn,
    };
  });
}

type EventWithText = Extract<RecordedEvent, { type: EventWithWordsIn<'replies' | 'disputes' | 'drafts'>['type'] }>;

function findWords(
  rows: { receiptCode: string; version: number; text: string }[],
  receiptCode: string,
  { version, text: hash, salt, at }: EventWithText,
): RecordedWords | null {
  const words = rows.find((row) => row.receiptCode === receiptCode && row.version === version);
  return words ? { text: words.text, hash, salt, at } : null;
}

/** Loads a comment's record. Derives the standing from the events, never from the copied columns. */
export async function loadComment(database: Database, receiptCode: string): Promise<CommentRecord | null> {
  const rows = await database.select().from(comments).where(eq(comments.receiptCode, receiptCode));
  return (await loadRecords(database, rows))[0] ?? null;
}

/** An event to append, with its salt, its actor, and its text, if any. */
export interface Addition {
  event: CommentEvent;
  salt: string;
  actor: Actor;
  words?: string | undefined;
}

/** Inserts an event's text into its table. */
const insertWords = {
  replies: (database, row) => database.insert(replies).values(row),
  drafts: (database, row) => database.insert(drafts).values(row),
  advice: (database, row) => database.insert(advice).values(row),
  disputes: (database, row) => database.insert(disputes).values(row),
} satisfies Record<
  WordsTable,
  (database: Database, row: { receiptCode: string; version: number; text: string }) => unknown
>;

/** Builds the statements that must run in an event's batch. */
function relatedWrites(database: Database, { receiptCode, isSample }: CommentRow, version: number, addition: Addition) {
  const { event, words } = addition;
  const { wordsIn, erasesPersonalData } = facts[event.type];
  if ((wordsIn === null) !== (words === undefined))
    throw new Error(`${event.type}: the event and its text do not match`);
  return [
    ...(wordsIn === null || words === undefined
      ? []
      : [insertWords[wordsIn](database, { receiptCode, version, text: words })]),
    ...(erasesPersonalData
      ? [
          database.delete(contacts).where(eq(contacts.receiptCode, receiptCode)),
          database.delete(attachments).where(eq(attachments.receiptCode, receiptCode)),
        ]
      : []),
    ...(isSample ? [] : queueNotes(database, receiptCode, version, event)),
  ];
}

/** Updates the index of published answers in the same batch, so that a search never finds unpublished words. */
function updateAnswerIndex(database: Database, record: CommentRecord, after: CommentStanding, additions: Addition[]) {
  if (!record.standing.isPublished && !after.isPublished) return [];
  const sentReply = additions.findLast(({ event }) => facts[event.type].wordsIn === 'replies');
  return indexAnswer(database, record.row, after, sentReply?.words ?? record.reply?.text ?? null);
}

/** Copies the subject and kind that the desk gave the comment. After the event, without which a trigger refuses the change. */
function changeCategory(database: Database, { row }: CommentRecord, { category }: CommentStanding) {
  if (category === null || (category.about === row.about && category.kind === row.kind)) return [];
  const columns = { ...category, document: documentOf(category.about) };
  return [database.update(comments).set(columns).where(eq(comments.receiptCode, row.receiptCode))];
}

/**
 * Appends events to a comment, all or none, with their related writes: texts, notes to send, data to erase.
 *
 * @param computeColumns computes the window's columns after the events
 * @returns false if somebody else appended an event since the record was read; then nothing was written
 */
export async function appendEvents(
  database: Database,
  record: CommentRecord,
  additions: Addition[],
  computeColumns: (standing: CommentStanding) => WindowColumns,
): Promise<boolean> {
  const { row, events: before } = record;
  const { receiptCode } = row;
  const standing = deriveStanding([...before, ...additions.map(({ event, actor }) => ({ ...event, actor: actor.id }))]);
  const statements = await Promise.all(
    additions.map(async (addition, index) => {
      const version = before.length + index + 1;
      const { event, actor, salt } = addition;
      const inserted = database.insert(events).values(await toEventRow(receiptCode, version, event, actor, salt));
      return [inserted, ...relatedWrites(database, row, version, addition)];
    }),
  );
  const windowColumns = computeColumns(standing);
  const updateColumns = database
    .update(comments)
    .set(toColumns(standing, windowColumns))
    .where(eq(comments.receiptCode, receiptCode));
  const helpers = copyHelpers(database, row, standing, windowColumns.dueAt);
  try {
    await database.batch([
      updateColumns,
      ...helpers,
      ...statements.flat(),
      ...changeCategory(database, record, standing),
      ...updateAnswerIndex(database, record, standing, additions),
    ]);
    return true;
  } catch (error) {
    if (isWriteConflict(error)) return false;
    throw error;
  }
}

/** Appends one event, as `appendEvents` does. */
export const appendEvent = (
  database: Database,
  record: CommentRecord,
  addition: Addition,
  computeColumns: (standing: CommentStanding) => WindowColumns,
): Promise<boolean> => appendEvents(database, record, [addition], computeColumns);
