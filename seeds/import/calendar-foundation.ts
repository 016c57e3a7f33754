// Whether a calendar rests on something (design rule 21): a year that differs from the data set names its notice, and two
// people stand for days off that the data set does not know.
import type { CalendarYear } from '../../content/schema.ts';
import { listStatutoryDays, readPackage } from './calendar-source.ts';

const isDifferent = (a: Record<string, string>, b: Record<string, string>) =>
  Object.keys(a).some((day) => !(day in b)) || Object.keys(b).some((day) => !(day in a));

/**
 * Days off of the year that neither the data set nor the law has, in order.
 *
 * @param known the data set's year; undefined if it has none
 */
export function listOwnDays({ year, daysOff }: CalendarYear, known: CalendarYear | undefined): string[] {
  const others = { ...known?.daysOff, ...listStatutoryDays(year) };
  return Object.keys(daysOff)
    .filter((day) => !(day in others))
    .sort();
}

/** @returns one sentence for the first fault of the year; null if it rests on something */
export function findUnfounded(year: CalendarYear, known: CalendarYear | undefined): string | null {
  const differs = !known || isDifferent(year.daysOff, known.daysOff) || isDifferent(year.makeUpDays, known.makeUpDays);
  if (!differs) return null;
  const place = `${year.year}年的安排与 chinese-days 不同`;
  const isNamed = year.notices.some(({ publishedOn, number, readAt }) => (publishedOn ?? number) && readAt);
  if (!isNamed) {
    return `${place}：请在 notices 里写明依据的通知，publishedOn（公布日期）或 number（文号）要写，readAt（网址，或在哪里看到的）也要写。`;
  }
  const own = listOwnDays(year, known);
  if (own.length === 0) return null;
  const { enteredBy, approvedBy, ownDays = [] } = year;
  if (!enteredBy || !approvedBy || enteredBy === approvedBy) {
    return `${place}，${own.join('、')}放假是它没有的：请写明 enteredBy（录入人）和 approvedBy（核准人），要是两个人。`;
  }
  const unmarked = own.find((day) => !ownDays.includes(day));
  return unmarked ? `${place}：${unmarked}没有标为本单位自定（ownDays），请用 npm run calendar 收下。` : null;
}

/** @param years of the newest calendar version @returns one sentence for each year that rests on nothing */
export function listUnfounded(years: CalendarYear[]): string[] {
  const known = readPackage().years;
  return years.flatMap(
    (year) =>
      findUnfounded(
        year,
        known.find((entry) => entry.year === year.year),
      ) ?? [],
  );
}
