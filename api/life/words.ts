// Short texts of moves and facts, for buttons, notes and ledger lists.
import { type CommentEvent, type EventType, facts, type MoveName, staffMoves } from './life.ts';
import type { MoveForm } from './move.ts';

/** Short name on buttons and in lists: 分办. */
export const moveWord = (name: MoveName): string => staffMoves[name].word;

/** True if the fact makes no move stale. */
export const isQuiet = ({ type }: CommentEvent): boolean => facts[type].isQuiet;

export type Recipient = 'resident' | 'office';

/** Text of the note about a fact; null if this recipient gets no note. */
export function noteTextOf(recipient: Recipient, type: EventType): string | null {
  const { residentNews, officeNews } = facts[type].words;
  return recipient === 'resident' ? residentNews : officeNews;
}

/** Name of each fact in ledger lists. */
export const eventWords: Record<string, string> = Object.fromEntries(
  Object.values(facts).map(({ name, words }) => [name, words.ledger]),
);

/** Returns an unknown type unchanged; the ledger check reports it separately. */
export const nameEvent = ({ type }: { type: string }): string => eventWords[type] ?? type;

/** The form of a move: button, explanation and fields in order. */
export const formOf = (name: MoveName): MoveForm<string> => staffMoves[name].form;

/** Confirmation shown after the move. @param isInReview a draft now waits for a reviewer */
export const doneWords = (name: MoveName, isInReview: boolean): string => staffMoves[name].done(isInReview);
