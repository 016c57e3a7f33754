// Which move may follow, in which state and by whom: the API enforces this table, and the queue asks it what to offer.
import type { CommentState, MoveName, Role } from '../contract/words.ts';
import { helps, holds, type Viewer } from './access/viewers.ts';
import type { CommentStanding } from './lifecycle.ts';

type Need = 'consent' | 'unpublished' | 'published' | 'held' | 'released' | 'draft' | 'no-draft' | 'second-person';

interface MoveRule {
  /** States in which the move may be made. */
  from: readonly CommentState[];
  by: readonly Role[];
  /** Of a unit's moves: made by a unit that helps, not by the one that holds the comment. */
  as?: 'helper';
  /** What must hold besides; the first that does not is the reason of the refusal. */
  needs?: readonly Need[];
}

/** The one table of moves. The API enforces it, the queue asks it what to offer. */
const moveRules: Record<MoveName, MoveRule> = {
  release: { from: ['received', 'returned'], by: ['desk'], needs: ['held'] },
  classify: { from: ['received', 'assigned', 'returned'], by: ['desk'] },
  assign: { from: ['received', 'returned'], by: ['desk'], needs: ['released'] },
  transfer: { from: ['assigned'], by: ['desk'] },
  return: { from: ['assigned'], by: ['unit'] },
  reply: { from: ['assigned'], by: ['unit'] },
  decline: { from: ['received', 'returned'], by: ['desk'] },
  urge: { from: ['assigned', 'in-review'], by: ['desk'] },
  pass: { from: ['in-review', 'disputed'], by: ['reviewer'], needs: ['draft', 'second-person'] },
  'send-back': { from: ['in-review', 'disputed'], by: ['reviewer'], needs: ['draft', 'second-person'] },
  correct: { from: ['disputed'], by: ['unit'], needs: ['no-draft'] },
  uphold: { from: ['disputed'], by: ['desk'], needs: ['no-draft'] },
  publish: { from: ['replied'], by: ['desk'], needs: ['released', 'consent', 'unpublished'] },
  unpublish: { from: ['replied', 'disputed'], by: ['desk'], needs: ['published'] },
  advise: { from: ['assigned', 'in-review'], by: ['unit'], as: 'helper' },
};

/** Who wants to move, as far as the table cares. */
export interface Mover extends Viewer {
  /** The account, by which it is known that a second person reviews. */
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

/** @returns why what a move needs does not hold; null where it does */
function findLack(need: Need, standing: CommentStanding, mayBePublished: boolean, mover: Mover): Refusal | null {
  const { heldBecause, isPublished, draft } = standing;
  switch (need) {
    case 'held':
      return heldBecause === null ? 'not-held' : null;
    case 'released':
      return heldBecause === null ? null : 'held';
    case 'consent':
      return mayBePublished ? null : 'no-consent';
    case 'unpublished':
      return isPublished ? 'already-published' : null;
    case 'published':
      return isPublished ? null : 'not-published';
    case 'draft':
      return draft?.isInReview ? null : 'no-draft';
    case 'no-draft':
      return draft?.isInReview ? 'draft-in-review' : null;
    case 'second-person':
      if (draft?.authors.includes(mover.id)) return 'own-draft';
      return draft?.passedBy.includes(mover.id) ? 'reviewed-already' : null;
  }
}

/**
 * May this move be made now?
 *
 * @param mayBePublished the resident's consent
 */
export function checkMove(
  move: MoveName,
  standing: CommentStanding,
  mayBePublished: boolean,
  mover: Mover,
): { ok: true } | { ok: false; reason: Refusal } {
  const rule = moveRules[move];
  if (!rule.by.includes(mover.role)) return { ok: false, reason: 'not-your-role' };
  const isTheirs = rule.as === 'helper' ? helps(mover, standing) : holds(mover, standing);
  if (mover.role === 'unit' && !isTheirs) return { ok: false, reason: 'not-your-unit' };
  if (!rule.from.includes(standing.state)) return { ok: false, reason: 'not-in-this-state' };
  for (const need of rule.needs ?? []) {
    const reason = findLack(need, standing, mayBePublished, mover);
    if (reason) return { ok: false, reason };
  }
  return { ok: true };
}

/** Can the desk assign it as it stands? Of many in a list, these are the ones to choose. */
export const isAssignable = ({ state, heldBecause }: Pick<CommentStanding, 'state' | 'heldBecause'>): boolean =>
  moveRules.assign.from.includes(state) && heldBecause === null;

/** Every move that this person may make now, in the table's order. */
export function listMoves(standing: CommentStanding, mayBePublished: boolean, mover: Mover): MoveName[] {
  const names = Object.keys(moveRules) as MoveName[];
  return names.filter((move) => checkMove(move, standing, mayBePublished, mover).ok);
}
