// Why a move was not made, what others did meanwhile, and the way to go on; it takes the focus.
import { useEffect, useRef } from 'react';
import { ErrorSummary } from '../shared/ErrorSummary.tsx';
import { Changes } from './Changes.tsx';
import type { MoveProblem } from './use-move.ts';

interface MoveProblemNoticeProps {
  problem: MoveProblem | null;
  /** Said instead of the problem's own, where the clerk has mended some of it meanwhile. */
  title?: string | undefined;
  /** What is wrong elsewhere than beside a field, each a way there. */
  errors?: { field: string; message: string }[];
  onRefresh: () => Promise<void>;
}

export function MoveProblemNotice({ problem, title, errors = [], onRefresh }: MoveProblemNoticeProps) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) summary.current?.focus();
  }, [problem]);
  return (
    <>
      <ErrorSummary
        ref={summary}
        isShown={problem !== null}
        title={title ?? problem?.title ?? ''}
        detail={problem?.detail ?? ''}
        errors={errors}
      />
      {problem?.changes && <Changes changes={problem.changes} />}
      {problem?.status === 409 && (
        <p>
          <button type="button" className="button secondary" onClick={() => void onRefresh()}>
            刷新这件留言
          </button>
        </p>
      )}
    </>
  );
}
