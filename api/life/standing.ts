// What the facts of a comment add up to, and the few changes that several facts have in common.
import type { Blackout } from '../contract/queue.ts';
import type { Classification, CommentState, HoldReason } from '../contract/words.ts';
import type { StoppedBy } from './states.ts';

/** How a resident found the answer, each from 1 (poor) to 5: 解决程度, 办理时间, 办理态度. */
export interface Rating {
  solved: number;
  speed: number;
  manner: number;
}

/** A reply, or the correction of one, that was written and not sent. */
export interface Draft {
  /** False where it was sent back to the unit, to be amended. */
  isInReview: boolean;
  unit: string;
  /** Accounts that wrote this draft or one before it; none of them reviews it. */
  authors: string[];
  /** Accounts that passed the draft as it stands. */
  passedBy: string[];
}

export interface CommentStanding {
  state: CommentState;
  classification: Classification;
  /** The unit that holds it, or that replied. */
  unit: string | null;
  /** Units that help the one that holds it (协办); none once it left that unit. */
  helpers: string[];
  receivedAt: number;
  /** The first reply or the refusal: what stops the clock (design rule 9); or the resident's withdrawal. */
  stoppedAt: number | null;
  stoppedBy: StoppedBy | null;
  /** The calendar that the verdict rests on; null while there is none. */
  judgedBy: number | null;
  /** Changed from simple to standard after the simple window had ended, so that it can't hide a late reply (rule 8). */
  reclassifications: { at: number; from: Classification; to: Classification }[];
  /** A reply or a correction that waits for review, or was sent back; the clock runs meanwhile. */
  draft: Draft | null;
  /** Why it waits for a look by the desk; null where it does not, or not any more. The clock runs meanwhile. */
  heldBecause: HoldReason | null;
  /** When the desk last urged the unit to answer (督办); null where it did not, or the answer is there. */
  urgedAt: number | null;
  isPublished: boolean;
  /** Numbers of the attachments that the desk released with the answer as it is published now. */
  publicFiles: number[];
  /** What nobody may read of title, text and reply as they are published now. */
  blackouts: Blackout[];
  /** What was blacked out when it was last published, as far as it fits the words as they stand. */
  lastBlackouts: Blackout[];
  /** The resident took back the consent to publish; it is not given again. */
  isConsentWithdrawn: boolean;
  rating: Rating | null;
  /** The resident said 答非所问 of the reply as it stands: once for each reply and each correction. */
  isReplyDisputed: boolean;
  /** Any reply to it was ever disputed. */
  wasDisputed: boolean;
  /** Number of events. */
  version: number;
}

/** A comment as it stands with its receipt. */
export const startStanding = (receivedAt: number): CommentStanding => ({
  state: 'received',
  classification: 'standard', // every comment starts as standard (design rule 8)
  unit: null,
  helpers: [],
  receivedAt,
  stoppedAt: null,
  stoppedBy: null,
  judgedBy: null,
  reclassifications: [],
  draft: null,
  heldBecause: null,
  urgedAt: null,
  isPublished: false,
  publicFiles: [],
  blackouts: [],
  lastBlackouts: [],
  isConsentWithdrawn: false,
  rating: null,
  isReplyDisputed: false,
  wasDisputed: false,
  version: 1,
});

/** The first reply, refusal or withdrawal is what counts; nothing later changes the verdict. */
export function stopClock(standing: CommentStanding, at: number, by: StoppedBy, calendar: number | null): void {
  standing.urgedAt = null;
  if (standing.stoppedAt !== null) return;
  standing.stoppedAt = at;
  standing.stoppedBy = by;
  standing.judgedBy = calendar;
}

export function takeDown(standing: CommentStanding): void {
  standing.isPublished = false;
  standing.publicFiles = [];
  standing.blackouts = [];
}

/** @param helpers units that help the holder; whoever is not named helps no more */
export function giveTo(standing: CommentStanding, unit: string, helpers: string[]): void {
  standing.state = 'assigned';
  standing.unit = unit;
  standing.helpers = helpers;
}
