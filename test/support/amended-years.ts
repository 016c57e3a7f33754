// 2019 and 2020 as they were first announced, before 国务院 changed them in mid-year: the two changes that any calendar
// of this country has to live through.
import { type CalendarYear, calendarYearSchema } from '../../content/schema.ts';

interface Amendment {
  /** Days that the first notice left as they were, or had otherwise. */
  drop: { daysOff?: string[]; makeUpDays?: string[] };
  add?: { daysOff?: Record<string, string>; makeUpDays?: Record<string, string> };
}

/** What the second notice changed, taken back. */
const amendments: Record<number, Amendment> = {
  // 2019-03-22: 劳动节 from one day to four, with two make-up days.
  2019: { drop: { daysOff: ['2019-05-02', '2019-05-03', '2019-05-04'], makeUpDays: ['2019-04-28', '2019-05-05'] } },
  // 2020-01-27: 春节 from 30 January to 2 February; the make-up day of 1 February falls away.
  2020: {
    drop: { daysOff: ['2020-01-31', '2020-02-01', '2020-02-02'] },
    add: { makeUpDays: { '2020-02-01': '春节' } },
  },
};

const without = (days: Record<string, string>, dropped: string[] = []) =>
  Object.fromEntries(Object.entries(days).filter(([day]) => !dropped.includes(day)));

/** @param year as it stood in the end */
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
