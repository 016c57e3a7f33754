// What a search shows, rendered by the server and by the search page's script alike.
import type { OpenAnswer } from '../../api/contract/open-answer.ts';
import { excerptOf } from '../../api/domain/search/excerpt.ts';
import type { Hit } from '../../api/domain/search/find.ts';
import type { IndexedPage } from '../../api/domain/search/knowledge.ts';
import { type SearchState, writeState } from '../../api/domain/search/state.ts';
import { findMatches } from '../../api/domain/text/matching.ts';
import { type Html, html, nothing } from './html.ts';

export interface Outcome {
  state: SearchState;
  /** The hits to list. */
  hits: Hit[];
  /** Number of pages that contain the query as searched; null while it is not certain. */
  exactCount: number | null;
  /** The query as searched, if it was corrected. */
  corrected: string | null;
  /** True if the place or year that the query names has no such page. */
  isElsewhere: boolean;
  handlers: IndexedPage[];
  /** True if further hits follow. */
  hasMore: boolean;
}

/** A published answer as its page presents it. */
export function toPage({ url, title, text, aboutTitle, unitName, reply, isSample }: OpenAnswer): IndexedPage {
  return {
    url: new URL(url).pathname,
    title,
    kind: isSample ? '答复（演示数据）' : '答复',
    where: aboutTitle,
    isPast: false,
    text: [title, aboutTitle, text, unitName, reply].join('\n'),
  };
}

/** The paragraph that covers most of the query. The title is left out, because it stands above anyway. */
function bestLine({ text, title, where, words }: Hit): string {
  const lines = text.split('\n').filter((line) => line !== title && line !== where);
  const countWords = (line: string) => words.filter((word) => findMatches(line, [word]).length > 0).length;
  const maxCount = Math.max(0, ...lines.map(countWords));
  return lines.find((line) => countWords(line) === maxCount) ?? text;
}

/** The server renders indexed pages and highlights the words in `mark`. */
const addressOf = ({ url, words }: Hit) =>
  words.length === 0 ? url : `${url}?mark=${encodeURIComponent(words.join(' '))}#match`;

function hitView(hit: Hit): Html {
  const parts = excerptOf(bestLine(hit), hit.words);
  const by = hit.by === null ? nothing : html`<p class="quiet">按“${hit.by}”找到</p>`;
  const item = html`<p class="quiet">${[hit.kind, hit.isPast && '往年', hit.where].filter(Boolean).join(' · ')}</p><a href="${addressOf(hit)}">${hit.title}</a><p>${parts.map(({ text, isMatch }) => (isMatch ? html`<mark>${text}</mark>` : html`<span>${text}</span>`))}</p>${by}`;
  return hit.by === null ? html`<li>${item}</li>` : html`<li data-by="${hit.by}">${item}</li>`;
}

export const hitsView = (hits: Hit[]): Html => html`${hits.map(hitView)}`;

/** The result in one sentence. */
export function describeOutcome(outcome: Outcome): string {
  const { hits, exactCount, corrected, isElsewhere, hasMore } = outcome;
  const { query } = outcome.state;
  const others = hits.filter(({ by }) => by !== null).length;
  if (query === '') return `共${exactCount}页`;
  if (hits.length === 0) return `没有找到与“${query}”有关的内容`;
  if (isElsewhere) return `没有找到所问地区或年份的内容，下面是其他地区或年份的：`;
  if (corrected !== null) return `没有页面写到“${query}”，按“${corrected}”显示：`;
  if (exactCount === 0) return `没有页面写到“${query}”，下面按相近的说法列出：`;
  const count = exactCount === null || (hasMore && others > 0) ? `先列${hits.length}处` : `${exactCount}处`;
  return `“${query}”：${count}${others > 0 && !hasMore ? `；按相近的说法另有${others}处` : ''}`;
}

/** Who usually handles it, a way back to the typed words, and what is listed here at all. */
export function helpView({ state, hits, corrected, handlers }: Outcome): Html {
  const verbatim = { ...state, isVerbatim: true };
  const typed =
    corrected === null ? nothing : html`<p><a href="/search/${writeState(verbatim)}">只找“${state.query}”</a></p>`;
  const units =
    handlers.length === 0
      ? nothing
      : html`<p>这类事一般由这些单位负责：${handlers.map(({ url, title }, index) => html`${index === 0 ? '' : '、'}<a href="${url}">${title}</a>`)}</p>`;
  const shorter =
    hits.length > 0
      ? html`<p class="quiet">本站收录的是政务公开任务，不是办事指南。</p>`
      : html`<p>可以换个更短的词（如“医保”），检查错别字，或取消地区、年份筛选。</p>`;
  return html`${typed}${units}${state.query === '' ? nothing : shorter}`;
}

/** The comment form of the chosen county starts with the typed words. */
export function askView({ query, filters: { place } }: SearchState): Html {
  const parameters = new URLSearchParams({ ...(place && { place }), ...(query && { q: query }) });
  return html`没有找到想找的？<a href="/ask/?${parameters}">直接留言</a>，不用先知道该找哪个单位。`;
}

/** Further hits without script: the same search, longer. */
export const moreView = ({ state, hits, hasMore }: Outcome, count: number): Html =>
  hasMore
    ? html`<p><a class="button secondary" href="/search/${writeState(state)}&amp;count=${hits.length + count}">再列${count}处</a></p>`
    : nothing;
