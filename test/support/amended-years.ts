// The calendars of 2019 and 2020 as first announced. 国务院 amended both mid-year, and every Chinese calendar must handle
// these two changes.
import { type CalendarYear, calendarYearSchema } from '../../content/schema.ts';

interface Amendment {
  /** Days that the first notice did not name, or announced differently. */
  drop: { daysOff?: string[]; makeUpDays?: string[] };
  add?: { daysOff?: Record<string, string>; makeUpDays?: Record<string, string> };
}

/** Reverses the changes of each second notice. */
const amendments: Record<number, Amendment> = {
  // 2019-03-22: extended 劳动节 from one day to four, with two make-up days.
  2019: { drop: { daysOff: ['2019-05-02', '2019-05-03', '2019-05-04'], makeUpDays: ['2019-04-28', '2019-05-05'] } },
  // 2020-01-27: extended 春节 from 30 January to 2 February and cancelled the make-up day on 1 February.
  2020: {
    drop: { daysOff: ['2020-01-31', '2020-02-01', '2020-02-02'] },
    add: { makeUpDays: { '2020-02-01': '春节' } },
  },
};

const without = (days: Record<string, string>, dropped: string[] = []) =>
  Object.fromEntries(Object.entries(days).filter(([day]) => !dropped.includes(day)));

/** @param year the calendar year after the amendment */
export function asFirstAnnounced(year: CalendarYear): CalendarYear {
  const amendment = amendments[year.year];
  if (!amendment) return year;
  const { drop, add } = amendment;
  return calendarYearSchema.parse({
    ...year,
    notices: year.notices.slice(0, 1),
    daysOff: { ...without(year.daysOff, drop.daysOff), ...add?.daysOff },
    makeUpDays: { ...without(year.makeUpDays, drop.makeUpDays), ...add?.makeUpDays },
  });
}
