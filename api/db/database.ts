// Types that the database modules share.
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

/** Columns that copy the state of a comment's window, for sorting and counting. */
export interface WindowColumns {
  dueAt: number;
  /** Version of the calendar behind the window. */
  calendar: number;
  workingDaysUsed: number | null;
  reclassified: CommentRow['reclassified'];
}

/** A text, with the salted hash in its event. */
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
  /** The text of the current reply. */
  reply: (RecordedWords & { unit: string; firstAt: number }) | null;
  /** The text of the current draft. */
  draft: RecordedWords | null;
  /** The resident's latest objection to a reply (答非所问). */
  dispute: RecordedWords | null;
  /** The resident consented to publication and has not withdrawn consent. */
  mayBePublished: boolean;
}

export interface NewCommentRecord {
  receiptCode: string;
  jurisdiction: string;
  submissionHash: string;
  trackingHash: string;
  comment: NewComment;
  likeness: string;
  /** Id of the proof of work; null without a valid, unused one. */
  proof: string | null;
  /** Keyed hash of the day and the sender's network; null if unknown. */
  senderMark: string | null;
  /** Name and contact, encrypted; null if neither was given. */
  contact: Omit<typeof contacts.$inferInsert, 'receiptCode'> | null;
  /** The receipt event, and the salt of its hashes. */
  received: Extract<CommentEvent, { type: 'received' }>;
  salt: string;
  /** The reason to hold it for review, and the salt of that event. */
  hold: { reason: HoldReason; salt: string } | null;
  attachments: (typeof attachments.$inferInsert)[];
  reckoning: WindowColumns;
}
