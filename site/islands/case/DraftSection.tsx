// The unit's unsent reply: in review, or sent back.

import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import type { Case } from '../../../api/life/requests.ts';

export function DraftSection({ draft, reviewers }: Pick<Case, 'draft' | 'reviewers'>) {
  if (!draft) return null;
  return (
    <section className="reply draft" aria-labelledby="draft-title">
      <h3 id="draft-title">{draft.isInReview ? '待审核的答复，没有发出' : '审核退回的答复，没有发出'}</h3>
      {draft.isInReview ? (
        <p className="note soon">
          要 {reviewers} 位审核人通过，已通过 {draft.passed} 位。审核期间答复期限照常计算，通过后才算答复。
        </p>
      ) : (
        <p className="note soon">
          <strong>退回的理由：</strong>
          {draft.sentBack}。答复期限照常计算。
        </p>
      )}
      <p className="words">{draft.text}</p>
      {draft.reason && <p>更正的理由：{draft.reason}</p>}
      <p className="meta">
        <span>{draft.unit}</span>
        <time dateTime={draft.at}>{formatInstant(draft.at)}</time>
      </p>
    </section>
  );
}
