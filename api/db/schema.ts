// The database schema. `events` is the record. The state columns of `comments` are a copy for sorting and filtering; the
// batch that appends an event also updates them.
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { roles } from '../contract/words.ts';
import type { Turn } from '../life/standing.ts';

/** Open, or closed after a due day that may have been provisional. The index and its query must use identical SQL. */
export const withoutVerdict = sql`(closed_at IS NULL OR closed_at >= due_at)`;

export const comments = sqliteTable(
  'comments',
  {
    receiptCode: text('receipt_code').primaryKey(),
    jurisdiction: text('jurisdiction').notNull(),
    /** SHA-256 that identifies retries; it reveals neither the form key nor the tracking code. */
    submissionHash: text('submission_hash').notNull().unique(),
    /** Keyed hash of the tracking code; the code itself is never stored. */
    trackingHash: text('tracking_hash').notNull(),
    /** Hash of the folded text, to detect repeated texts. Contains no sender data. */
    likeness: text('likeness').notNull().default(''),
    /** Id of the proof of work; one proof serves one comment. */
    proof: text('proof').unique(),
    /** Keyed hash of the day and of the sender's network prefix; erased once the day is summarized. Null if unknown. */
    senderMark: text('sender_mark'),
    /** One of many comments that came from one sender in a day, or within one minute (domain/figures/arrivals.ts). */
    cameInCrowd: integer('came_in_crowd', { mode: 'boolean' }).notNull().default(false),
    about: text('about').notNull(),
    /** The document of `about` (`mouxian-2021`); `units` for a comment to a unit. */
    document: text('document').notNull().default(''),
    kind: text('kind', { enum: ['question', 'suggestion', 'complaint', 'help'] }).notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    mayBePublished: integer('may_be_published', { mode: 'boolean' }).notNull(),
    isSample: integer('is_sample', { mode: 'boolean' }).notNull().default(false),
    /** For a follow-up: the receipt code of the comment it continues. */
    follows: text('follows'),
    /** Milliseconds UTC, like all instants here. */
    receivedAt: integer('received_at').notNull(),
    // The columns below are derived from the events.
    state: text('state', {
      enum: ['received', 'assigned', 'returned', 'in-review', 'replied', 'disputed', 'declined', 'withdrawn'],
    }).notNull(),
    classification: text('classification', { enum: ['simple', 'standard'] }).notNull(),
    unit: text('unit'),
    /** Supporting units in the ledger's notation: `yibaoju,jiaotiju`. */
    helpers: text('helpers').notNull().default(''),
    dueAt: integer('due_at').notNull(),
    /** When the reply or refusal was sent; null while open. */
    closedAt: integer('closed_at'),
    /** What stopped the clock: a reply, a refusal, or the resident's withdrawal. */
    closedBy: text('closed_by', { enum: ['reply', 'refusal', 'withdrawal'] }),
    /** Who had to act on it, and since when. Empty in rows older than the column, until upkeep fills it. */
    turns: text('turns', { mode: 'json' }).$type<Turn[]>().notNull().default([]),
    /** The recorded verdict; null while it is open, and in old records until they are bound (decision 037). */
    verdict: text('verdict', { enum: ['met', 'missed', 'undecided'] }),
    /** The record names the rule and calendar behind the window. */
    isBound: integer('is_bound', { mode: 'boolean' }).notNull().default(false),
    /** Working days from receipt to closing; null while open. */
    workingDaysUsed: integer('working_days_used'),
    /** Whether the classification changed. `after-window`: to the longer window, after the shorter one had ended. */
    reclassified: text('reclassified', { enum: ['never', 'in-window', 'after-window'] }).notNull(),
    /** The resident's rating of the reply, 1 to 5 each; null if there is none. */
    solved: integer('solved'),
    speed: integer('speed'),
    manner: integer('manner'),
    /** Why the desk must review it; null if it need not. */
    heldBecause: text('held_because', { enum: ['trap', 'unchecked', 'unproved', 'repeated', 'flood'] }),
    /** When the desk last urged the unit; null if it has not, or after the reply. */
    urgedAt: integer('urged_at'),
    /** The resident disputed a reply (答非所问). */
    wasDisputed: integer('was_disputed', { mode: 'boolean' }).notNull().default(false),
    /** The resident said that it repeats no other comment (不是同一件事). */
    wasDuplicateDisputed: integer('was_duplicate_disputed', { mode: 'boolean' }).notNull().default(false),
    isPublished: integer('is_published', { mode: 'boolean' }).notNull(),
    /** It was published, and is not any more. */
    isTakenDown: integer('is_taken_down', { mode: 'boolean' }).notNull().default(false),
    /** Version of the newest calendar that computed or confirmed the window. */
    calendar: integer('calendar').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    // The queue, for the desk and for each unit: open comments by due date and receipt; closed ones, latest first.
    index('comments_open')
      .on(table.jurisdiction, table.dueAt, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    index('comments_open_unit')
      .on(table.jurisdiction, table.unit, table.dueAt, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    index('comments_closed')
      .on(table.jurisdiction, table.closedAt, table.receiptCode)
      .where(sql`closed_at IS NOT NULL`),
    index('comments_closed_unit')
      .on(table.jurisdiction, table.unit, table.closedAt, table.receiptCode)
      .where(sql`closed_at IS NOT NULL`),
    // The same for each selective filter, to avoid a sort.
    index('comments_open_state')
      .on(table.jurisdiction, table.state, table.dueAt, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    index('comments_open_kind')
      .on(table.jurisdiction, table.kind, table.dueAt, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    index('comments_open_document')
      .on(table.jurisdiction, table.document, table.dueAt, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    index('comments_closed_document')
      .on(table.jurisdiction, table.document, table.closedAt, table.receiptCode)
      .where(sql`closed_at IS NOT NULL`),
    index('comments_held')
      .on(table.jurisdiction, table.dueAt, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL AND held_because IS NOT NULL`),
    index('comments_urged')
      .on(table.jurisdiction, table.dueAt, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL AND urged_at IS NOT NULL`),
    index('comments_urged_unit')
      .on(table.jurisdiction, table.unit, table.dueAt, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL AND urged_at IS NOT NULL`),
    // The oldest open comment, for the desk and for a unit.
    index('comments_waiting').on(table.jurisdiction, table.receivedAt, table.receiptCode).where(sql`closed_at IS NULL`),
    index('comments_waiting_unit')
      .on(table.jurisdiction, table.unit, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    // Replied comments that the resident disputes.
    index('comments_disputed').on(table.jurisdiction, table.closedAt, table.receiptCode).where(sql`state = 'disputed'`),
    index('comments_disputed_unit')
      .on(table.jurisdiction, table.unit, table.closedAt, table.receiptCode)
      .where(sql`state = 'disputed'`),
    // Old comments, which upkeep binds to their rule and calendar.
    index('comments_unbound').on(table.receiptCode).where(sql`is_bound = 0`),
    // Rows without turns, which upkeep fills.
    index('comments_without_turns').on(table.receiptCode).where(sql`turns = '[]'`),
    // Units that handled comments about a subject.
    index('comments_handled').on(table.jurisdiction, table.about, table.receivedAt).where(sql`unit IS NOT NULL`),
    // A comment's follow-ups.
    index('comments_follows').on(table.follows).where(sql`follows IS NOT NULL`),
    // Figures by month.
    index('comments_received').on(table.jurisdiction, table.receivedAt),
    // Windows that a new calendar can still change.
    index('comments_undecided').on(table.calendar, table.receiptCode).where(withoutVerdict),
    // Marks to erase once their day is summarized.
    index('comments_marked').on(table.receivedAt).where(sql`sender_mark IS NOT NULL`),
    // Repeated texts within a day.
    index('comments_likeness').on(table.jurisdiction, table.likeness, table.receivedAt),
    // Published answers to offer while a resident types a question.
    index('comments_published_here').on(table.jurisdiction, table.receivedAt).where(sql`is_published = 1`),
    index('comments_published').on(table.about, table.isPublished, table.receivedAt),
  ],
);

const ofComment = () =>
  text('receipt_code')
    .notNull()
    .references(() => comments.receiptCode);

/** Supporting units of open comments, one row each; a copy of the events, like the columns above. */
export const helping = sqliteTable(
  'helping',
  {
    receiptCode: ofComment(),
    jurisdiction: text('jurisdiction').notNull(),
    unit: text('unit').notNull(),
    dueAt: integer('due_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.receiptCode, table.unit] }),
    index('helping_open').on(table.jurisdiction, table.unit, table.dueAt, table.receiptCode),
  ],
);

/** Personal data, in a separate table, so that erasing it does not touch the record. */
export const contacts = sqliteTable('contacts', {
  receiptCode: text('receipt_code')
    .primaryKey()
    .references(() => comments.receiptCode),
  /** Name and contact as JSON, encrypted (domain/privacy/contact-cipher.ts). */
  sealed: text('sealed').notNull(),
  /** Id of the key that encrypted it, to find data under an old key. */
  keyId: text('key_id').notNull(),
  /** True if there is a contact, so that notes can be sent. */
  isReachable: integer('is_reachable', { mode: 'boolean' }).notNull(),
});

/** Attachments; the file store has their content under the key `place`. Deleted only on erasure. */
export const attachments = sqliteTable(
  'attachments',
  {
    receiptCode: ofComment(),
    /** 1 to 3, in the order sent. */
    number: integer('number').notNull(),
    type: text('type', { enum: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] }).notNull(),
    bytes: integer('bytes').notNull(),
    /** SHA-256 of the content; the receipt event contains a salted hash over all files. */
    hash: text('hash').notNull(),
    place: text('place').notNull(),
  },
  (table) => [primaryKey({ columns: [table.receiptCode, table.number] }), index('attachments_place').on(table.place)],
);

/** Append-only: triggers reject UPDATE and DELETE (migration 0001). */
export const events = sqliteTable(
  'events',
  {
    /** Position in the record, in the order written. */
    position: integer('position').primaryKey({ autoIncrement: true }),
    receiptCode: ofComment(),
    /** 1 for the receipt. Unique per comment, so that of two concurrent writers one fails. */
    version: integer('version').notNull(),
    type: text('type').notNull(),
    at: integer('at').notNull(),
    actorRole: text('actor_role', { enum: ['resident', ...roles, 'system'] }).notNull(),
    /** The clerk's account; null for residents and the system. */
    actor: text('actor'),
    /** The fact's own fields (unit, reason …) as JSON. */
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** Random, so that nobody can guess private text from its public hash. */
    salt: text('salt').notNull(),
    /** The event's hash in the public ledger (domain/ledger/ledger.ts). */
    leaf: text('leaf').notNull(),
  },
  (table) => [
    uniqueIndex('events_of_comment').on(table.receiptCode, table.version),
    // The log of contact views, which are rare among events.
    index('events_contact_views').on(table.at, table.position).where(sql`type = 'contact-viewed'`),
    index('events_contact_views_actor').on(table.actor, table.at, table.position).where(sql`type = 'contact-viewed'`),
  ],
);

/** Each seal covers a batch of events and links to the previous seal. Append-only. */
export const seals = sqliteTable('seals', {
  number: integer('number').primaryKey(),
  previous: text('previous').notNull(),
  first: integer('first').notNull(),
  last: integer('last').notNull(),
  root: text('root').notNull(),
  at: integer('at').notNull(),
  hash: text('hash').notNull(),
});

/** Builds a table for texts of residents or units; the event of each contains its hash. */
const wordsOfEvents = <Name extends string>(name: Name) =>
  sqliteTable(
    name,
    {
      receiptCode: ofComment(),
      /** Version of the event that recorded the text. */
      version: integer('version').notNull(),
      text: text('text').notNull(),
    },
    (table) => [primaryKey({ columns: [table.receiptCode, table.version] })],
  );

export const replies = wordsOfEvents('replies');

/** Replies and corrections as submitted for review; for staff only. */
export const drafts = wordsOfEvents('drafts');

/** Advice of supporting units to the lead unit; for staff only. */
export const advice = wordsOfEvents('advice');

/** Residents' objections to replies (答非所问). */
export const disputes = wordsOfEvents('disputes');

/** Progress records of tasks: progress, results, corrections. Append-only like `events` (migration 0001). */
export const commitmentEvents = sqliteTable(
  'commitment_events',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    jurisdiction: text('jurisdiction').notNull(),
    document: text('document').notNull(),
    /** `mouxian-2021/tasks/17` */
    task: text('task').notNull(),
    /** 1 for the task's first record. Unique per task, so that of two concurrent writers one fails. */
    version: integer('version').notNull(),
    /** SHA-256 that identifies retries. */
    submissionHash: text('submission_hash').notNull().unique(),
    status: text('status', { enum: ['in-progress', 'finished', 'correction'] }).notNull(),
    /** The day of the progress or publication, in Shanghai. */
    on: text('on_day'),
    text: text('text').notNull(),
    link: text('link'),
    /** The version that a correction withdraws. */
    corrects: integer('corrects'),
    at: integer('at').notNull(),
    actorRole: text('actor_role', { enum: roles }).notNull(),
    /** The clerk's account; never shown. */
    actor: text('actor').notNull(),
    /** The clerk's unit; null for the desk. */
    unit: text('unit'),
    isSample: integer('is_sample', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    uniqueIndex('commitment_events_of_task').on(table.task, table.version),
    index('commitment_events_of_document').on(table.document, table.task, table.version),
    check('a_result_has_a_link', sql`status <> 'finished' OR (link IS NOT NULL AND on_day IS NOT NULL)`),
    check('a_correction_names_a_record', sql`(status = 'correction') = (corrects IS NOT NULL)`),
  ],
);

/** The outbox of notes. It stores no text and no address; the sender looks up both. */
export const notes = sqliteTable(
  'notes',
  {
    receiptCode: ofComment(),
    /** Version of the event that it reports. */
    version: integer('version').notNull(),
    recipient: text('recipient', { enum: ['resident', 'office'] }).notNull(),
    what: text('what').notNull(),
    /** `pretended`: the test double was in use. `unreachable`: no address is stored, or no channel for it is configured. */
    state: text('state', { enum: ['waiting', 'sent', 'pretended', 'unreachable', 'failed'] })
      .notNull()
      .default('waiting'),
    tries: integer('tries').notNull().default(0),
    /** Not attempted before this instant. */
    nextAt: integer('next_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.receiptCode, table.version, table.recipient] }),
    index('notes_waiting').on(table.nextAt).where(sql`state = 'waiting'`),
    index('notes_failed').on(table.receiptCode).where(sql`state = 'failed'`),
  ],
);
