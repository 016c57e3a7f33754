// Sends a move on a comment. If it fails, returns the problem to show.
import { useState } from 'react';
import type { Problem } from '../../../api/contract/problem.ts';
import type { Case, MoveInput } from '../../../api/life/requests.ts';
import { api, ask } from '../../lib/api.ts';
import { dropDraft } from '../../lib/drafts.ts';

/** The props of every move form. */
export interface MoveFormProps<Name> {
  move: Name;
  /** True if the clerk opened the form just now. */
  takesFocus: boolean;
  subject: Case;
  onDone: (move: Name, after: Case | null) => Promise<void>;
  onClose: () => void;
  /** Reloads the comment after somebody else changed it. */
  onRefresh: () => Promise<void>;
  /** Called when the clerk loses access to the comment. */
  onGone: () => void;
  onSessionEnded: () => void;
}

/** Errors in the form's format. The form itself may find some before sending. */
export type MoveProblem = Pick<Problem, 'title' | 'detail' | 'errors' | 'changes'> & { status?: number };

export function useMove<Name extends MoveInput['move']>(props: MoveFormProps<Name>) {
  const { move, subject, onDone, onRefresh, onGone, onSessionEnded } = props;
  const { receiptCode, version } = subject;
  const [problem, setProblem] = useState<MoveProblem | null>(null);

  /**
   * @param personalSeen key of the findings that the clerk confirmed
   * @returns why the move failed, if the form can show it; null on success or after the form was closed
   */
  const send = async (action: MoveInput, personalSeen = ''): Promise<Problem | null> => {
    setProblem(null);
    const answer = await ask(
      api.queue[':receiptCode'].moves.$post({ param: { receiptCode }, json: { version, action, personalSeen } }),
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
