// Row types that the stores share, so that no store imports another for its types.
import type { DrizzleD1Database } from 'drizzle-orm/d1';
import type { NewComment } from '../contract/comment.ts';
import type { HoldReason, Role } from '../contract/words.ts';
import type { CommentEvent } from '../life/life.ts';
import type { CommentStanding } from '../life/standing.ts';
import type { attachments, comments, contacts } from './schema.ts';

export type Database = DrizzleD1Database;
export type CommentRow = typeof comments.$inferSelect;
export type Actor = { role: 'resident' | Role | 'system'; id: string | null };
export type RecordedEvent = CommentEvent & {
  version: number;
  actorRole: Actor['role'];
  actor: string | null;
  salt: string;
  leaf: string;
};

/** The state of a comment's window, copied beside the comment for sorting and counting. */
export interface WindowColumns {
  dueAt: number;
  /** Version of the calendar used to count. */
  calendar: number;
  workingDaysUsed: number | null;
  reclassified: CommentRow['reclassified'];
}

/** Words stored apart from the record, with the hash that their event holds. */
export interface RecordedWords {
  text: string;
  hash: string;
  salt: string;
  at: number;
}

/** A comment with its events and the standing derived from them. */
export interface CommentRecord {
  row: CommentRow;
  events: RecordedEvent[];
  standing: CommentStanding;
  /** The words of the latest reply, with the hash that its event holds. */
  reply: (RecordedWords & { unit: string; firstAt: number }) | null;
  /** The words of the current draft. */
  draft: RecordedWords | null;
  /** Why the resident last disputed the reply (答非所问). */
  dispute: RecordedWords | null;
  /** The resident consented and did not withdraw consent. */
  mayBePublished: boolean;
}

export interface NewCommentRecord {
  receiptCode: string;
  jurisdiction: string;
  submissionHash: string;
  trackingHash: string;
  comment: NewComment;
  likeness: string;
  /** Null if no proof came, or one that already served another comment. */
  proof: string | null;
  /** Name and contact, encrypted; null if neither was given. */
  contact: Omit<typeof contacts.$inferInsert, 'receiptCode'> | null;
  /** Its receipt event, with the salt of that event's hashes. */
  received: Extract<CommentEvent, { type: 'received' }>;
  salt: string;
  /** Held for review: why, and the salt of that event. */
  hold: { reason: HoldReason; salt: string } | null;
  attachments: (typeof attachments.$inferInsert)[];
  reckoning: WindowColumns;
}
