// The page of public figures, and the comments that each figure counts.
import type { FigureQuery } from '../../api/contract/figures.ts';
import { formatDay } from '../../api/contract/format-day.ts';
import type { SiteIndex } from '../../api/contract/subject.ts';
import { kindWords } from '../../api/contract/words.ts';
import { dayInShanghai } from '../../api/domain/clock/calendar.ts';
import { clockAddress, formatFullDay, formatInstant } from '../../api/domain/clock/window-words.ts';
import { atDesk, type FigureGroup, type FigureReport } from '../../api/domain/figures/figure-report.ts';
import {
  type CommentFacts,
  type FigureName,
  type Figures,
  figureNames,
  figures,
  verdictOf,
} from '../../api/domain/figures/figures.ts';
import { type Html, html, nothing } from './html.ts';
import { monthChart } from './month-chart.ts';
import { sampleMark, samplesNotice } from './sample-mark.ts';

/** Columns of the tables by month, unit and kind. The full list above them includes the formulas. */
const columns: FigureName[] = [
  'received',
  'replied',
  'open',
  'overdue',
  'onTimeRate',
  'strictRate',
  'medianDays',
  'slowDays',
  'reclassified',
  'declined',
  'published',
  'satisfied',
];

export type Asked = FigureQuery & { place: string; year: number };

const addressOf = (path: string, asked: FigureQuery, more: Record<string, string> = {}) => {
  const parameters = Object.entries({ ...asked, ...more }).filter(([, value]) => value !== undefined);
  return `${path}?${new URLSearchParams(parameters.map(([name, value]) => [name, String(value)]))}`;
};

/** Formats a figure: `85.7%`, `3 个工作日`, `12`, or a dash if there is nothing to count. */
function formatValue(name: FigureName, { value }: Figures[FigureName]): string {
  if (value === null) return '—';
  if (figures[name].is === 'rate') return `${(value * 100).toFixed(1)}%`;
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

const headline = (asked: Asked, placeName: string, nameOf: (unit: string) => string): string =>
  [
    placeName,
    `${asked.year}年${asked.month ? `${asked.month}月` : ''}`,
    ...(asked.unit ? [nameOf(asked.unit)] : []),
    ...(asked.kind ? [kindWords[asked.kind]] : []),
  ].join(' · ');

function unitNamer(index: SiteIndex, place: string) {
  return (unit: string) =>
    unit === atDesk
      ? '政务公开办（未分办）'
      : (index.units.find(({ id, jurisdiction }) => id === unit && jurisdiction === place)?.name ?? unit);
}

const placeNameOf = (index: SiteIndex, place: string) =>
  index.jurisdictions.find(({ id }) => id === place)?.name ?? place;

/**
 * Renders one place's figures of a year.
 *
 * @param places figures of all places in that year, for comparison
 */
export function figuresView(index: SiteIndex, asked: Asked, report: FigureReport, places: FigureGroup[]): Html {
  const nameOf = unitNamer(index, asked.place);
  const { total } = report;
  return html`<h1>答复情况</h1>
${filterForm(index, asked, report, nameOf)}
<section aria-labelledby="total-title">
<h2 id="total-title">${headline(asked, placeNameOf(index, asked.place), nameOf)}</h2>
<p class="big-figure"><strong>${formatValue('onTimeRate', total.onTimeRate)}</strong> 按期答复率：${total.onTimeRate.of ?? 0} 件期限已到或已答复的留言中，${total.onTimeRate.count} 件按期。从严计算（未到期的也算进分母）为 ${formatValue('strictRate', total.strictRate)}（${total.strictRate.count}/${total.strictRate.of ?? 0}）。</p>
${
  report.oldestOpen
    ? html`<p>${placeNameOf(index, asked.place)}最早一件还没有答复的留言收到于 ${formatFullDay(report.oldestOpen.receivedOn)}，已过 ${report.oldestOpen.days} 天。</p>`
    : nothing
}
${samplesNotice(report.samples)}
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

const verdictWords = {
  'on-time': '按期',
  late: '超期答复',
  overdue: '超期未答复',
  waiting: '未到期',
  undecided: '待判定',
  withdrawn: '已撤回',
} as const;

/** Comments that a figure counts, without residents' words. Published words appear only on their subject's page. */
export function figureListView(
  index: SiteIndex,
  asked: Asked,
  name: FigureName,
  members: CommentFacts[],
  page: { number: number; size: number; now: number },
): Html {
  const nameOf = unitNamer(index, asked.place);
  const first = (page.number - 1) * page.size;
  const shown = members.slice(first, first + page.size);
  const pages = Math.max(1, Math.ceil(members.length / page.size));
  const pageLink = (number: number, text: string) =>
    html`<a href="${addressOf('/figures/list/', asked, { figure: name, page: String(number) })}">${text}</a>`;
  return html`<h1>${figures[name].name}：${members.length} 件</h1>
<p>${headline(asked, placeNameOf(index, asked.place), nameOf)}。${figures[name].formula}。</p>
<p><a href="${addressOf('/figures/', asked)}">返回答复情况</a></p>
${samplesNotice(members.filter(({ isSample }) => isSample).length)}
${
  shown.length === 0
    ? html`<p>没有这样的留言。</p>`
    : html`<table class="stacked">
<caption>第 ${first + 1}–${first + shown.length} 件，共 ${members.length} 件</caption>
<thead><tr><th scope="col">受理编号</th><th scope="col">收到</th><th scope="col">关于</th><th scope="col">单位</th><th scope="col">期限</th><th scope="col">结果</th></tr></thead>
<tbody>${shown.map((facts) => memberRow(index, facts, nameOf, page.now))}</tbody></table>`
}
${pages > 1 ? html`<p class="pages">${page.number > 1 ? pageLink(page.number - 1, '上一页') : nothing} 第 ${page.number} 页，共 ${pages} 页 ${page.number < pages ? pageLink(page.number + 1, '下一页') : nothing}</p>` : nothing}`;
}

function memberRow(index: SiteIndex, facts: CommentFacts, nameOf: (unit: string) => string, now: number): Html {
  const subject = index.subjects.find(({ id }) => id === facts.about);
  const dueOn = dayInShanghai(facts.dueAt - 1);
  const used = facts.workingDaysUsed === null ? '' : `，用 ${facts.workingDaysUsed} 个工作日`;
  return html`<tr><th scope="row"><span class="code">${facts.receiptCode}</span>${sampleMark(facts.isSample)}</th>
<td data-label="收到">${formatDay(dayInShanghai(facts.receivedAt))}</td>
<td data-label="关于">${subject ? html`<a href="${subject.url}">${subject.title}</a>` : facts.about}</td>
<td data-label="单位">${nameOf(facts.unit ?? atDesk)}</td>
<td data-label="期限"><a href="${clockAddress(new Date(facts.receivedAt).toISOString(), facts.workingDays, facts.closesAt)}">${formatDay(dueOn)}</a>${facts.provisional ? '（暂定）' : ''}</td>
<td data-label="结果">${verdictWords[verdictOf(facts, now)]}${facts.closedBy === 'refusal' ? '（不予受理）' : ''}${used}</td></tr>`;
}
