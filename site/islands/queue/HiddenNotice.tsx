// How many overdue comments the filters or the search exclude, so that no overdue comment is overlooked.
import type { QueueFilter, QueuePage } from '../../../api/contract/queue.ts';
import { focusList } from '../../lib/queue-focus.ts';
import { writePlace } from '../../lib/queue-place.ts';
import { formatCount } from './QueueFilters.tsx';

export function HiddenNotice({ page, filter }: { page: QueuePage | null; filter: QueueFilter }) {
  const overdue = page?.counts.overdue ?? 0;
  const hidden = page?.hiddenOverdue;
  const link = (
    // The focused link disappears with the notice.
    <a href={writePlace({ list: 'overdue', receiptCode: null })} onClick={() => focusList('overdue')}>
      看全部已超期的
    </a>
  );
  if (filter.q && overdue > 0)
    return (
      <p className="note late">
        搜索之外：共有 {formatCount(overdue)} 件已超期。{link}
      </p>
    );
  if (!hidden || (hidden.count === 0 && !hidden.isMore)) return null;
  return (
    <p className="note late">
      筛选隐藏了{hidden.isMore ? '至少 ' : ' '}
      {hidden.count} 件已超期的留言。{link}
    </p>
  );
}
