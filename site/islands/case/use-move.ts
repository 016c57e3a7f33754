// Sends one move of a comment; what stands in its way comes back as the problem to be shown.
import { useState } from 'react';
import type { Problem } from '../../../api/contract/problem.ts';
import type { Case, MoveInput } from '../../../api/life/requests.ts';
import { api, ask } from '../../lib/api.ts';
import { dropDraft } from '../../lib/drafts.ts';

/** The form of a move, and where its ends lead. */
export interface MoveFormProps<Name> {
  move: Name;
  /** True where the clerk opened it just now. */
  takesFocus: boolean;
  subject: Case;
  onDone: (move: Name, after: Case | null) => Promise<void>;
  onClose: () => void;
  /** Reads the comment anew, after somebody else changed it. */
  onRefresh: () => Promise<void>;
  /** The comment is not this clerk's any more. */
  onGone: () => void;
  onSessionEnded: () => void;
}

/** What is wrong as the form shows it; the form may find it before anything is sent. */
export type MoveProblem = Pick<Problem, 'title' | 'detail' | 'errors' | 'changes'> & { status?: number };

export function useMove<Name extends MoveInput['move']>(props: MoveFormProps<Name>) {
  const { move, subject, onDone, onRefresh, onGone, onSessionEnded } = props;
  const { receiptCode, version } = subject;
  const [problem, setProblem] = useState<MoveProblem | null>(null);

  /** @returns why the move was not made, where the form can say it; null where it was made, or the form is left */
  const send = async (action: MoveInput): Promise<Problem | null> => {
    setProblem(null);
    const answer = await ask(
      api.queue[':receiptCode'].moves.$post({ param: { receiptCode }, json: { version, action } }),
    );
    if (answer.ok) {
      dropDraft(receiptCode, move);
      await onDone(move, answer.data.case);
    } else if (answer.problem.code === 'not-signed-in') onSessionEnded();
    else if (answer.problem.code === 'not-found') onGone();
    else {
      setProblem(answer.problem);
      return answer.problem;
    }
    return null;
  };

  const refresh = async () => {
    setProblem(null);
    await onRefresh();
  };
  return { problem, setProblem, send, refresh };
}
