// A year's days off and make-up days for calendar apps.
import type { APIRoute } from 'astro';
import { writeCalendar } from '../../../../api/domain/clock/icalendar.ts';
import { calendar, calendarYears, daysOfYear, isAnnounced } from '../../../lib/calendars.ts';

export function getStaticPaths() {
  return calendarYears.map((year) => ({ params: { year: String(year) } }));
}

export const GET: APIRoute = ({ params }) => {
  const year = Number(params['year']);
  const mark = isAnnounced(year) ? '' : '（暂定）';
  const entries = daysOfYear(year)
    .filter(({ standing }) => standing === 'holiday' || standing === 'statutory' || standing === 'make-up')
    .map(({ day, standing, holiday }) => ({
      uid: `${day}@mingbai.invalid`,
      day,
      summary: `${standing === 'make-up' ? `班（${holiday}调休）` : `休（${holiday}）`}${mark}`,
    }));
  // When this version of the calendar was imported.
  const stamp = Date.parse(`${calendar.takenIn}T00:00:00Z`);
  return new Response(writeCalendar({ name: `${year}年放假和调休${mark}`, stamp, entries }));
};
