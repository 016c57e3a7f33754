// Reads holiday calendars from the package chinese-days, or from a file that the office writes from a notice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import chineseDays from 'chinese-days';
import { type CalendarYear, calendarYearSchema, type StatutoryYears } from '../../content/schema.ts';
import { ImportError } from './import-error.ts';

/** First year that the package covers. */
const firstYear = 2004;
/** First year of the statutory holidays in force since 2024-11-10. */
const lawInForce = 2025;
/** Last year for which statutory holidays are computed; the package's lunar tables end in 2100. */
const lastYear = 2099;

/** Publication dates of yearly notices, from gov.cn. */
const publishedOn: Record<number, string> = {
  2018: '2017-11-30',
  2019: '2018-12-06',
  2020: '2019-11-21',
  2021: '2020-11-25',
  2022: '2021-10-25',
  2023: '2022-12-08',
  2024: '2023-10-25',
  2025: '2024-11-12',
  2026: '2025-11-04',
};
/** Second notices, for years with a mid-year change. */
const amendments: Record<number, { title: string; publishedOn: string }> = {
  2019: { title: '国务院办公厅关于调整2019年劳动节假期安排的通知', publishedOn: '2019-03-22' },
  2020: { title: '国务院办公厅关于延长2020年春节假期的通知', publishedOn: '2020-01-27' },
};

type Announced = Record<'holidays' | 'workdays', Record<string, string>>;

/** Reads the installed package's version and data. */
export function readPackage(): { source: string; years: CalendarYear[] } {
  const root = dirname(dirname(createRequire(import.meta.url).resolve('chinese-days')));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const announced = JSON.parse(readFileSync(join(root, 'dist/chinese-days.json'), 'utf8')) as Announced;
  const lastAnnounced = Math.max(...Object.keys(announced.holidays).map((day) => Number(day.slice(0, 4))));
  /** Lists a year's days with their Chinese names (`Spring Festival,春节,4` → `春节`), in order. */
  const daysOf = (year: number, kind: keyof Announced) =>
    Object.fromEntries(
      Object.entries(announced[kind])
        .filter(([day]) => day.startsWith(`${year}-`))
        .sort()
        .map(([day, label]) => [day, label.split(',')[1] ?? label]),
    );
  const years = Array.from({ length: lastAnnounced - firstYear + 1 }, (_, index) => firstYear + index).map((year) => {
    const amendment = amendments[year];
    const title = `国务院办公厅关于${year}年部分节假日安排的通知`;
    return {
      year,
      notices: [{ title, publishedOn: publishedOn[year] ?? null }, ...(amendment ? [amendment] : [])],
      daysOff: daysOf(year, 'holidays'),
      makeUpDays: daysOf(year, 'workdays'),
    };
  });
  return { source: `chinese-days ${version}`, years };
}

/**
 * Reads a year that the office entered from a notice: `{ year, notices, daysOff, makeUpDays }`.
 *
 * @throws ImportError that names each impossible entry
 */
export function readOfficeFile(path: string): CalendarYear {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ImportError(`读不了 ${path}：${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = calendarYearSchema.safeParse(content);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.') || '（整个文件）'}：${issue.message}`,
    );
    throw new ImportError(`${path} 的内容不对：\n${problems.join('\n')}`);
  }
  const { year, daysOff, makeUpDays } = parsed.data;
  const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const problems = [
    ...[...Object.keys(daysOff), ...Object.keys(makeUpDays)]
      .filter((day) => !day.startsWith(`${year}-`))
      .map((day) => `${day} 不在 ${year} 年`),
    ...Object.keys(makeUpDays)
      .filter((day) => !isWeekend(day))
      .map((day) => `调休上班日 ${day} 不是周末`),
    ...Object.keys(makeUpDays)
      .filter((day) => day in daysOff)
      .map((day) => `${day} 既放假又上班`),
    // Require all statutory holidays: a partly entered year would count the others as working days.
    ...Object.entries(listStatutoryDays(year))
      .filter(([day]) => !(day in daysOff))
      .map(([day, name]) => `缺少 ${day}（${name}，法定放假）；一年的安排要写全`),
  ];
  if (problems.length > 0) throw new ImportError(`${path} 里有几天不对：\n  ${problems.join('\n  ')}`);
  return parsed.data;
}

function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** @param from first and `to` last possible day of the festival, as `MM-DD`, because searching a full year is slow */
function findLunarDay(year: number, name: string, from: string, to: string): string {
  const found = chineseDays
    .getLunarFestivals(`${year}-${from}`, `${year}-${to}`)
    .find((festival) => festival.name.includes(name));
  if (!found) throw new Error(`no ${name} in ${year}`);
  return found.date;
}

/** A year's statutory days off; none known before the present law. */
export const listStatutoryDays = (year: number): Record<string, string> =>
  year >= lawInForce ? computeStatutoryDays(year) : {};

/** The 13 days of 《全国年节及纪念日放假办法》(2024-11-10) 第二条, without the shifts that a notice adds. */
function computeStatutoryDays(year: number): Record<string, string> {
  const spring = findLunarDay(year, '春节', '01-20', '02-22');
  const qingming = chineseDays.getSolarTerms(`${year}-04-03`, `${year}-04-06`)[0];
  if (qingming?.term !== 'pure_brightness') throw new Error(`no 清明 in ${year}`);
  const days: [string, string][] = [
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map((offset): [string, string] => [addDays(spring, offset), '春节']),
    [qingming.date, '清明'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [findLunarDay(year, '端午节', '05-26', '06-27'), '端午'],
    [findLunarDay(year, '中秋节', '09-06', '10-09'), '中秋'],
    ...[1, 2, 3].map((dayOfMonth): [string, string] => [`${year}-10-0${dayOfMonth}`, '国庆节']),
  ];
  return Object.fromEntries(days.sort(([a], [b]) => a.localeCompare(b)));
}

/** @param from the first year that may have no notice yet */
export function computeStatutoryYears(from: number): StatutoryYears {
  return {
    source: '《全国年节及纪念日放假办法》（2024年11月10日修订）第二条',
    years: Array.from({ length: lastYear - from + 1 }, (_, index) => ({
      year: from + index,
      daysOff: computeStatutoryDays(from + index),
    })),
  };
}

/** Lists the differences between two calendars, one line per day, for the person who imports the new one. */
export function compareYears(before: CalendarYear[], after: CalendarYear[]): string[] {
  const standingIn = (years: CalendarYear[], day: string): string => {
    const year = years.find((entry) => day.startsWith(`${entry.year}-`));
    if (!year) return '未公布';
    const off = year.daysOff[day];
    const makeUp = year.makeUpDays[day];
    return off ? `${off}放假` : makeUp ? `${makeUp}调休上班` : '平常日';
  };
  const days = [...before, ...after].flatMap((year) => [...Object.keys(year.daysOff), ...Object.keys(year.makeUpDays)]);
  return [...new Set(days)]
    .sort()
    .map((day) => ({ day, was: standingIn(before, day), is: standingIn(after, day) }))
    .filter(({ was, is }) => was !== is)
    .map(({ day, was, is }) => `${day}  ${was} → ${is}`);
}
