// A calm early warning about the longest-waiting comment. After three months without a reply, the State Council's
// yearly inspection fails the entire website.
import type { QueuePage } from '../../../api/contract/queue.ts';
import { writePlace } from '../../lib/queue-place.ts';

/**
 * Days without a reply from which the notice shows, from which it is urgent, and from which little of the three months
 * remains.
 */
const noticeDays = { shown: 30, soon: 60, late: 75 };

export function OldestNotice({ oldest }: { oldest: QueuePage['oldestUnanswered'] }) {
  if (!oldest || oldest.days < noticeDays.shown) return null;
  const { days, receiptCode } = oldest;
  const level = days >= noticeDays.late ? 'late' : days >= noticeDays.soon ? 'soon' : '';
  return (
    <p className={`note ${level}`}>
      最早一件留言已 {days} 天未答复。
      {level && '超过 3 个月未答复，国家检查政府网站时一票否决。'}
      <a href={writePlace({ list: 'open', receiptCode })}>打开这一件</a>
    </p>
  );
}
