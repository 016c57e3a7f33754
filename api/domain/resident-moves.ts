// What the resident who holds the codes of a comment may do with it, and when.
import type { ResidentMoveName } from '../contract/words.ts';
import type { CommentStanding } from './lifecycle.ts';

/** What of a comment is not in its events, as far as the resident's moves depend on it. */
export interface LeftByResident {
  /** Consented when it was sent, and not taken back since. */
  mayBePublished: boolean;
  /** A name, a contact or a file is still stored. */
  hasPersonalData: boolean;
}

const canDo: Record<ResidentMoveName, (standing: CommentStanding, left: LeftByResident) => boolean> = {
  rate: ({ stoppedBy, rating }) => stoppedBy === 'reply' && rating === null,
  dispute: ({ state, isReplyDisputed }) => state === 'replied' && !isReplyDisputed,
  'follow-up': ({ stoppedBy }) => stoppedBy === 'reply' || stoppedBy === 'refusal',
  withhold: (_, { mayBePublished }) => mayBePublished,
  withdraw: ({ stoppedAt }) => stoppedAt === null,
  erase: (_, { hasPersonalData }) => hasPersonalData,
};

/** Everything that the resident who holds the codes may do now, in the page's order. */
export function listResidentMoves(standing: CommentStanding, left: LeftByResident): ResidentMoveName[] {
  const names = Object.keys(canDo) as ResidentMoveName[];
  return names.filter((move) => canDo[move](standing, left));
}
