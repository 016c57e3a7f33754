// The numbers of the reports of staff (.csv), and the independent count written the same way.
import { localDay } from '../support/independent-calendar.ts';
import type { countLives } from '../support/independent-figures.ts';
import type { Life } from '../support/independent-lives.ts';
import { nameUnit, words } from './page-numbers.ts';

type Count = (lives: Life[]) => ReturnType<typeof countLives>;
type Row = Record<string, string>;

const columns = [
  ...(['received', 'onTime', 'late', 'overdue', 'waiting', 'declinedOnTime', 'declinedLate'] as const),
  ...(['withdrawnInTime', 'withdrawnLate', 'undecided', 'published', 'samples'] as const),
];

const write = (value: number | null) => (value === null ? '' : String(value));
const average = (values: number[]): number | null =>
  values.length === 0 ? null : Math.round((values.reduce((sum, value) => sum + value, 0) * 10) / values.length) / 10;
const answered = (lives: Life[]) => lives.filter(({ stop }) => stop === 'replied' || stop === 'declined');

function writeRow(lives: Life[], count: Count): Row {
  const figures = count(lives);
  return {
    ...Object.fromEntries(columns.map((name) => [words[name], String(figures[name].value)])),
    平均工作日: write(average(answered(lives).flatMap(({ used }) => used ?? []))),
  };
}

/** Months by unit, and the year. */
export function writeMonths(lives: Life[], count: Count, place: string, year: number): Row[] {
  const groups = Map.groupBy(lives, ({ month, unit }) => `${month},${nameUnit(place, unit)}`);
  const rows = [...groups].map(([key, some]) => {
    const [month = '', unit = ''] = key.split(',');
    return { 月份: month, 单位: unit, ...writeRow(some, count) };
  });
  return [...rows, { 月份: `${year}年`, 单位: '合计', ...writeRow(lives, count) }].sort(inOrder);
}

const inOrder = (a: Row, b: Row) => (`${a['月份']}${a['单位']}` < `${b['月份']}${b['单位']}` ? -1 : 1);

/** The values of the yearly form. */
export function writeAnnual(lives: Life[], count: Count): string[] {
  const closed = answered(lives);
  const days = closed.map(
    ({ receivedAt, stoppedAt }) =>
      (Date.parse(localDay(stoppedAt ?? 0)) - Date.parse(localDay(receivedAt))) / 86_400_000,
  );
  return [lives.length, closed.length, average(days), count(lives).published.value].map(write);
}

/** Rows by the names of their columns. No cell of these two tables contains a comma. */
export function readTable(content: string): Row[] {
  const [head = '', ...lines] = content.replace('\ufeff', '').trim().split('\r\n');
  const names = head.split(',');
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])),
  );
  return names[0] === '月份' ? rows.sort(inOrder) : rows;
}
