// The list behind a figure: the comments that it counts.
import { formatDay } from '../../api/contract/format-day.ts';
import type { SiteIndex } from '../../api/contract/subject.ts';
import { dayInShanghai } from '../../api/domain/clock/calendar.ts';
import { clockAddress, lateReclassificationMark } from '../../api/domain/clock/window-words.ts';
import { type FigureName, figures } from '../../api/domain/figures/figures.ts';
import { type CommentFacts, type Verdict, verdictOf } from '../../api/domain/figures/verdict.ts';
import { atDesk } from '../../api/life/standing.ts';
import { type Asked, addressOf, headline, placeNameOf, unitNamer } from './figures.ts';
import { type Html, html, nothing } from './html.ts';
import { sampleMark, samplesNotice } from './sample-mark.ts';

const verdictWords = {
  'on-time': '按期答复',
  late: '超期答复',
  'declined-on-time': '按期告知不予受理',
  'declined-late': '超期告知不予受理',
  withdrawn: '期限内撤回',
  'withdrawn-late': '超期后撤回',
  overdue: '超期未答复',
  waiting: '未到期',
  undecided: '待判定',
} as const satisfies Record<Verdict, string>;

/** Comments that a figure counts, without residents' words: once published, those appear on their subject's page. */
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
<td data-label="结果">${verdictWords[verdictOf(facts, now)]}${used}${facts.reclassified === 'after-window' ? html`，${lateReclassificationMark}` : nothing}</td></tr>`;
}
