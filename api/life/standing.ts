// The standing of a comment, derived from its events, and the updates that several facts share.
import type { Blackout } from '../contract/queue.ts';
import type { Classification, CommentState, HoldReason, Kind } from '../contract/words.ts';
import { type FrozenVerdict, isFinal } from './judging.ts';
import { type StoppedBy, states } from './states.ts';

/** Stands in for a unit's id: the desk, and the reviewers. */
export const atDesk = 'desk';
export const atReview = 'review';

/** A resident's rating of the reply, each part from 1 (poor) to 5: 解决程度, 办理时间, 办理态度. */
export interface Rating {
  solved: number;
  speed: number;
  manner: number;
}

/** A reply or correction that has not been sent. */
export interface Draft {
  /** False if a reviewer sent it back to the unit. */
  isInReview: boolean;
  unit: string;
  /** Accounts that wrote this draft or an earlier version; they may not review it. */
  authors: string[];
  /** Accounts that approved the current draft. */
  passedBy: string[];
}

/** Who had to act on an open comment, and since when. Each day of a window belongs to whoever held it (design rule 13). */
export interface Turn {
  /** `desk`, `review`, or the id of a unit. */
  by: string;
  /** Milliseconds UTC. */
  since: number;
}

export interface CommentStanding {
  state: CommentState;
  classification: Classification;
  /** The subject and kind that the desk gave it; null while those of the resident stand. */
  category: { about: string; kind: Kind } | null;
  /** The lead unit, or the unit that replied. */
  unit: string | null;
  /** Supporting units (协办); emptied when the comment leaves its lead unit. */
  helpers: string[];
  receivedAt: number;
  /** When the clock stopped: the first reply or refusal (design rule 9), or the resident's withdrawal. */
  stoppedAt: number | null;
  stoppedBy: StoppedBy | null;
  /** In order, until the clock stopped. */
  turns: Turn[];
  /** Version of the calendar behind the verdict; null while there is none. */
  judgedBy: number | null;
  /** The verdict as recorded; null while the clock runs, and in old records until they are bound (decision 037). */
  verdict: FrozenVerdict | null;
  /** The record names the rule and calendar behind the window, with their hashes. */
  isBound: boolean;
  /** All changes of classification, so that a late change cannot hide a late reply (rule 8). */
  reclassifications: { at: number; from: Classification; to: Classification }[];
  /** A reply or correction in review, or sent back; the clock keeps running. */
  draft: Draft | null;
  /** Why the desk must review it; null if it need not. The clock keeps running. */
  heldBecause: HoldReason | null;
  /** When the desk last urged the unit (督办); null if it has not, or after the reply. */
  urgedAt: number | null;
  isPublished: boolean;
  /** When the published answer was taken down; null if it is public or never was. */
  takenDownAt: number | null;
  /** Numbers of the attachments that are public now. */
  publicFiles: number[];
  /** Current redactions of the published title, text and reply. */
  blackouts: Blackout[];
  /** Redactions of the last publication that fit the current text. */
  lastBlackouts: Blackout[];
  /** The resident withdrew consent to publication, which is final. */
  isConsentWithdrawn: boolean;
  rating: Rating | null;
  /** The resident disputes the current reply or refusal, which is possible once for each. */
  isReplyDisputed: boolean;
  /** The resident disputed some reply (答非所问), current or earlier. */
  wasDisputed: boolean;
  /** Receipt code of the comment that the desk says it repeats; null for none. */
  duplicateOf: string | null;
  /** The resident said that it is another matter (不是同一件事). */
  wasDuplicateDisputed: boolean;
  /** The desk took a declined comment up again. The verdict stays that of the refusal. */
  isReopened: boolean;
  /** A reply was sent, before or after a refusal. */
  isAnswered: boolean;
  /** Number of events. */
  version: number;
}

/** The standing of a new comment. @param isBound the receipt names the rule and calendar behind the window */
export const startStanding = (receivedAt: number, isBound = false): CommentStanding => ({
  state: 'received',
  classification: 'standard', // every comment starts as standard (design rule 8)
  category: null,
  unit: null,
  helpers: [],
  receivedAt,
  stoppedAt: null,
  stoppedBy: null,
  turns: [{ by: atDesk, since: receivedAt }],
  judgedBy: null,
  verdict: null,
  isBound,
  reclassifications: [],
  draft: null,
  heldBecause: null,
  urgedAt: null,
  isPublished: false,
  takenDownAt: null,
  publicFiles: [],
  blackouts: [],
  lastBlackouts: [],
  isConsentWithdrawn: false,
  rating: null,
  isReplyDisputed: false,
  wasDisputed: false,
  duplicateOf: null,
  wasDuplicateDisputed: false,
  isReopened: false,
  isAnswered: false,
  version: 1,
});

/** Stops the clock at the first reply, refusal or withdrawal; later ones do not change the verdict. */
export function stopClock(standing: CommentStanding, at: number, by: StoppedBy, calendar: number | null): void {
  standing.urgedAt = null;
  if (standing.stoppedAt !== null) return;
  standing.stoppedAt = at;
  standing.stoppedBy = by;
  standing.judgedBy = calendar;
}

/** A final verdict is never rewritten. A closed comment only: others have no verdict. */
export function freezeVerdict(standing: CommentStanding, verdict: FrozenVerdict): void {
  if (standing.stoppedAt === null || (standing.verdict !== null && isFinal(standing.verdict))) return;
  standing.verdict = verdict;
  standing.isBound = true;
}

/** @param verdict null for an open comment */
export function bindStanding(standing: CommentStanding, verdict: FrozenVerdict | null): void {
  standing.isBound = true;
  if (verdict !== null) freezeVerdict(standing, verdict);
}

export function takeDown(standing: CommentStanding, { at }: { at: number }): void {
  if (standing.isPublished) standing.takenDownAt = at;
  standing.isPublished = false;
  standing.publicFiles = [];
  standing.blackouts = [];
}

/** @param helpers replace all current supporting units */
export function assignTo(standing: CommentStanding, unit: string, helpers: string[]): void {
  standing.state = 'assigned';
  standing.unit = unit;
  standing.helpers = helpers;
}

/** Begins a turn if an open comment changed hands. */
export function followTurn(standing: CommentStanding, at: number): void {
  if (standing.stoppedAt !== null) return;
  const { waitsFor } = states[standing.state];
  const by = waitsFor === 'reviewer' ? atReview : waitsFor === 'unit' ? (standing.unit ?? atDesk) : atDesk;
  if (standing.turns.at(-1)?.by !== by) standing.turns.push({ by, since: at });
}
