// The numbers of the page of figures as a reader sees them, and the independent count written the same way.
import { readFileSync } from 'node:fs';
import type { countHolders, countLives } from '../support/independent-figures.ts';

type Figures = ReturnType<typeof countLives>;
type Name = keyof Figures;

/** The words of the page. */
export const words: Record<Name, string> = {
  received: '收到',
  replied: '已答复',
  declined: '不予受理',
  withdrawn: '已撤回',
  open: '在办',
  onTime: '按期答复',
  late: '超期答复',
  declinedOnTime: '按期告知不予受理',
  declinedLate: '超期告知不予受理',
  withdrawnInTime: '期限内撤回',
  withdrawnLate: '超期后撤回',
  overdue: '超期未答复',
  waiting: '未到期',
  dueSoon: '即将到期',
  undecided: '待判定',
  onTimeRate: '按期答复率',
  strictRate: '按期答复率（从严）',
  declinedOnTimeRate: '不予受理按期告知率',
  medianDays: '答复用时中位数',
  slowDays: '答复用时第 90 百分位',
  reclassified: '改类',
  reclassifiedLate: '过期后改类',
  disputed: '答非所问',
  duplicateDisputed: '不是同一件事',
  published: '选登',
  takenDown: '已停止公开',
  samples: '演示数据',
  crowd: '集中来件',
  receivedWithoutCrowd: '收到（不计集中来件）',
  onTimeRateWithoutCrowd: '按期答复率（不计集中来件）',
  rated: '收到评价',
  satisfied: '满意率',
};
const names = Object.keys(words) as Name[];
const rates = new Set<Name>([
  ...(['onTimeRate', 'strictRate', 'declinedOnTimeRate', 'onTimeRateWithoutCrowd', 'satisfied'] as const),
]);
const columns: Name[] = [
  ...(['received', 'onTime', 'late', 'overdue', 'waiting', 'declinedOnTime', 'declinedLate'] as const),
  ...(['withdrawnInTime', 'withdrawnLate', 'undecided', 'samples', 'onTimeRate', 'strictRate'] as const),
  ...(['medianDays', 'slowDays', 'reclassifiedLate', 'published', 'satisfied'] as const),
];

/** No rate rounds up to 100% or down to 0% (rule 23). */
function writeShare(part: number, of: number): string {
  if (part === 0 || part === of) return part === of ? '100%' : '0%';
  const tenths = Math.min(999, Math.max(1, Math.round((part * 1000) / of)));
  return `${tenths / 10}%`;
}

function write(name: Name, figures: Figures): string {
  const { value, count, of } = figures[name];
  if (value === null) return '—';
  if (rates.has(name)) return `${writeShare(count, of ?? 0)} ${count}/${of}`;
  return name === 'medianDays' || name === 'slowDays' ? `${value} 个工作日` : String(value);
}

const siteIndex: { units: { id: string; jurisdiction: string; name: string }[] } = JSON.parse(
  readFileSync('test/golden/inputs/site-index.json', 'utf8'),
);
export const nameUnit = (place: string, unit: string): string =>
  unit === 'desk'
    ? '政务公开办（未分办）'
    : (siteIndex.units.find(({ id, jurisdiction }) => id === unit && jurisdiction === place)?.name ?? unit);

type Row = Record<string, string>;
export const writeTotal = (figures: Figures): Row =>
  Object.fromEntries(names.map((name) => [words[name], write(name, figures)]));
export const writeRow = (figures: Figures): Row =>
  Object.fromEntries(columns.map((name) => [words[name], write(name, figures)]));

export const writeHolders = (place: string, holders: ReturnType<typeof countHolders>): Record<string, Row> =>
  Object.fromEntries(
    holders.map(({ key, reached, arrivedInTime, arrivedLate, endedHere, totalDays, medianDays }) => [
      key === 'desk' ? '政务公开办' : key === 'review' ? '审核' : nameUnit(place, key),
      {
        经手: String(reached),
        到手时未超期: String(arrivedInTime),
        到手时已超期: String(arrivedLate),
        超期时在手: String(endedHere),
        在手工作日合计: String(totalDays),
        在手工作日中位数: String(medianDays),
      },
    ]),
  );

const textOf = (markup: string) =>
  markup
    .replaceAll(/<[^>]+>/gu, '')
    .replaceAll('&amp;', '&')
    .trim();

function readRows(page: string, caption: string): Record<string, Row> {
  const [, table = ''] = page.split(`<caption>${caption}</caption>`);
  const [body = ''] = table.split('</table>');
  const rows = [...body.matchAll(/<tr><th scope="row">(.*?)<\/th>(.*?)<\/tr>/gsu)];
  return Object.fromEntries(
    rows.map(([, head = '', cells = '']) => {
      const found = [...cells.matchAll(/<td data-label="([^"]*)">(.*?)<\/td>/gsu)];
      return [textOf(head), Object.fromEntries(found.map(([, label = '', cell = '']) => [label, textOf(cell)]))];
    }),
  );
}

export function readPage(page: string, placeName: string, year: number) {
  const [, formulas = ''] = page.split('<caption>每个数字怎么算</caption>');
  const [body = ''] = formulas.split('</table>');
  const total = [...body.matchAll(/<th scope="row">(.*?)<\/th><td>(.*?)<\/td>/gsu)];
  const bigFigure = textOf(/<p class="big-figure">(.*?)<\/p>/su.exec(page)?.[1] ?? '');
  const [, ofUndecided = ''] = page.split('<caption>还不能判定的留言，按单位和收到的月份</caption>');
  const [undecided = ''] = ofUndecided.split('</table>');
  return {
    total: Object.fromEntries(total.map(([, name = '', cell = '']) => [textOf(name), textOf(cell)])),
    byMonth: readRows(page, '每月收到的留言和办理结果'),
    byUnit: readRows(page, '各单位办理的留言'),
    byKind: readRows(page, '各类留言'),
    byHolder: readRows(page, '每一方经手的留言和工作日'),
    ofPlace: readRows(page, `${year}年各地区`)[placeName],
    headline: bigFigure.split(' ')[0] ?? '',
    oldestDays: Number(/最早一件还没有答复的留言收到于 [^，]*，已过 (\d+) 天/u.exec(page)?.[1] ?? -1),
    undecided: [...undecided.matchAll(/<td data-label="件数">(\d+)<\/td>/gu)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    ),
    missingYear: /(\d+)年的放假安排还没有收下/u.exec(page)?.[1] ?? null,
  };
}
