// npm run calendar: writes content/calendar/china.json from the package chinese-days, for a person to review.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import chineseDays from 'chinese-days';
import { type CalendarData, calendarSchema } from '../../content/schema.ts';

const target = 'content/calendar/china.json';
/** First year since which the five holidays of today exist in the data (two more weeks' holidays before). */
const firstYear = 2007;
/** Years after the last announced one for which the law's own days are worked out. */
const yearsAhead = 5;

/** When each yearly notice was published (国办发明电 at gov.cn/zhengce, read from its page). */
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

const require = createRequire(import.meta.url);
const root = dirname(dirname(require.resolve('chinese-days')));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

type Announced = Record<'holidays' | 'workdays', Record<string, string>>;
const announced = JSON.parse(readFileSync(join(root, 'dist/chinese-days.json'), 'utf8')) as Announced;

/** The days of one year, each with its Chinese holiday name (`Spring Festival,春节,4` → `春节`), in order. */
function daysOf(year: number, kind: keyof Announced): Record<string, string> {
  const days = Object.entries(announced[kind]).filter(([day]) => day.startsWith(`${year}-`));
  return Object.fromEntries(days.sort().map(([day, label]) => [day, label.split(',')[1] ?? label]));
}

function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function lunarDay(year: number, name: string): string {
  const found = chineseDays
    .getLunarFestivals(`${year}-01-01`, `${year}-12-31`)
    .find((festival) => festival.name.includes(name));
  if (!found) throw new Error(`no ${name} in ${year}`);
  return found.date;
}

/** 《全国年节及纪念日放假办法》(2024-11-10) 第二条: 13 days; what a notice would move or lengthen is not known. */
function statutoryDays(year: number): Record<string, string> {
  const spring = lunarDay(year, '春节');
  const qingming = chineseDays.getSolarTerms(`${year}-04-03`, `${year}-04-06`)[0];
  if (qingming?.term !== 'pure_brightness') throw new Error(`no 清明 in ${year}`);
  const days: [string, string][] = [
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map((offset): [string, string] => [addDays(spring, offset), '春节']),
    [qingming.date, '清明'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [lunarDay(year, '端午节'), '端午'],
    [lunarDay(year, '中秋节'), '中秋'],
    ...[1, 2, 3].map((dayOfMonth): [string, string] => [`${year}-10-0${dayOfMonth}`, '国庆节']),
  ];
  return Object.fromEntries(days.sort(([a], [b]) => a.localeCompare(b)));
}

const lastAnnounced = Math.max(...Object.keys(announced.holidays).map((day) => Number(day.slice(0, 4))));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const calendar: CalendarData = {
  version: `chinese-days ${version}`,
  source: '国务院办公厅历年关于部分节假日安排的通知',
  years: range(firstYear, lastAnnounced).map((year) => ({
    year,
    notice: {
      title: `国务院办公厅关于${year}年部分节假日安排的通知`,
      publishedOn: publishedOn[year] ?? null,
    },
    daysOff: daysOf(year, 'holidays'),
    makeUpDays: daysOf(year, 'workdays'),
  })),
  statutory: {
    source: '《全国年节及纪念日放假办法》（2024年11月10日修订）第二条',
    years: range(lastAnnounced + 1, lastAnnounced + yearsAhead).map((year) => ({
      year,
      daysOff: statutoryDays(year),
    })),
  },
};
writeFileSync(target, `${JSON.stringify(calendarSchema.parse(calendar), null, 2)}\n`);
console.info(`${target}：已公布至 ${lastAnnounced} 年`);
