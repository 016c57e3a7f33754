// Notices before acting: the comment is held, was returned, or belongs to another unit.
import { heldWord, holdReasonWords } from '../../../api/contract/words.ts';
import type { Case } from '../../../api/life/requests.ts';
import { Notice } from '../shared/Notice.tsx';

export function CaseNotices({ subject }: { subject: Case }) {
  const { heldBecause, returned, isHelping, unit } = subject;
  return (
    <>
      {heldBecause && (
        <Notice kind="warning">
          <strong>{heldWord}：</strong>
          {holdReasonWords[heldBecause]}。答复期限照常计算；看过后放行，或不予受理。
        </Notice>
      )}
      {returned && (
        <p className="note soon">
          <strong>{returned.unit}退回：</strong>
          {returned.reason}。答复期限照常计算，请重新分办或不予受理。
        </p>
      )}
      {isHelping && unit && (
        <Notice>
          <strong>本单位协办：</strong>由{unit.name}答复。您的协办意见只给承办的工作人员看，不会公开。
        </Notice>
      )}
    </>
  );
}
