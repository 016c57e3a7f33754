// The page of public figures, and the comments that each figure counts.
import type { FigureQuery } from '../../api/contract/figures.ts';
import type { SiteIndex } from '../../api/contract/subject.ts';
import { kindWords } from '../../api/contract/words.ts';
import { formatFullDay, formatInstant } from '../../api/domain/clock/window-words.ts';
import { crowdOfDay, crowdOfMinute } from '../../api/domain/figures/arrivals.ts';
import type { FigureGroup, FigureReport } from '../../api/domain/figures/figure-report.ts';
import {
  type FigureName,
  type Figures,
  figureNames,
  figures,
  verdictFigures,
} from '../../api/domain/figures/figures.ts';
import { type HolderFigures, holderColumns } from '../../api/domain/figures/holders.ts';
import { formatShare } from '../../api/domain/figures/share.ts';
import type { MissingYear } from '../../api/domain/figures/undecided.ts';
import { atDesk, atReview } from '../../api/life/standing.ts';
import { missingCalendarNotice, undecidedTable } from './calendar-missing.ts';
import { type Html, html, nothing } from './html.ts';
import { monthChart } from './month-chart.ts';
import { notice } from './notice.ts';
import { samplesNotice } from './sample-mark.ts';

/**
 * Columns of the tables by month, unit and kind. The full list above them includes the formulas. 按期答复 to 待判定 add up to
 * 收到.
 */
const columns: FigureName[] = [
  'received',
  ...verdictFigures,
  'samples',
  'onTimeRate',
  'strictRate',
  'medianDays',
  'slowDays',
  'reclassifiedLate',
  'published',
  'satisfied',
];

export type Asked = FigureQuery & { place: string; year: number };

export const addressOf = (path: string, asked: FigureQuery, more: Record<string, string> = {}) => {
  const parameters = Object.entries({ ...asked, ...more }).filter(([, value]) => value !== undefined);
  return `${path}?${new URLSearchParams(parameters.map(([name, value]) => [name, String(value)]))}`;
};

/** Formats a figure: `85.7%`, `3 个工作日`, `12`, or a dash if there is nothing to count. */
function formatValue(name: FigureName, { value, count, of }: Figures[FigureName]): string {
  if (value === null) return '—';
  if (figures[name].is === 'rate' && of) return formatShare(count, of);
  return figures[name].is === 'days' ? `${value} 个工作日` : String(value);
}

/** A figure with its denominator, linked to the comments that it counts. */
function valueCell(name: FigureName, values: Figures, asked: FigureQuery): Html {
  const value = values[name];
  const text = formatValue(name, value);
  const share = figures[name].is === 'rate' && value.of ? html` <small>${value.count}/${value.of}</small>` : nothing;
  if (value.count === 0) return html`${text}${share}`;
  return html`<a href="${addressOf('/figures/list/', asked, { figure: name })}">${text}</a>${share}`;
}

interface Choice {
  value: string;
  text: string;
}

function select(name: string, label: string, choices: Choice[], chosen: string | number | undefined): Html {
  return html`<p class="field"><label for="figure-${name}">${label}</label>
<select id="figure-${name}" name="${name}">${choices.map(
    ({ value, text }) =>
      html`<option value="${value}" ${value === String(chosen ?? '') ? html`selected` : nothing}>${text}</option>`,
  )}</select></p>`;
}

const all: Choice = { value: '', text: '全部' };

function filterForm(index: SiteIndex, asked: Asked, report: FigureReport, nameOf: (unit: string) => string): Html {
  const places = index.jurisdictions.map(({ id, name }) => ({ value: id, text: name }));
  const years = [...new Set([...report.years, asked.year])].map((year) => ({ value: String(year), text: `${year}年` }));
  const months = Array.from({ length: 12 }, (_, month) => ({ value: String(month + 1), text: `${month + 1}月` }));
  const units = report.units.map((unit) => ({ value: unit, text: nameOf(unit) }));
  const kinds = Object.entries(kindWords).map(([value, text]) => ({ value, text }));
  return html`<form method="get" action="/figures/" class="wishes no-print">
${select('place', '地区', places, asked.place)}
${select('year', '年份', years, asked.year)}
${select('month', '月份', [all, ...months], asked.month)}
${select('unit', '单位', [all, ...units], asked.unit)}
${select('kind', '类型', [all, ...kinds], asked.kind)}
<p><button type="submit" class="button">查看</button></p>
</form>`;
}

function table(caption: string, head: string, groups: { name: Html | string; asked: Asked; figures: Figures }[]): Html {
  return html`<section class="table-scroll" aria-label="${caption}" tabindex="0"><table class="figures">
<caption>${caption}</caption>
<thead><tr><th scope="col">${head}</th>${columns.map((name) => html`<th scope="col">${figures[name].name}</th>`)}</tr></thead>
<tbody>${groups.map(
    (group) =>
      html`<tr><th scope="row">${group.name}</th>${columns.map((name) => html`<td data-label="${figures[name].name}">${valueCell(name, group.figures, group.asked)}</td>`)}</tr>`,
  )}</tbody></table></section>`;
}

function holderTable(rows: HolderFigures[], nameOf: (unit: string) => string): Html {
  const columnNames = Object.keys(holderColumns) as (keyof typeof holderColumns)[];
  const nameOfHolder = (key: string) => (key === atDesk ? '政务公开办' : key === atReview ? '审核' : nameOf(key));
  return html`<section class="table-scroll" aria-label="每一方经手的留言和工作日" tabindex="0"><table class="figures">
<caption>每一方经手的留言和工作日</caption>
<thead><tr><th scope="col">经手方</th>${columnNames.map((name) => html`<th scope="col">${holderColumns[name].name}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${nameOfHolder(row.key)}</th>${columnNames.map((name) => html`<td data-label="${holderColumns[name].name}">${row[name] ?? '—'}</td>`)}</tr>`,
  )}</tbody></table></section>
<ul class="quiet">${columnNames.map((name) => html`<li>${holderColumns[name].name}：${holderColumns[name].formula}</li>`)}</ul>`;
}

export const headline = (asked: Asked, placeName: string, nameOf: (unit: string) => string): string =>
  [
    placeName,
    `${asked.year}年${asked.month ? `${asked.month}月` : ''}`,
    ...(asked.unit ? [nameOf(asked.unit)] : []),
    ...(asked.kind ? [kindWords[asked.kind]] : []),
  ].join(' · ');

export function unitNamer(index: SiteIndex, place: string) {
  return (unit: string) =>
    unit === atDesk
      ? '政务公开办（未分办）'
      : (index.units.find(({ id, jurisdiction }) => id === unit && jurisdiction === place)?.name ?? unit);
}

export const placeNameOf = (index: SiteIndex, place: string) =>
  index.jurisdictions.find(({ id }) => id === place)?.name ?? place;

interface CrowdedDay {
  day: string;
  received: number;
  largestSender: number | null;
  busiestMinute: number;
}

/** Says on which days many comments came from one sender or in one minute; the figures without them stand beside. */
function crowdNotice(asked: Asked, days: CrowdedDay[], { onTimeRateWithoutCrowd: without }: Figures): Html {
  const shown = days.filter(({ day }) => asked.month === undefined || Number(day.slice(5, 7)) === asked.month);
  if (shown.length === 0) return nothing;
  const lines = shown.map(({ day, received, largestSender, busiestMinute }) => {
    const sender = (largestSender ?? 0) >= crowdOfDay ? [`其中一个来源一天内 ${largestSender} 件`] : [];
    const minute = busiestMinute >= crowdOfMinute ? [`其中一分钟内 ${busiestMinute} 件`] : [];
    return html`<li>${formatFullDay(day)}收到 ${received} 件，${[...sender, ...minute].join('，')}</li>`;
  });
  const rate = formatValue('onTimeRateWithoutCrowd', without);
  return notice(
    html`<strong>有集中来件。</strong>不计它们，按期答复率为 ${rate}（${without.count}/${without.of ?? 0}）。按小时的件数见<a href="${addressOf('/data/arrivals.csv', { place: asked.place, year: asked.year })}">arrivals.csv</a>。<ul>${lines}</ul>`,
    { kind: 'warning' },
  );
}

/** While a year's calendar is missing, the strict rate stands first: what nobody can decide must not flatter. */
function bigFigure({ onTimeRate, strictRate }: Figures, isStrictFirst: boolean): Html {
  const share = ({ count, of }: Figures[FigureName]) => `${count}/${of ?? 0}`;
  return isStrictFirst
    ? html`<p class="big-figure"><strong>${formatValue('strictRate', strictRate)}</strong> 按期答复率（从严）：未到期和还不能判定的也算进分母（${share(strictRate)}）。只算期限已到或已答复的，为 ${formatValue('onTimeRate', onTimeRate)}（${share(onTimeRate)}）。</p>`
    : html`<p class="big-figure"><strong>${formatValue('onTimeRate', onTimeRate)}</strong> 按期答复率：${onTimeRate.of ?? 0} 件期限已到或已答复的留言中，${onTimeRate.count} 件按期。从严计算（未到期的也算进分母）为 ${formatValue('strictRate', strictRate)}（${share(strictRate)}）。</p>`;
}

/**
 * Renders one place's figures of a year.
 *
 * @param places figures of all places in that year, for comparison
 * @param crowdedDays days of that year on which one sender or one minute stands out
 */
export function figuresView(
  index: SiteIndex,
  asked: Asked,
  report: FigureReport & { missing: MissingYear | null },
  places: FigureGroup[],
  crowdedDays: CrowdedDay[],
): Html {
  const nameOf = unitNamer(index, asked.place);
  const { total } = report;
  return html`<h1>答复情况</h1>
${filterForm(index, asked, report, nameOf)}
<section aria-labelledby="total-title">
<h2 id="total-title">${headline(asked, placeNameOf(index, asked.place), nameOf)}</h2>
${missingCalendarNotice(report.missing)}
${report.missing ? undecidedTable(report.missing.undecided, nameOf) : nothing}
${bigFigure(total, report.missing !== null)}
${
  report.oldestOpen
    ? html`<p>${placeNameOf(index, asked.place)}最早一件还没有答复的留言收到于 ${formatFullDay(report.oldestOpen.receivedOn)}，已过 ${report.oldestOpen.days} 天。</p>`
    : nothing
}
${samplesNotice(report.samples)}
${crowdNotice(asked, crowdedDays, total)}
<p class="quiet">按收到留言的时间归入年份和月份。截至 ${formatInstant(new Date(report.moment.now).toISOString())}。点数字看它数的是哪些留言。</p>
<table class="formulas">
<caption>每个数字怎么算</caption>
<thead><tr><th scope="col">数字</th><th scope="col">值</th><th scope="col">怎么算</th></tr></thead>
<tbody>${figureNames.map(
    (name) =>
      html`<tr><th scope="row">${figures[name].name}</th><td>${valueCell(name, total, asked)}</td><td>${figures[name].formula}</td></tr>`,
  )}</tbody></table>
</section>
${
  report.facts.length === 0
    ? html`<p>这段时间没有收到留言。收到以后，这里会按月份、单位和类型列出。</p>`
    : html`<section aria-labelledby="month-title"><h2 id="month-title">按月份</h2>
${monthChart(report.byMonth.map(({ key, figures: values }) => ({ label: `${Number(key.slice(5))}月`, figures: values })))}
${table(
  '每月收到的留言和办理结果',
  '月份',
  report.byMonth.map(({ key, figures: values }) => ({
    name: `${Number(key.slice(5))}月`,
    asked: { ...asked, month: Number(key.slice(5)) },
    figures: values,
  })),
)}</section>
<section aria-labelledby="unit-title"><h2 id="unit-title">按单位</h2>
${table(
  '各单位办理的留言',
  '单位',
  report.byUnit.map(({ key, figures: values }) => ({
    name: nameOf(key),
    asked: { ...asked, unit: key },
    figures: values,
  })),
)}</section>
<section aria-labelledby="holder-title"><h2 id="holder-title">时间用在了哪里</h2>
<p>一件留言的每个工作日，都算在当时经手的一方名下；别处用掉的日子，不算它的。</p>
${holderTable(report.byHolder, nameOf)}</section>
<section aria-labelledby="kind-title"><h2 id="kind-title">按类型</h2>
${table(
  '各类留言',
  '类型',
  Object.entries(kindWords).flatMap(([kind, name]) => {
    const group = report.byKind.find(({ key }) => key === kind);
    return group ? [{ name, asked: { ...asked, kind: kind as keyof typeof kindWords }, figures: group.figures }] : [];
  }),
)}</section>`
}
<section aria-labelledby="place-title"><h2 id="place-title">按地区</h2>
${table(
  `${asked.year}年各地区`,
  '地区',
  places.map(({ key, figures: values }) => ({
    name: html`<a href="${addressOf('/figures/', { place: key, year: asked.year })}">${placeNameOf(index, key)}</a>`,
    asked: { place: key, year: asked.year },
    figures: values,
  })),
)}</section>
<section aria-labelledby="data-title"><h2 id="data-title">自己算一遍</h2>
<p>这些数字可以用<a href="${addressOf('/data/ledger.json', { place: asked.place })}">公开台账</a>（<a href="${addressOf('/data/ledger.csv', { place: asked.place })}">表格</a>）、<a href="/data/calendar.json">工作日历</a>和<a href="/data/rules.json">答复期限规则</a>重新算出来；台账有没有被改动，可以在<a href="/check/">核对台账</a>页检验。本页数据：<a href="${addressOf('/data/figures.json', { place: asked.place, year: asked.year })}">figures.json</a>。</p>
</section>`;
}
