// The yearly report as rows, CSV and workbook, based on the public figures.
import writeWorkbook, { type SheetData } from 'write-excel-file/universal';
import { byteOrderMark, spreadsheetLine } from '../contract/csv.ts';
import type { ReportRow, YearReport } from '../contract/reports.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { reportColumns, reportYear } from '../domain/figures/year-report.ts';
import { atDesk } from '../life/standing.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { readFigures } from './figures.ts';
import { nameUnit, toInstant } from './follow.ts';

/** @param year defaults to the current year */
export async function readYearReport(deps: Deps, clerk: Clerk, year?: number): Promise<YearReport> {
  const { jurisdiction } = clerk;
  const requestedYear = year ?? Number(dayInShanghai(deps.now()).slice(0, 4));
  const [index, report] = await Promise.all([
    deps.site.index(),
    readFigures(deps, { place: jurisdiction, year: requestedYear }),
  ]);
  const nameOf = (unit: string) => (unit === atDesk ? '政务公开办（未分办）' : nameUnit(index, jurisdiction, unit));
  return {
    year: requestedYear,
    years: report.years,
    samples: report.samples,
    asOf: toInstant(report.moment.now),
    place: index.jurisdictions.find(({ id }) => id === jurisdiction)?.name ?? jurisdiction,
    ...reportYear(report, nameOf),
  };
}

const annualHeadings = ['指标', '数值', '怎么算'];
const countHeadings = reportColumns.map(({ word }) => word);
const monthHeadings = ['月份', '单位', ...countHeadings];

const countCells = (row: ReportRow) => reportColumns.map(({ name }) => row[name] ?? null);

export function writeAnnualCsv({ annual }: YearReport): string {
  const lines = annual.map(({ name, value, formula }) => [name, value, formula]);
  return byteOrderMark + [annualHeadings, ...lines].map(spreadsheetLine).join('');
}

export function writeMonthsCsv({ months, total, year }: YearReport): string {
  const lines = months.map((row) => [row.month, row.unit, ...countCells(row.values)]);
  return (
    byteOrderMark + [monthHeadings, ...lines, [`${year}年`, '合计', ...countCells(total)]].map(spreadsheetLine).join('')
  );
}

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

/**
 * Writes one sheet for the year and one per month. A single sheet for all months could exceed 160 kB; the library then
 * compresses it in a worker thread, which workerd lacks. A month of five hundred units is smaller.
 */
export async function writeYearWorkbook({ annual, months, total, year }: YearReport): Promise<Blob> {
  const yearData: SheetData = [
    annualHeadings.map(bold),
    ...annual.map(({ name, value, formula }) => [name, value, formula]),
    [],
    ['全年合计', ...countHeadings].map(bold),
    [`${year}年`, ...countCells(total)],
  ];
  const names = [...new Set(months.map(({ month }) => month))];
  const monthSheets = names.map((name) => ({
    sheet: `${Number(name.slice(5))}月`,
    columns: [{ width: 30 }],
    stickyRowsCount: 1,
    data: [
      ['单位', ...countHeadings].map(bold),
      ...months.filter(({ month }) => month === name).map((row) => [row.unit, ...countCells(row.values)]),
    ],
  }));
  const first = { sheet: '年度报表', columns: [{ width: 24 }], data: yearData };
  return writeWorkbook([first, ...monthSheets]).toBlob();
}
