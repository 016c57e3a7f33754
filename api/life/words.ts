// Words of moves and facts that stand alone: on buttons, in notes, in a list of the ledger.
import { type CommentEvent, type EventType, facts, type MoveName, staffMoves } from './life.ts';
import type { MoveForm } from './move.ts';

/** Short name on buttons and in lists: 分办. */
export const moveWord = (name: MoveName): string => staffMoves[name].word;

/** True if the fact makes no move stale. */
export const isQuiet = ({ type }: CommentEvent): boolean => facts[type].isQuiet;

export type Recipient = 'resident' | 'office';

/** Text of a note about a fact; null if that recipient is not notified. */
export function newsOf(recipient: Recipient, type: EventType): string | null {
  const { residentNews, officeNews } = facts[type].words;
  return recipient === 'resident' ? residentNews : officeNews;
}

/** Name of each fact in a list of the ledger. */
export const eventWords: Record<string, string> = Object.fromEntries(
  Object.values(facts).map(({ name, words }) => [name, words.ledger]),
);

/** An unknown type stays as it is; verification has already reported it. */
export const nameEvent = ({ type }: { type: string }): string => eventWords[type] ?? type;

/** The form of a move: button, explanation and fields in order. */
export const formOf = (name: MoveName): MoveForm<string> => staffMoves[name].form;

/** The screen's confirmation. @param isInReview a draft now waits for a reviewer */
export const doneWords = (name: MoveName, isInReview: boolean): string => staffMoves[name].done(isInReview);
