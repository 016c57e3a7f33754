// The current working-day calendar, year by year, for pages.
import { addDays, type CalendarDay, createCalendars, type Day } from '../../api/domain/clock/calendar.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import type { GridDay } from '../fragments/calendar-grid.ts';

export const calendar = createCalendars(calendarVersions, statutory).current;

/** Years with a page: all announced years and the next one, newest first. */
export const calendarYears: number[] = Array.from(
  { length: calendar.announcedThrough + 2 - calendar.years.first },
  (_, index) => calendar.announcedThrough + 1 - index,
);

export const isAnnounced = (year: number): boolean => year <= calendar.announcedThrough;

export function daysOfMonth(year: number, month: number): CalendarDay[] {
  const days: CalendarDay[] = [];
  const start = `${year}-${String(month).padStart(2, '0')}`;
  for (let day: Day = `${start}-01`; day.startsWith(start); day = addDays(day, 1)) days.push(calendar.describe(day));
  return days;
}

export const daysOfYear = (year: number): CalendarDay[] =>
  Array.from({ length: 12 }, (_, index) => daysOfMonth(year, index + 1)).flat();

const standingWords = { working: '', weekend: '', 'make-up': '班', holiday: '休', statutory: '休' } as const;
const standingTitles = {
  working: '工作日',
  weekend: '周末',
  'make-up': '调休上班',
  holiday: '放假',
  statutory: '法定假日（暂定）',
} as const;

export function toGridDay({ day, standing, holiday, isOwn }: CalendarDay): GridDay {
  return {
    day,
    word: standingWords[standing],
    title: `${holiday}${standingTitles[standing]}${isOwn ? '（本单位自定）' : ''}`,
    className: standing === 'working' || standing === 'make-up' ? standing : 'skipped',
  };
}
