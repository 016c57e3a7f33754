// Days off in a published calendar that a reader should look at (design rule 21): those of the office's own, and those that
// the reader's software does not know.
import { addDays, type Calendars, type Day, type WorkingCalendar } from '../clock/calendar.ts';
import type { LedgerFinding } from './ledger.ts';

/** Every day of the calendar's announced years, in order. */
function listDays({ years, announcedThrough }: WorkingCalendar): Day[] {
  const days: Day[] = [];
  for (let day = `${years.first}-01-01`; day <= `${announcedThrough}-12-31`; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * True if both know the notice of that year, and the day is named as off although `known` works it. A make-up day that is
 * missing proves nothing: an amendment in the middle of the year may have added it later.
 */
const isInvented = (day: Day, published: WorkingCalendar, known: WorkingCalendar): boolean =>
  day >= `${known.years.first}-01-01` &&
  day <= `${known.announcedThrough}-12-31` &&
  known.isWorkingDay(day) &&
  published.describe(day).standing === 'holiday';

/**
 * A day off marked as the office's own is a note: two people stand for it in public. One that is not marked is a finding.
 *
 * @param known the calendars of the reader's own software; null if it has no others than the published ones
 */
export function checkCalendarDays({ newest, at }: Calendars, known: Calendars | null) {
  const findings: LedgerFinding[] = [];
  const notes: LedgerFinding[] = [];
  for (let version = 1; version <= newest.version; version++) {
    const calendar = at(version);
    const days = listDays(calendar);
    const own = days.filter((day) => calendar.describe(day).isOwn);
    const invented = known ? days.filter((day) => !own.includes(day) && isInvented(day, calendar, known.newest)) : [];
    const where = `第${version}版日历`;
    if (own.length > 0) notes.push({ where, what: `${own.join('、')}放假是本单位自定的，国务院的安排里没有` });
    if (invented.length > 0) {
      const what = `${invented.join('、')}放假，核对软件自带的日历里没有，也没有标为本单位自定`;
      findings.push({ where, what });
    }
  }
  return { findings, notes };
}
