// The work ledger (工作台账) and the yearly review (回头看): fragments for built pages, readable without script.
import { type LedgerEntry, type Standing, standingSchema, standingWords } from '../../api/contract/commitment.ts';
import { computeLookBack, findLookBackGroup, type LookBack } from '../../api/domain/commitments/commitment.ts';
import type { LedgerFilter, LedgerPage, LedgerRow } from '../../api/domain/commitments/work-ledger.ts';
import { formatShare } from '../../api/domain/figures/share.ts';
import { dueWords, resultLine, standingMark } from './commitment.ts';
import { type Html, html, nothing } from './html.ts';
import { notice } from './notice.ts';
import { sampleMark } from './sample-mark.ts';

/** A document of the ledger, as its pages name it. */
export interface LedgerDocument {
  id: string;
  url: string;
  year: number;
  jurisdiction: string;
  jurisdictionName: string;
  tasks: { dueOn: string | null }[];
}

export interface LedgerView extends LedgerPage {
  documents: LedgerDocument[];
  shown: LedgerDocument;
  filter: LedgerFilter;
  /** Units that have a task in this document. */
  units: { id: string; name: string }[];
  /** All tasks of the document. */
  entries: LedgerEntry[];
}

const nameOf = ({ jurisdictionName, year }: LedgerDocument) => `${jurisdictionName} ${year} 年`;
const lookBackUrl = ({ id }: LedgerDocument) => `/commitments/look-back/${id}/`;

/** True if at least one task of the document has a due date. */
export const hasDates = ({ tasks }: Pick<LedgerDocument, 'tasks'>): boolean =>
  tasks.some(({ dueOn }) => dueOn !== null);

/** The address of a view of the ledger; defaults are omitted. */
function ledgerUrl(document: string, { unit, standing, order, page }: Partial<LedgerFilter> = {}): string {
  const query = new URLSearchParams({ document });
  if (unit) query.set('unit', unit);
  if (standing) query.set('standing', standing);
  if (order === 'unit') query.set('order', order);
  if (page && page > 1) query.set('page', String(page));
  return `/commitments/?${query}`;
}

const option = (value: string, words: string, isChosen: boolean) =>
  html`<option value="${value}"${isChosen ? html` selected` : nothing}>${words}</option>`;

function filterForm({ documents, shown, filter, units }: LedgerView): Html {
  return html`<form method="get" action="/commitments/" class="ledger-filter no-print">
<div><label for="document">地区和年份</label><select id="document" name="document">${documents.map((document) =>
    option(document.id, `${nameOf(document)}${hasDates(document) ? '' : '（未写期限）'}`, document === shown),
  )}</select></div>
<div><label for="unit">责任单位</label><select id="unit" name="unit">${option('', '全部', filter.unit === null)}${units.map(
    ({ id, name }) => option(id, name, id === filter.unit),
  )}</select></div>
<div><label for="standing">办结情况</label><select id="standing" name="standing">${option('', '全部', filter.standing === null)}${standingSchema.options.map(
    (standing) => option(standing, standingWords[standing], standing === filter.standing),
  )}</select></div>
<div><label for="order">排列</label><select id="order" name="order">${option('date', '按期限先后', filter.order === 'date')}${option('unit', '按责任单位', filter.order === 'unit')}</select></div>
<button type="submit" class="button">查看</button>
</form>`;
}

/** The number of tasks of each status, linked to their list. */
function standingCounts({ shown, entries }: LedgerView): Html {
  const counts = standingSchema.options
    .map((standing) => ({ standing, count: entries.filter((entry) => entry.standing === standing).length }))
    .filter(({ count }) => count > 0);
  return html`<ul class="standing-counts">${counts.map(
    ({ standing, count }) =>
      html`<li><a href="${ledgerUrl(shown.id, { standing })}">${standingMark({ standing, result: null })}</a> ${count} 项</li>`,
  )}</ul>`;
}

const unitNames = ({ units }: LedgerEntry) =>
  units.length === 0 ? '未列明' : units.map(({ name }) => name).join('、');

function ledgerRow({ entry }: LedgerRow): Html {
  return html`<tr>
<th scope="row"><a href="${entry.url}">${entry.title}</a></th>
<td data-label="责任单位">${unitNames(entry)}</td>
<td data-label="完成时限">${dueWords(entry)}</td>
<td data-label="办结情况">${standingMark(entry)}${sampleMark(entry.isSample)}${entry.result ? html`<br><small>${resultLine(entry.result)}</small>` : nothing}</td>
</tr>`;
}

/** Groups adjacent rows by unit, or puts all rows in one group if they are sorted by date. */
function groupRows(rows: LedgerRow[]): LedgerRow[][] {
  const groups: LedgerRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last[0]?.unit?.id === row.unit?.id) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function ledgerTable({ rows, filter }: LedgerView, caption: string): Html {
  return html`<table class="breakdown ledger">
<caption>${caption}</caption>
<thead><tr><th scope="col">任务</th><th scope="col" class="col-units">责任单位</th><th scope="col" class="col-due">完成时限</th><th scope="col" class="col-standing">办结情况</th></tr></thead>
${groupRows(rows).map(
  (group) =>
    html`<tbody>${filter.order === 'unit' ? html`<tr class="group"><th scope="rowgroup" colspan="4">${group[0]?.unit?.name ?? '未列明责任单位'}</th></tr>` : nothing}${group.map(ledgerRow)}</tbody>`,
)}
</table>`;
}

function pager({ shown, filter, page, pages }: LedgerView): Html {
  if (pages === 1) return nothing;
  const link = (to: number, words: string, rel: string) =>
    html`<a href="${ledgerUrl(shown.id, { ...filter, page: to })}" rel="${rel}">${words}</a>`;
  return html`<nav class="pager no-print" aria-label="分页">${page > 1 ? link(page - 1, '‹ 上一页', 'prev') : html`<span></span>`}<span>第 ${page} 页，共 ${pages} 页</span>${page < pages ? link(page + 1, '下一页 ›', 'next') : html`<span></span>`}</nav>`;
}

/** One document's ledger, filtered as requested. */
export function workLedger(view: LedgerView): Html {
  const { shown, entries, filter, total } = view;
  const dated = entries.filter(({ dueOn }) => dueOn !== null).length;
  const isWhole = filter.unit === null && filter.standing === null;
  return html`${filterForm(view)}
<section aria-labelledby="ledger-title">
<h2 id="ledger-title">${nameOf(shown)}</h2>
<p>共 ${entries.length} 项任务，${dated} 项写明了期限。<a href="${lookBackUrl(shown)}">回头看这一年</a></p>
${standingCounts(view)}
${total === 0 ? notice(html`没有符合条件的任务。<a href="${ledgerUrl(shown.id)}">看全部 ${entries.length} 项</a>`) : ledgerTable(view, `${isWhole ? '全部任务' : '符合条件的任务'}，${total} ${filter.order === 'unit' ? '行（几个单位共同负责的，每个单位下各列一次）' : '项'}`)}
${pager(view)}
</section>`;
}

/** Groups of a yearly review in page order, each with its symbol and label. */
const lookBackGroups = [
  ['byDate', 'by-date', '按期公开结果'],
  ['late', 'late', '晚于期限公开结果'],
  ['pastDue', 'past-due', '已过期限，未见公开结果'],
  ['dueToday', 'due-today', '今天到期'],
  ['notDue', 'not-due', '未到期'],
  ['publishedUndated', 'by-date', '没有期限，已公开结果'],
  ['ongoing', 'undated', '长期坚持，未见公开结果'],
  ['undated', 'undated', '未定期限，未见公开结果'],
] as const satisfies [keyof LookBack, string, string][];

type Group = (typeof lookBackGroups)[number][0];

/** Returns the status by which the ledger lists a group's tasks. */
const standingOfGroup: Record<Group, Standing> = {
  byDate: 'published',
  late: 'published',
  pastDue: 'past-due',
  dueToday: 'due-today',
  notDue: 'not-due',
  publishedUndated: 'published',
  ongoing: 'ongoing',
  undated: 'undated',
};

/** Maximum number of tasks listed per group of a yearly review; the ledger lists all. */
const maxListedTasks = 100;
/** Maximum number of squares in the drawing; more would be unreadable. */
const maxSquares = 300;

/** The rate with formula and denominator, or the reason why there is none. */
function rateLine({ byDate, late, pastDue, recordedLate }: LookBack): Html {
  const settled = byDate + late + pastDue;
  if (settled === 0) return html`<p>还没有任务到期，暂不计算按期公开率。</p>`;
  return html`<p><strong>按期公开率 ${formatShare(byDate, settled)}</strong>（${byDate} ÷ ${settled}）＝ 按期公开 ÷（按期公开 ＋ 晚于期限公开 ＋ 已过期限未见公开）。未到期和没有期限的不计。${recordedLate > 0 ? html`按期的 ${byDate} 项里，${recordedLate} 项是期限过后才登记的。` : nothing}</p>`;
}

function squares(entries: LedgerEntry[]): Html {
  if (entries.length > maxSquares) return nothing;
  const classOf = new Map<Group, string>(lookBackGroups.map(([group, name]) => [group, name]));
  const order = lookBackGroups.map(([group]) => group);
  const groups = entries.map(findLookBackGroup).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return html`<p class="squares" aria-hidden="true">${groups.map((group) => html`<i class="square ${classOf.get(group) ?? ''}"></i>`)}</p>`;
}

function lookBackTable(sums: LookBack, caption: string): Html {
  return html`<table class="look-back"><caption>${caption}</caption>
<thead><tr><th scope="col">情况</th><th scope="col">项数</th><th scope="col">占比</th></tr></thead>
<tbody>${lookBackGroups
    .filter(([group]) => sums[group] > 0)
    .map(
      ([group, name, words]) =>
        html`<tr><th scope="row"><i class="square ${name}" aria-hidden="true"></i> <a href="#${group}">${words}</a></th><td>${sums[group]}</td><td>${formatShare(sums[group], sums.total)}</td></tr>`,
    )}
<tr><th scope="row">合计</th><td>${sums.total}</td><td>100%</td></tr></tbody></table>`;
}

function lookBackItem(entry: LedgerEntry): Html {
  return html`<li><a href="${entry.url}">${entry.title}</a>${sampleMark(entry.isSample)}
<p class="quiet">${unitNames(entry)}；完成时限：${dueWords(entry)}</p>
${entry.result ? html`<p>${standingMark(entry)}</p><p class="quiet">${resultLine(entry.result)}</p>` : nothing}</li>`;
}

function groupSection(document: LedgerDocument, entries: LedgerEntry[], group: Group, words: string): Html {
  const own = entries.filter((entry) => findLookBackGroup(entry) === group);
  if (own.length === 0) return nothing;
  const keyOf = ({ result, dueOn }: LedgerEntry) => result?.on ?? dueOn ?? '';
  const listed = own.sort((a, b) => keyOf(a).localeCompare(keyOf(b))).slice(0, maxListedTasks);
  return html`<section aria-labelledby="${group}">
<h2 id="${group}">${words}（${own.length} 项）</h2>
<ol class="hits">${listed.map(lookBackItem)}</ol>
${own.length > listed.length ? html`<p><a href="${ledgerUrl(document.id, { standing: standingOfGroup[group] })}">其余 ${own.length - listed.length} 项见工作台账</a></p>` : nothing}
</section>`;
}

/** The yearly review: outcomes of a year's tasks, each figure with its denominator and a link to its tasks. */
export function lookBack(document: LedgerDocument, entries: LedgerEntry[]): Html {
  const sums = computeLookBack(entries);
  const samples = entries.filter(({ isSample }) => isSample).length;
  return html`${samples > 0 ? notice(html`其中 ${samples} 项的记录是${sampleMark(true)}，只用来说明页面的样子，也计入下面的数字。`, { kind: 'warning' }) : nothing}
${rateLine(sums)}
${squares(entries)}
${lookBackTable(sums, `${nameOf(document)}，${sums.total} 项任务`)}
${lookBackGroups.map(([group, , words]) => groupSection(document, entries, group, words))}`;
}

/** All years, one row each. */
export function lookBackIndex(years: { document: LedgerDocument; entries: LedgerEntry[] }[]): Html {
  return html`<table class="breakdown years"><caption>${years.length} 个地区年份</caption>
<thead><tr><th scope="col">地区和年份</th><th scope="col">任务</th><th scope="col">写明期限</th><th scope="col">按期公开</th><th scope="col">晚于期限公开</th><th scope="col">已过期限未见公开</th><th scope="col">未到期（含今天到期）</th><th scope="col">没有期限，已公开</th></tr></thead>
<tbody>${years.map(({ document, entries }) => {
    const sums = computeLookBack(entries);
    const hasSamples = entries.some(({ isSample }) => isSample);
    return html`<tr><th scope="row"><a href="${lookBackUrl(document)}">${nameOf(document)}</a>${sampleMark(hasSamples)}</th><td data-label="任务">${sums.total} 项</td><td data-label="写明期限">${sums.dated} 项</td><td data-label="按期公开">${sums.byDate} 项</td><td data-label="晚于期限公开">${sums.late} 项</td><td data-label="已过期限未见公开">${sums.pastDue} 项</td><td data-label="未到期（含今天到期）">${sums.notDue + sums.dueToday} 项</td><td data-label="没有期限，已公开">${sums.publishedUndated} 项</td></tr>`;
  })}</tbody></table>`;
}
