// The states of a comment: whether the clock runs, and who must act. Queue, counts, reminders, retention and status page
// derive their lists from this table.
import { type CommentState, stateSchema } from '../contract/words.ts';

/** What stops the clock (design rule 9), or ends the comment without a reply. */
export type StoppedBy = 'reply' | 'refusal' | 'withdrawal';

interface StateTraits {
  /** What stopped the clock in this state; null while it runs. */
  stoppedBy: StoppedBy | null;
  /** Whose action is next: the desk assigns, a unit replies, a reviewer approves; null for nobody. */
  waitsFor: 'triage' | 'unit' | 'reviewer' | null;
  /** Position in the list of comments to triage; null if it is not there. */
  triagePlace: number | null;
  /** The resident disputes the reply. Partial indexes contain these states (migration 0000). */
  isDisputed: boolean;
}

export const states: Readonly<Record<CommentState, StateTraits>> = {
  received: { stoppedBy: null, waitsFor: 'triage', triagePlace: 2, isDisputed: false },
  assigned: { stoppedBy: null, waitsFor: 'unit', triagePlace: null, isDisputed: false },
  // Returned comments come first: part of their window has already passed.
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

/** Comments to assign, in the order of the desk's list. */
export const triageStates = stateSchema.options
  .flatMap((state) => {
    const place = states[state].triagePlace;
    return place === null ? [] : [{ state, place }];
  })
  .sort((a, b) => a.place - b.place)
  .map(({ state }) => state);

/** States with a reply in review. A comment whose correction is in review stays disputed. */
export const reviewStates = statesWhere(({ waitsFor }) => waitsFor === 'reviewer');

export const disputedStates = statesWhere(({ isDisputed }) => isDisputed);

export const isOpen = (state: CommentState): boolean => states[state].stoppedBy === null;

/** True if the comment was refused or withdrawn, so that no reply follows. */
export const endsUnanswered = (state: CommentState): boolean => {
  const { stoppedBy } = states[state];
  return stoppedBy === 'refusal' || stoppedBy === 'withdrawal';
};
