// Calendar files (RFC 5545) for phones and offices: whole days, so no time zone is needed.
import { addDays, type Day } from './calendar.ts';

export interface CalendarEntry {
  uid: string;
  day: Day;
  summary: string;
  description?: string;
}

export interface CalendarFile {
  name: string;
  /** When what it says was settled; a file made twice is the same file. Milliseconds UTC. */
  stamp: number;
  entries: CalendarEntry[];
}

const encoder = new TextEncoder();
const compact = (day: Day) => day.replaceAll('-', '');
const escapeText = (text: string) => text.replace(/[\\;,]/gu, '\\$&').replaceAll('\n', '\\n');

/** Lines longer than 75 octets are folded; a character of Chinese has three. */
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
    ...entries.flatMap(({ uid, day, summary, description }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${stampText}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
      `SUMMARY:${escapeText(summary)}`,
      ...(description ? [`DESCRIPTION:${escapeText(description)}`] : []),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
