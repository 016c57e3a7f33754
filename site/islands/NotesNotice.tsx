// What staff have to know of the news for residents: that nobody is told, or that some could not be reached.
import type { QueuePage } from '../../api/contract/queue.ts';

export function NotesNotice({ isDouble, failed }: QueuePage['notes']) {
  return (
    <>
      {isDouble && <p className="quiet">通知渠道没有接入（测试替身）：留言人不会收到短信或邮件。</p>}
      {failed > 0 && (
        <p className="notice">有 {failed} 条通知多次发送失败，已停止重发；请联系系统管理员检查通知渠道。</p>
      )}
    </>
  );
}
