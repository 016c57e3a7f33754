// Warns staff that residents get no notifications, or that a notification failed.
import type { QueuePage } from '../../../api/contract/queue.ts';
import { writePlace } from '../../lib/queue-place.ts';

export function NotesNotice({ isDouble, failed }: QueuePage['notes']) {
  return (
    <>
      {isDouble && <p className="quiet">通知渠道还没有接入：留言人不会收到短信或邮件。</p>}
      {failed.length > 0 && (
        <p className="note soon">
          最近 30 天里，这些留言的通知多次发送失败，已停止重发，请另行联系：
          {failed.map((receiptCode) => (
            <span key={receiptCode}>
              {' '}
              <a className="code" href={writePlace({ list: 'open', receiptCode })}>
                {receiptCode}
              </a>
            </span>
          ))}
        </p>
      )}
    </>
  );
}
