// Lists and pages of published answers. Inspections look for these labels (留言时间, 回复单位 …).
import type { PublishedAnswer } from '../../api/contract/follow.ts';
import { formatDay } from '../../api/contract/format-day.ts';
import type { RecordHead } from '../../api/contract/ledger.ts';
import type { SiteIndex } from '../../api/contract/subject.ts';
import { kindWords } from '../../api/contract/words.ts';
import { clockAddress, formatFullDay, formatInstant } from '../../api/domain/clock/window-words.ts';
import { publicFiles } from './files.ts';
import { type Html, html, nothing, paragraphs } from './html.ts';
import { notice } from './notice.ts';
import { qrCode } from './qr-code.ts';
import { recordHead } from './record-head.ts';
import { sampleMark } from './sample-mark.ts';
import { verdict, workingDayStrip } from './window.ts';

export const answerUrl = ({ receiptCode }: Pick<PublishedAnswer, 'receiptCode'>): string => `/answers/${receiptCode}/`;

/** Maximum number of reply characters in a list. */
const excerptLength = 70;

export function excerpt(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > excerptLength ? `${line.slice(0, excerptLength)}……` : line;
}

/** When it was answered, and apart from it when the answer was corrected. */
const times = ({ at, firstAt }: PublishedAnswer['reply']): Html =>
  html`<time datetime="${firstAt}">${formatInstant(firstAt)}</time> 答复${at === firstAt ? nothing : html`，<time datetime="${at}">${formatInstant(at)}</time> 更正`}`;

export const answerEntries = (
  answers: Pick<PublishedAnswer, 'receiptCode' | 'title' | 'isSample' | 'reply' | 'kind'>[],
): Html =>
  html`<ol class="hits">${answers.map(
    (answer) => html`<li>
<a href="${answerUrl(answer)}">${answer.title}</a>${sampleMark(answer.isSample)}
<p>${excerpt(answer.reply.text)}</p>
<p class="quiet">${kindWords[answer.kind]} · ${answer.reply.unit} · ${times(answer.reply)}</p></li>`,
  )}</ol>`;

type ListedAnswer = Parameters<typeof answerEntries>[0][number];

/** A search of the published answers that needs no script. */
const searchForm = (place: string | null, query: string): Html =>
  html`<search class="no-print"><form action="/answers/" method="get">
${place === null ? nothing : html`<input type="hidden" name="place" value="${place}">`}<label for="answers-box">在公开答复里搜索</label>
<div class="search-box"><input id="answers-box" type="search" name="q" value="${query}" autocomplete="off" enterkeyhint="search" maxlength="100"><button type="submit" class="button">搜索</button></div>
</form></search>`;

/** What a search of the published answers found; `tooMany` if this sender has to wait. */
export interface AnswersFound {
  query: string;
  answers: ListedAnswer[] | 'tooMany';
}

function foundView({ query, answers }: AnswersFound): Html {
  if (answers === 'tooMany') return notice('搜索太频繁，请过一分钟再试。');
  if (answers.length === 0)
    return html`<p role="status">没有公开答复写到“${query}”。可以换个更短的词，或<a href="/search/">搜索文件、要点和任务</a>。</p>`;
  return html`<p role="status">写到“${query}”的公开答复：${answers.length} 件</p>${answerEntries(answers)}`;
}

/**
 * @param place null: every place
 * @param listed the newest answers of the place and the address of the next page, or what a search found
 */
export function answerListView(
  index: SiteIndex,
  place: string | null,
  listed: { answers: ListedAnswer[]; next: string | null } | AnswersFound,
): Html {
  const name = index.jurisdictions.find(({ id }) => id === place)?.name;
  return html`<h1>公开答复${name ? `：${name}` : ''}</h1>
<p class="lead">居民同意公开、政务公开办选登的留言和答复，不带称呼和联系方式。没有选登的也都办理、都计入<a href="/figures/">答复情况</a>。</p>
<nav aria-label="按地区看"><ul class="inline-links">${[{ id: null, name: '全部地区' }, ...index.jurisdictions].map(
    (entry) =>
      html`<li><a href="${entry.id ? `/answers/?place=${entry.id}` : '/answers/'}"${entry.id === place ? html` aria-current="page"` : nothing}>${entry.name}</a></li>`,
  )}</ul></nav>
${searchForm(place, 'query' in listed ? listed.query : '')}
${'query' in listed ? foundView(listed) : newestView(listed)}`;
}

const newestView = ({ answers, next }: { answers: ListedAnswer[]; next: string | null }): Html =>
  html`${answers.length > 0 ? answerEntries(answers) : html`<p>还没有公开的答复。选登以后会列在这里；想问的，可以在任何文件、要点或任务页面「就此提问」。</p>`}
${next ? html`<p class="standalone"><a href="${next}" rel="next">更早的答复</a></p>` : nothing}`;

/** `2026年11月30日` */
const withoutWeekday = (day: string): string => formatFullDay(day).replace(/（.*）$/u, '');

/** In place of an answer that was public once; says nothing of its words, nor who took it down. */
export const takenDownView = (receiptCode: string, day: string): Html =>
  html`<h1>这件答复已停止公开（${withoutWeekday(day)}）</h1>
<p>受理编号 <span class="code">${receiptCode}</span> 的留言和答复公开过，<time datetime="${day}">${withoutWeekday(day)}</time>撤下，内容不再展示；办理记录仍在<a href="/check/">公开台账</a>里，停止公开的件数计入<a href="/figures/">答复情况</a>。</p>
<p>留言人可以凭受理编号和查询码<a href="/follow/">查询进度</a>。其他人可以看<a href="/answers/">别的公开答复</a>。</p>`;

/**
 * @param address of the page itself
 * @param head the ledger's newest seal; null before the first
 */
export function answerView(answer: PublishedAnswer, address: string, head: RecordHead | null): Html {
  const { about, reply, window } = answer;
  return html`<div class="columns"><div><article id="text" data-pagefind-body>
<p class="kicker" data-pagefind-ignore>公开答复 · ${kindWords[answer.kind]}</p>
<h1>${answer.title}${sampleMark(answer.isSample)}</h1>
<p class="read-aloud no-print"><button type="button" class="link" data-action="read" data-of="text">朗读本页</button></p>
<dl class="facts">
<dt>受理编号</dt><dd><span class="code">${answer.receiptCode}</span></dd>
<dt>关于</dt><dd><a href="${about.url}">${about.title}</a></dd>
<dt>留言时间</dt><dd><time datetime="${answer.receivedAt}">${formatInstant(answer.receivedAt)}</time></dd>
<dt>回复单位</dt><dd>${reply.unit}</dd>
<dt>回复时间</dt><dd><time datetime="${reply.firstAt}">${formatInstant(reply.firstAt)}</time></dd>
${reply.at === reply.firstAt ? nothing : html`<dt>更正时间</dt><dd><time datetime="${reply.at}">${formatInstant(reply.at)}</time>，下面是更正后的全文</dd>`}
<dt>公开时间</dt><dd><time datetime="${answer.publishedAt}">${formatInstant(answer.publishedAt)}</time></dd>
</dl>
<h2>留言内容</h2>
<div class="words">${paragraphs(answer.text)}</div>
${publicFiles(answer)}
<div class="reply"><h2>回复内容</h2><div class="words">${paragraphs(reply.text)}</div></div>
</article>
${verdict(window)}
${workingDayStrip(window)}
<p class="quiet"><a href="${clockAddress(window.receivedAt, window.workingDays, window.closesAt)}">期限 ${formatDay(window.dueOn)} 怎么算的</a></p></div>
<div class="aside"><section class="card no-print" aria-labelledby="ask-title"><h2 id="ask-title">对这一项有疑问？</h2>
<p>可以就它关于的内容再提问，不用注册。</p><p><a class="button" href="${about.url}">看原文、就此提问</a></p></section></div></div>
<section class="citation" aria-labelledby="citation-title"><h2 id="citation-title">引用与分享</h2>
<p class="citation-text" id="citation-text">${`${reply.unit}：答复「${answer.title}」（受理编号 ${answer.receiptCode}），${formatInstant(reply.firstAt)}${reply.at === reply.firstAt ? '' : `（${formatInstant(reply.at)} 更正）`}，${address}`}</p>
<p class="no-print button-row"><button type="button" class="button secondary" data-action="copy" data-of="citation-text">复制引用</button>
<button type="button" class="button secondary" data-action="print">打印本页</button> <span role="status" class="quiet"></span></p>
<div class="citation-row">${qrCode(address)}<div><p class="quiet">手机扫码打开本页。</p></div></div></section>
${recordHead(head)}`;
}
