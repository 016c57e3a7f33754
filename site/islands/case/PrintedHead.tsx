// The head and foot of a comment on paper: the slip with which an office hands a comment to a unit (交办单).
import { formatDay } from '../../../api/contract/format-day.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import type { Case } from '../../../api/life/requests.ts';

interface PrintedHeadProps {
  subject: Case;
  /** Name of the office, with its place. */
  office: string;
}

export function PrintedHead({ subject, office }: PrintedHeadProps) {
  const { window, unit, helpers } = subject;
  return (
    <header className="print-only slip-head">
      <p className="slip-title">{office}留言交办单</p>
      <dl className="slip-facts">
        <dt>受理编号</dt>
        <dd className="code">{subject.receiptCode}</dd>
        <dt>收到时间</dt>
        <dd>{formatInstant(window.receivedAt)}</dd>
        <dt>答复期限</dt>
        <dd>{formatDay(window.dueOn)}</dd>
        <dt>承办单位</dt>
        <dd>
          {unit?.name ?? '尚未分办'}
          {helpers.length > 0 && `（${helpers.map(({ name }) => name).join('、')}协办）`}
        </dd>
      </dl>
    </header>
  );
}

export function PrintedSignatures() {
  return (
    <p className="print-only signatures">
      <span>承办人：</span>
      <span>审核人：</span>
      <span>日期：</span>
    </p>
  );
}
