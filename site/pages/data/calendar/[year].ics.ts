// A year's days off and make-up days for the calendar of a phone or an office (RFC 5545): whole days, no time zone needed.
import type { APIRoute } from 'astro';
import { addDays, type Day } from '../../../../api/domain/calendar.ts';
import { calendar, calendarYears, daysOfYear, isAnnounced } from '../../../lib/calendars.ts';

export function getStaticPaths() {
  return calendarYears.map((year) => ({ params: { year: String(year) } }));
}

const compact = (day: Day) => day.replaceAll('-', '');
/** When this version of the calendar was taken in; a file built twice is the same file. */
const stamp = `${compact(calendar.takenIn)}T000000Z`;

/** Lines longer than 75 octets are folded; a character of Chinese has three. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part + character) > 74) {
      parts.push(part);
      part = ' ';
    }
    part += character;
  }
  return [...parts, part].join('\r\n');
}

export const GET: APIRoute = ({ params }) => {
  const year = Number(params['year']);
  const mark = isAnnounced(year) ? '' : '（暂定）';
  const events = daysOfYear(year)
    .filter(({ standing }) => standing === 'holiday' || standing === 'statutory' || standing === 'make-up')
    .flatMap(({ day, standing, holiday }) => [
      'BEGIN:VEVENT',
      `UID:${day}@mingbai.invalid`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
      `SUMMARY:${standing === 'make-up' ? `班（${holiday}调休）` : `休（${holiday}）`}${mark}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]);
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Mingbai//Working days//ZH', 'CALSCALE:GREGORIAN'],
    `X-WR-CALNAME:${year}年放假和调休${mark}`,
    ...events,
    'END:VCALENDAR',
  ];
  return new Response(`${lines.map(fold).join('\r\n')}\r\n`);
};
