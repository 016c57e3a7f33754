// A comment's due date as a calendar file.
import { writeCalendar } from '../domain/clock/icalendar.ts';
import { withLink } from '../domain/notes.ts';
import type { FollowView } from '../life/requests.ts';

export const writeDueDate = ({ receiptCode, window }: FollowView, stamp: number, baseUrl: string): string =>
  writeCalendar({
    name: `留言 ${receiptCode}`,
    stamp,
    entries: [
      {
        uid: `${receiptCode}@mingbai.invalid`,
        day: window.dueOn,
        summary: `留言 ${receiptCode} 答复期限${window.provisional ? '（暂定）' : ''}`,
        description: withLink(`${window.closesAt} 前答复。凭受理编号和查询码查看：`, new URL('/follow/', baseUrl)),
      },
    ],
  });
