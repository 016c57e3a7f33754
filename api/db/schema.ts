// Stored data. `events` is the record; the state columns of `comments` are a copy for sorting, written in the same batch.
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { roles } from '../contract/words.ts';

/** Open, or answered after a day that may have been provisional: what an index and its query must say in the same words. */
export const withoutVerdict = sql`(closed_at IS NULL OR closed_at >= due_at)`;

export const comments = sqliteTable(
  'comments',
  {
    receiptCode: text('receipt_code').primaryKey(),
    jurisdiction: text('jurisdiction').notNull(),
    /** SHA-256 that recognizes the same sending again; neither the key nor the tracking code can be had from it. */
    submissionHash: text('submission_hash').notNull().unique(),
    /** Keyed hash of the tracking code; the code itself is never stored. */
    trackingHash: text('tracking_hash').notNull(),
    /** Hash of the folded text, by which the same words are known again; nothing of the sender is in it. */
    likeness: text('likeness').notNull().default(''),
    /** Mark of the proof of work that came with it; one proof serves one comment. */
    proof: text('proof').unique(),
    about: text('about').notNull(),
    /** The document of `about` (`guanxian-2021`); of a comment to a unit, `units`. */
    document: text('document').notNull().default(''),
    kind: text('kind', { enum: ['question', 'suggestion', 'complaint', 'help'] }).notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    mayBePublished: integer('may_be_published', { mode: 'boolean' }).notNull(),
    isSample: integer('is_sample', { mode: 'boolean' }).notNull().default(false),
    /** Of a follow-up: the receipt code of the comment that it asks on. */
    follows: text('follows'),
    /** Milliseconds UTC, as all instants here. */
    receivedAt: integer('received_at').notNull(),
    // From here on: derived from the events.
    state: text('state', {
      enum: ['received', 'assigned', 'returned', 'in-review', 'replied', 'disputed', 'declined', 'withdrawn'],
    }).notNull(),
    classification: text('classification', { enum: ['simple', 'standard'] }).notNull(),
    unit: text('unit'),
    /** Units that help it, as the ledger writes them: `yibaoju,jiaotiju`. */
    helpers: text('helpers').notNull().default(''),
    dueAt: integer('due_at').notNull(),
    /** When the reply or the refusal was sent; null while it waits for one. */
    closedAt: integer('closed_at'),
    /** What ended the window: a reply, a refusal, or the resident's withdrawal. */
    closedBy: text('closed_by', { enum: ['reply', 'refusal', 'withdrawal'] }),
    /** On which working day after the receipt that was; null while it waits. */
    workingDaysUsed: integer('working_days_used'),
    /** Whether the classification was ever changed; `after-window`: to the longer window when the shorter had ended. */
    reclassified: text('reclassified', { enum: ['never', 'in-window', 'after-window'] }).notNull(),
    /** The resident's rating of the answer, 1 to 5 each; null while there is none. */
    solved: integer('solved'),
    speed: integer('speed'),
    manner: integer('manner'),
    /** Why it waits for a look by the desk; null where it does not. */
    heldBecause: text('held_because', { enum: ['trap', 'unchecked', 'unproved', 'repeated', 'flood'] }),
    /** When the desk last urged the unit; null where it did not, or the answer is there. */
    urgedAt: integer('urged_at'),
    /** The resident said 答非所问 of a reply to it. */
    wasDisputed: integer('was_disputed', { mode: 'boolean' }).notNull().default(false),
    isPublished: integer('is_published', { mode: 'boolean' }).notNull(),
    /** The newest calendar that the window was counted or checked by. */
    calendar: integer('calendar').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    // The queue: open ones, what is due first before the rest; closed ones, the newest first; a unit sees its own.
    index('comments_open').on(table.jurisdiction, table.dueAt, table.receiptCode).where(sql`closed_at IS NULL`),
    index('comments_open_unit')
      .on(table.jurisdiction, table.unit, table.dueAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    index('comments_closed')
      .on(table.jurisdiction, table.closedAt, table.receiptCode)
      .where(sql`closed_at IS NOT NULL`),
    index('comments_closed_unit')
      .on(table.jurisdiction, table.unit, table.closedAt, table.receiptCode)
      .where(sql`closed_at IS NOT NULL`),
    // The same, for each filter that leaves few of many: what is due first stays first without sorting.
    index('comments_open_state')
      .on(table.jurisdiction, table.state, table.dueAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    index('comments_open_kind')
      .on(table.jurisdiction, table.kind, table.dueAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    index('comments_open_document')
      .on(table.jurisdiction, table.document, table.dueAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    index('comments_closed_document')
      .on(table.jurisdiction, table.document, table.closedAt, table.receiptCode)
      .where(sql`closed_at IS NOT NULL`),
    index('comments_held')
      .on(table.jurisdiction, table.dueAt, table.receiptCode)
      .where(sql`closed_at IS NULL AND held_because IS NOT NULL`),
    index('comments_urged')
      .on(table.jurisdiction, table.dueAt, table.receiptCode)
      .where(sql`closed_at IS NULL AND urged_at IS NOT NULL`),
    index('comments_urged_unit')
      .on(table.jurisdiction, table.unit, table.dueAt, table.receiptCode)
      .where(sql`closed_at IS NULL AND urged_at IS NOT NULL`),
    // The open comment that waits longest, of the desk's view and of a unit's.
    index('comments_waiting').on(table.jurisdiction, table.receivedAt, table.receiptCode).where(sql`closed_at IS NULL`),
    index('comments_waiting_unit')
      .on(table.jurisdiction, table.unit, table.receivedAt, table.receiptCode)
      .where(sql`closed_at IS NULL`),
    // Answered ones of which the resident says that they were not.
    index('comments_disputed').on(table.jurisdiction, table.closedAt, table.receiptCode).where(sql`state = 'disputed'`),
    index('comments_disputed_unit')
      .on(table.jurisdiction, table.unit, table.closedAt, table.receiptCode)
      .where(sql`state = 'disputed'`),
    // Who had comments about the same subject.
    index('comments_handled').on(table.jurisdiction, table.about, table.receivedAt).where(sql`unit IS NOT NULL`),
    // Follow-ups of a comment.
    index('comments_follows').on(table.follows).where(sql`follows IS NOT NULL`),
    // Figures by month.
    index('comments_received').on(table.jurisdiction, table.receivedAt),
    // Windows that a new calendar can still move.
    index('comments_undecided').on(table.calendar, table.receiptCode).where(withoutVerdict),
    // The same words within a day.
    index('comments_likeness').on(table.jurisdiction, table.likeness, table.receivedAt),
    // Published answers that may fit what somebody is about to ask.
    index('comments_published_here').on(table.jurisdiction, table.receivedAt).where(sql`is_published = 1`),
    index('comments_published').on(table.about, table.isPublished, table.receivedAt),
  ],
);

const ofComment = () =>
  text('receipt_code')
    .notNull()
    .references(() => comments.receiptCode);

/** Units that help with open comments, one row each; a copy of the events like the columns above. */
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

/** Personal data stands apart, so that it can be erased without touching the record. */
export const contacts = sqliteTable('contacts', {
  receiptCode: text('receipt_code')
    .primaryKey()
    .references(() => comments.receiptCode),
  /** Name and contact as JSON, encrypted (domain/contact-cipher.ts). */
  sealed: text('sealed').notNull(),
  /** Which key; so that all of an old key can be found. */
  keyId: text('key_id').notNull(),
  /** There is a contact in it, not a name alone: notes can be sent. */
  isReachable: integer('is_reachable', { mode: 'boolean' }).notNull(),
});

/** What came along with a comment; the bytes are in the store of files, under `place`. Dropped only when erased. */
export const attachments = sqliteTable(
  'attachments',
  {
    receiptCode: ofComment(),
    /** 1 to 3, in the order in which they were sent. */
    number: integer('number').notNull(),
    type: text('type', { enum: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] }).notNull(),
    bytes: integer('bytes').notNull(),
    /** SHA-256 of the content; the receipt's event holds a salted hash of those of all files. */
    hash: text('hash').notNull(),
    place: text('place').notNull(),
  },
  (table) => [primaryKey({ columns: [table.receiptCode, table.number] }), index('attachments_place').on(table.place)],
);

/** Append-only: triggers refuse UPDATE and DELETE (migration 0001). */
export const events = sqliteTable(
  'events',
  {
    /** The event's place among all of the site, in the order in which they were written. */
    position: integer('position').primaryKey({ autoIncrement: true }),
    receiptCode: ofComment(),
    /** 1 for the receipt; two writers cannot both take the next number. */
    version: integer('version').notNull(),
    type: text('type').notNull(),
    at: integer('at').notNull(),
    actorRole: text('actor_role', { enum: ['resident', ...roles, 'system'] }).notNull(),
    /** Account of the clerk; null for a resident and for the system. */
    actor: text('actor'),
    /** The event's own facts (unit, reason …) as JSON. */
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** Random, so that the public hashes of what is not public cannot be guessed. */
    salt: text('salt').notNull(),
    /** The event's hash in the public ledger (domain/ledger.ts). */
    leaf: text('leaf').notNull(),
  },
  (table) => [
    uniqueIndex('events_of_comment').on(table.receiptCode, table.version),
    // The audit of contact views: few of very many events.
    index('events_contact_views').on(table.at, table.position).where(sql`type = 'contact-viewed'`),
    index('events_contact_views_actor').on(table.actor, table.at, table.position).where(sql`type = 'contact-viewed'`),
  ],
);

/** Each seals a batch of events over the seal before; append-only like them. */
export const seals = sqliteTable('seals', {
  number: integer('number').primaryKey(),
  previous: text('previous').notNull(),
  first: integer('first').notNull(),
  last: integer('last').notNull(),
  root: text('root').notNull(),
  at: integer('at').notNull(),
  hash: text('hash').notNull(),
});

/** What a resident or a unit wrote; its hash stands in the event that recorded it. */
const wordsOfEvents = <Name extends string>(name: Name) =>
  sqliteTable(
    name,
    {
      receiptCode: ofComment(),
      /** The event that sent them. */
      version: integer('version').notNull(),
      text: text('text').notNull(),
    },
    (table) => [primaryKey({ columns: [table.receiptCode, table.version] })],
  );

export const replies = wordsOfEvents('replies');

/** Replies and corrections as they went to review; staff alone read them. */
export const drafts = wordsOfEvents('drafts');

/** What helping units wrote to the one that answers; staff alone read it. */
export const advice = wordsOfEvents('advice');

/** Why a resident says 答非所问. */
export const disputes = wordsOfEvents('disputes');

/** What staff recorded about tasks: progress, results, corrections. Append-only like `events` (migration 0001). */
export const commitmentEvents = sqliteTable(
  'commitment_events',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    jurisdiction: text('jurisdiction').notNull(),
    document: text('document').notNull(),
    /** `guanxian-2021/tasks/17` */
    task: text('task').notNull(),
    /** 1 for the task's first record; two clerks cannot both take the next number. */
    version: integer('version').notNull(),
    /** SHA-256 that recognizes the same sending again. */
    submissionHash: text('submission_hash').notNull().unique(),
    status: text('status', { enum: ['in-progress', 'finished', 'correction'] }).notNull(),
    /** The day of the progress or of the publication, in Shanghai. */
    on: text('on_day'),
    text: text('text').notNull(),
    link: text('link'),
    /** The version that a correction takes back. */
    corrects: integer('corrects'),
    at: integer('at').notNull(),
    actorRole: text('actor_role', { enum: roles }).notNull(),
    /** Account of the clerk; never shown. */
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

/** News to be sent. No address and no words: who, where and what is read when it is sent. */
export const notes = sqliteTable(
  'notes',
  {
    receiptCode: ofComment(),
    /** The event that it tells of. */
    version: integer('version').notNull(),
    recipient: text('recipient', { enum: ['resident', 'office'] }).notNull(),
    what: text('what').notNull(),
    /** `pretended`: the test double stood in; `unreachable`: no address left, or no way to send to it. */
    state: text('state', { enum: ['waiting', 'sent', 'pretended', 'unreachable', 'failed'] })
      .notNull()
      .default('waiting'),
    tries: integer('tries').notNull().default(0),
    /** Not tried before this instant. */
    nextAt: integer('next_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.receiptCode, table.version, table.recipient] }),
    index('notes_waiting').on(table.nextAt).where(sql`state = 'waiting'`),
    index('notes_failed').on(table.receiptCode).where(sql`state = 'failed'`),
  ],
);
