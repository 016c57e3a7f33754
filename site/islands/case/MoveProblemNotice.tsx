// Why a move failed, what others changed meanwhile, and how to continue. Takes the focus.
import { useEffect, useRef } from 'react';
import { ErrorSummary } from '../shared/ErrorSummary.tsx';
import { Changes } from './Changes.tsx';
import type { MoveProblem } from './use-move.ts';

interface MoveProblemNoticeProps {
  problem: MoveProblem | null;
  /** Replaces the problem's detail once the clerk has fixed part of it. */
  title?: string | undefined;
  /** Errors that belong to no field, each with a link. */
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
