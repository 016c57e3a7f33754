// A comment's due date as a calendar file.

import type { CommentRecord } from '../db/database.ts';
import { writeCalendar } from '../domain/clock/icalendar.ts';
import { withLink } from '../domain/notes.ts';
import type { FollowView } from '../life/requests.ts';

export function writeDueDate({ receiptCode, window }: FollowView, record: CommentRecord, baseUrl: string): string {
  const windowChanges = record.events.filter(({ type }) => type === 'classified' || type === 'recomputed');
  return writeCalendar({
    name: `留言 ${receiptCode}`,
    stamp: windowChanges.at(-1)?.at ?? record.row.receivedAt,
    entries: [
      {
        uid: `${receiptCode}@mingbai.invalid`,
        day: window.dueOn,
        sequence: windowChanges.length,
        summary: `留言 ${receiptCode} 答复期限${window.provisional ? '（暂定）' : ''}`,
        description: withLink(`${window.closesAt} 前答复。凭受理编号和查询码查看：`, new URL('/follow/', baseUrl)),
      },
    ],
  });
}
