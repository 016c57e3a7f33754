// Review of a reply by a second person before it is sent (三审三校): whose draft it is, who passed it, who may look at it.
import type { ActedEvent } from './lifecycle.ts';

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

const named = (actor: string | null | undefined): string[] => (actor ? [actor] : []);

/** What an event makes of the draft; null where there is none any more. */
export function followDraft(draft: Draft | null, event: ActedEvent): Draft | null {
  switch (event.type) {
    case 'drafted': {
      const authors = [...new Set([...(draft?.authors ?? []), ...named(event.actor)])];
      return { isInReview: true, unit: event.unit, authors, passedBy: [] };
    }
    case 'reviewed':
      if (!draft) return null;
      if (!event.passed) return { ...draft, isInReview: false, passedBy: [] };
      return { ...draft, passedBy: [...draft.passedBy, ...named(event.actor)] };
    // It was sent, or somebody else answers, or nobody.
    case 'replied':
    case 'corrected':
    case 'upheld':
    case 'assigned':
    case 'transferred':
    case 'returned':
    case 'declined':
    case 'withdrawn':
      return null;
    default:
      return draft;
  }
}

/** The pass that is about to be given is the last that the rule asks for. @param reviewers how many it asks for */
export const isLastPass = ({ passedBy }: Draft, reviewers: number): boolean => passedBy.length + 1 >= reviewers;
