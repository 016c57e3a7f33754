// Words of moves and facts that stand alone: on buttons, in notes, in a list of the ledger.
import { type CommentEvent, type EventType, facts, type MoveName, staffMoves } from './life.ts';
import type { MoveForm } from './move.ts';

/** In buttons and lists: 分办. */
export const moveWord = (name: MoveName): string => staffMoves[name].word;

/** After it no move is stale. */
export const isQuiet = ({ type }: CommentEvent): boolean => facts[type].isQuiet;

export type Recipient = 'resident' | 'office';

/** What a note says of a fact; null where that recipient is not told. */
export function newsOf(recipient: Recipient, type: EventType): string | null {
  const { residentNews, officeNews } = facts[type].words;
  return recipient === 'resident' ? residentNews : officeNews;
}

/** What each fact is in a list of the ledger. */
export const eventWords: Record<string, string> = Object.fromEntries(
  Object.values(facts).map(({ name, words }) => [name, words.ledger]),
);

/** A type that is none stays as it is, and the check has found it already. */
export const nameEvent = ({ type }: { type: string }): string => eventWords[type] ?? type;

/** The form of a move: its button, what it means, and its fields in their order. */
export const formOf = (name: MoveName): MoveForm<string> => staffMoves[name].form;

/** What the screen says once a move is made. @param isInReview a draft waits for a reviewer now */
export const doneWords = (name: MoveName, isInReview: boolean): string => staffMoves[name].done(isInReview);
