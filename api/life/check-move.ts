// Checks who may make which move in which state, as each move declares. The API enforces the result; pages offer only
// allowed moves.
import type { CommentState, Role } from '../contract/words.ts';
import { helps, holds, type Viewer } from './handling.ts';
import { type MoveName, type ResidentMoveName, residentMoves, staffMoves } from './life.ts';
import type { Need } from './move.ts';
import type { CommentStanding } from './standing.ts';

/** The person who requests a move. */
export interface Mover extends Viewer {
  /** The account, to ensure that the reviewer is not an author. */
  id: string;
}

export type Refusal =
  | 'not-your-role'
  | 'not-your-unit'
  | 'not-in-this-state'
  | 'held'
  | 'not-held'
  | 'no-consent'
  | 'already-published'
  | 'not-published'
  | 'no-draft'
  | 'draft-in-review'
  | 'own-draft'
  | 'reviewed-already';

/** Facts that moves depend on and events do not contain. */
export interface ResidentData {
  /** The resident consented to publication and has not withdrawn consent. */
  mayBePublished: boolean;
  /** A name, a contact or a file is still stored. */
  hasPersonalData: boolean;
}

interface Situation extends ResidentData {
  standing: CommentStanding;
  /** The clerk's account; null for the resident. */
  account: string | null;
}

const refuseUnless = (isMet: boolean, refusal: Refusal): Refusal | null => (isMet ? null : refusal);

/** Each condition returns the reason for a refusal; null if it is met. */
const conditions: Record<Need, (situation: Situation) => Refusal | null> = {
  held: ({ standing }) => refuseUnless(standing.heldBecause !== null, 'not-held'),
  released: ({ standing }) => refuseUnless(standing.heldBecause === null, 'held'),
  consent: ({ mayBePublished }) => refuseUnless(mayBePublished, 'no-consent'),
  unpublished: ({ standing }) => refuseUnless(!standing.isPublished, 'already-published'),
  published: ({ standing }) => refuseUnless(standing.isPublished, 'not-published'),
  draft: ({ standing }) => refuseUnless(standing.draft?.isInReview === true, 'no-draft'),
  'no-draft': ({ standing }) => refuseUnless(standing.draft?.isInReview !== true, 'draft-in-review'),
  'second-person': ({ standing: { draft }, account }) => {
    if (account === null || draft?.authors.includes(account)) return 'own-draft';
    return refuseUnless(!draft?.passedBy.includes(account), 'reviewed-already');
  },
  'clock-running': ({ standing }) => refuseUnless(standing.stoppedAt === null, 'not-in-this-state'),
  answered: ({ standing }) => refuseUnless(standing.isAnswered, 'not-in-this-state'),
  'answered-or-refused': ({ standing: { stoppedBy } }) =>
    refuseUnless(stoppedBy === 'reply' || stoppedBy === 'refusal', 'not-in-this-state'),
  unrated: ({ standing }) => refuseUnless(standing.rating === null, 'not-in-this-state'),
  undisputed: ({ standing }) => refuseUnless(!standing.isReplyDisputed, 'not-in-this-state'),
  'answered-or-duplicate': ({ standing }) =>
    refuseUnless(standing.isAnswered || standing.duplicateOf !== null, 'not-in-this-state'),
  'refusal-disputed': ({ standing: { stoppedBy, isAnswered } }) =>
    refuseUnless(stoppedBy === 'refusal' && !isAnswered, 'not-in-this-state'),
  'awaits-reply': ({ standing: { stoppedAt, isReopened, isAnswered } }) =>
    refuseUnless((stoppedAt === null || isReopened) && !isAnswered, 'not-in-this-state'),
  // What was taken up again is answered, not refused a second time.
  decided: ({ standing }) => refuseUnless(standing.isAnswered || !standing.isReopened, 'not-in-this-state'),
  'personal-data': ({ hasPersonalData }) => refuseUnless(hasPersonalData, 'not-in-this-state'),
};

interface Requirements {
  from: readonly CommentState[];
  needs: readonly Need[];
}

function findUnmetCondition({ from, needs }: Requirements, situation: Situation): Refusal | null {
  if (!from.includes(situation.standing.state)) return 'not-in-this-state';
  for (const need of needs) {
    const refusal = conditions[need](situation);
    if (refusal) return refusal;
  }
  return null;
}

/**
 * Checks whether this move is allowed now.
 *
 * @param mayBePublished the resident consents to publication
 */
export function checkMove(
  name: MoveName,
  standing: CommentStanding,
  mayBePublished: boolean,
  mover: Mover,
): { ok: true } | { ok: false; reason: Refusal } {
  const move: Requirements & { by: readonly Role[]; as: 'holder' | 'helper' } = staffMoves[name];
  if (!move.by.includes(mover.role)) return { ok: false, reason: 'not-your-role' };
  const isTheirs = move.as === 'helper' ? helps(mover, standing) : holds(mover, standing);
  if (mover.role === 'unit' && !isTheirs) return { ok: false, reason: 'not-your-unit' };
  const situation = { standing, mayBePublished, hasPersonalData: false, account: mover.id };
  const reason = findUnmetCondition(move, situation);
  return reason ? { ok: false, reason } : { ok: true };
}

/** The moves that this person may make now, in registry order. */
export const listMoves = (standing: CommentStanding, mayBePublished: boolean, mover: Mover): MoveName[] =>
  Object.values(staffMoves)
    .map(({ name }) => name)
    .filter((name) => checkMove(name, standing, mayBePublished, mover).ok);

/** Whether the desk can assign the comment now, and so select its row in a list. */
export const isAssignable = ({ state, heldBecause }: Pick<CommentStanding, 'state' | 'heldBecause'>): boolean => {
  const from: readonly CommentState[] = staffMoves.assign.from;
  return from.includes(state) && heldBecause === null;
};

export const canResidentMove = (name: ResidentMoveName, standing: CommentStanding, left: ResidentData): boolean =>
  findUnmetCondition(residentMoves[name], { standing, ...left, account: null }) === null;

/** The moves that the resident can make now, in page order. */
export const listResidentMoves = (standing: CommentStanding, left: ResidentData): ResidentMoveName[] =>
  Object.values(residentMoves)
    .map(({ name }) => name)
    .filter((name) => canResidentMove(name, standing, left));
