// The retention period of personal data after a comment is closed. The comment, its reply and the ledger stay.
import { dayInShanghai, startOfDay } from '../clock/calendar.ts';

/** In months. After a year, questions about a reply are unlikely (个保法 第十九条: minimum necessary period). */
export const defaultContactMonths = 12;

/** Personal data of comments closed before this instant expires. Same day of the month, or the month's last day. */
export function retentionEnd(now: number, months: number): number {
  const [year = 0, month = 0, date = 0] = dayInShanghai(now).split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const day = new Date(Date.UTC(year, month - 1 - months, Math.min(date, lastOfMonth)));
  return startOfDay(day.toISOString().slice(0, 10));
}
