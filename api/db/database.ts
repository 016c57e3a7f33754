// The rows that the stores share, so that no store imports another for its types.
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

/** What the window of a comment comes to, copied beside it for sorting and counting. */
export interface Reckoning {
  dueAt: number;
  /** Version of the calendar that it was counted by. */
  calendar: number;
  workingDaysUsed: number | null;
  reclassified: CommentRow['reclassified'];
}

/** Words that stand apart from the record, with the hash that their event has of them. */
export interface RecordedWords {
  text: string;
  hash: string;
  salt: string;
  at: number;
}

/** A comment with its record and what the record adds up to. */
export interface CommentRecord {
  row: CommentRow;
  events: RecordedEvent[];
  standing: CommentStanding;
  /** The words of the reply that was sent last, with the hash that its event has of them. */
  reply: (RecordedWords & { unit: string; firstAt: number }) | null;
  /** The words of the draft of the standing. */
  draft: RecordedWords | null;
  /** Why the resident last said 答非所问. */
  dispute: RecordedWords | null;
  /** The resident consented, and did not take it back. */
  mayBePublished: boolean;
}

export interface NewRecord {
  receiptCode: string;
  jurisdiction: string;
  submissionHash: string;
  trackingHash: string;
  comment: NewComment;
  likeness: string;
  /** Null where no proof came, or one that served another comment. */
  proof: string | null;
  /** Name and contact, encrypted; null where neither was left. */
  contact: Omit<typeof contacts.$inferInsert, 'receiptCode'> | null;
  /** Its receipt, with the salt of the hashes in it. */
  received: Extract<CommentEvent, { type: 'received' }>;
  salt: string;
  /** Where it waits for a look: why, and the salt of that event. */
  hold: { reason: HoldReason; salt: string } | null;
  attachments: (typeof attachments.$inferInsert)[];
  reckoning: Reckoning;
}
