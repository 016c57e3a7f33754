// The states of a comment: what each means for its clock and whom it waits for. Queue, counts, reminders, retention and
// status page derive their lists from this table.
import { type CommentState, stateSchema } from '../contract/words.ts';

/** What stops the clock (design rule 9), or ends the comment without an answer. */
export type StoppedBy = 'reply' | 'refusal' | 'withdrawal';

interface StateTraits {
  /** What stopped the clock of a comment in this state; null while it runs. */
  stoppedBy: StoppedBy | null;
  /** Whose turn it is: the desk assigns it, a unit answers, a reviewer looks at the draft; null where nobody has to act. */
  waitsFor: 'triage' | 'unit' | 'reviewer' | null;
  /** Its place in the list of what waits for triage; null where it does not. */
  triagePlace: number | null;
  /** The resident says that the answer is none. Partial indexes name these states (migration 0000). */
  isDisputed: boolean;
}

export const states: Readonly<Record<CommentState, StateTraits>> = {
  received: { stoppedBy: null, waitsFor: 'triage', triagePlace: 2, isDisputed: false },
  assigned: { stoppedBy: null, waitsFor: 'unit', triagePlace: null, isDisputed: false },
  // Before what was never assigned: some of its window is used up already.
  returned: { stoppedBy: null, waitsFor: 'triage', triagePlace: 1, isDisputed: false },
  'in-review': { stoppedBy: null, waitsFor: 'reviewer', triagePlace: null, isDisputed: false },
  replied: { stoppedBy: 'reply', waitsFor: null, triagePlace: null, isDisputed: false },
  disputed: { stoppedBy: 'reply', waitsFor: 'unit', triagePlace: null, isDisputed: true },
  declined: { stoppedBy: 'refusal', waitsFor: null, triagePlace: null, isDisputed: false },
  withdrawn: { stoppedBy: 'withdrawal', waitsFor: null, triagePlace: null, isDisputed: false },
};

const statesWhere = (fits: (traits: StateTraits) => boolean): readonly CommentState[] =>
  stateSchema.options.filter((state) => fits(states[state]));

export const everyState: readonly CommentState[] = stateSchema.options;

/** What waits to be assigned, in the order of the desk's list. */
export const triageStates = statesWhere(({ triagePlace }) => triagePlace !== null).toSorted(
  (a, b) => (states[a].triagePlace ?? 0) - (states[b].triagePlace ?? 0),
);

/** What waits for a second person before it is sent; a correction that does is disputed still. */
export const reviewStates = statesWhere(({ waitsFor }) => waitsFor === 'reviewer');

export const disputedStates = statesWhere(({ isDisputed }) => isDisputed);

export const isOpen = (state: CommentState): boolean => states[state].stoppedBy === null;

/** It was refused or withdrawn: no answer comes any more. */
export const endsUnanswered = (state: CommentState): boolean => {
  const { stoppedBy } = states[state];
  return stoppedBy === 'refusal' || stoppedBy === 'withdrawal';
};
