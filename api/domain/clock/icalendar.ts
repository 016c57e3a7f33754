// Writes iCalendar files (RFC 5545). All entries are all-day events, so they need no time zone.
import { addDays, type Day } from './calendar.ts';

export interface CalendarEntry {
  uid: string;
  day: Day;
  summary: string;
  description?: string;
  /** How often the day moved: a calendar app that holds an earlier file takes the newer one (RFC 5545, 3.8.7.4). */
  sequence?: number;
}

export interface CalendarFile {
  name: string;
  /** When the content last changed, in milliseconds UTC. With a fixed instant, a rebuild gives the same file. */
  stamp: number;
  entries: CalendarEntry[];
}

const encoder = new TextEncoder();
const compact = (day: Day) => day.replaceAll('-', '');
const escapeText = (text: string) => text.replace(/[\\;,]/gu, '\\$&').replaceAll('\n', '\\n');

/** RFC 5545 folds lines longer than 75 octets; a Chinese character takes three. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (encoder.encode(part + character).length > 74) {
      parts.push(part);
      part = ' ';
    }
    part += character;
  }
  return [...parts, part].join('\r\n');
}

export function writeCalendar({ name, stamp, entries }: CalendarFile): string {
  const stampText = new Date(stamp).toISOString().replace(/[-:]|\.\d+/gu, '');
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Mingbai//Working days//ZH', 'CALSCALE:GREGORIAN'],
    `X-WR-CALNAME:${escapeText(name)}`,
    ...entries.flatMap(({ uid, day, summary, description, sequence }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${stampText}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
      ...(sequence === undefined ? [] : [`SEQUENCE:${sequence}`]),
      `SUMMARY:${escapeText(summary)}`,
      ...(description ? [`DESCRIPTION:${escapeText(description)}`] : []),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
