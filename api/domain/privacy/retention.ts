// How long personal data is kept after a comment is closed. The comment, its reply and the ledger stay.
import { dayInShanghai, startOfDay } from '../clock/calendar.ts';

/** In months. Name and contact serve while a reply may still raise questions; after a year nobody needs them (个保法 第十九条). */
export const defaultContactMonths = 12;

/** Comments closed before this instant lose their personal data. Same day of the month, or the month's last. */
export function retentionEnd(now: number, months: number): number {
  const [year = 0, month = 0, date = 0] = dayInShanghai(now).split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const day = new Date(Date.UTC(year, month - 1 - months, Math.min(date, lastOfMonth)));
  return startOfDay(day.toISOString().slice(0, 10));
}
