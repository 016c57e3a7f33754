// The search page, filled by the server: for browsers without script or WebAssembly, and for whatever no page says literally.
import { type Context, Hono } from 'hono';
import { html } from '../../site/fragments/html.ts';
import {
  askView,
  describeOutcome,
  helpView,
  hitsView,
  moreView,
  type Outcome,
  toPage,
} from '../../site/fragments/search.ts';
import { truncateText } from '../contract/fold.ts';
import { cleanText } from '../contract/text.ts';
import type { Hit } from '../domain/search/find.ts';
import { filterNames, readState, type SearchState } from '../domain/search/state.ts';
import { foldText, splitQuery } from '../domain/text/matching.ts';
import { describeFailure } from '../middleware/failures.ts';
import { requestIdOf } from '../middleware/request-log.ts';
import type { Deps } from '../ports/deps.ts';
import { type SiteFinding, searchPages, searchSite } from '../record/search-site.ts';
import { fillForm, fillPart } from './built-page.ts';
import { readPlace } from './place-cookie.ts';

/** As long as the search box. */
const longestQuery = 100;
/** Number of results per batch, and the most that one page lists. */
const batchSize = 10;
const mostListed = 200;
/** Answers among the first results; the rest follow at the same rate. */
const answersPerBatch = 3;

function readAsked(c: Context): { state: SearchState; count: number } {
  const parameters = new URL(c.req.url).searchParams;
  const state = readState(parameters);
  // Cut before anything looks at it, and again, because composing characters can make it longer.
  const query = truncateText(cleanText(truncateText(state.query, 10 * longestQuery)), longestQuery).trim();
  const count = Math.trunc(Number(parameters.get('count')));
  return { state: { ...state, query }, count: Math.min(mostListed, Math.max(batchSize, count || 0)) };
}

/** By date, answers come first: all of them are younger than the documents. Otherwise each batch holds some of both. */
function mergeAnswers({ hits, answers }: SiteFinding, { query, isByDate }: SearchState): Hit[] {
  const found = answers.map(({ answer, by }): Hit => ({ ...toPage(answer), words: splitQuery(by ?? query), by }));
  if (isByDate) return [...found, ...hits];
  const merged: Hit[] = [];
  const pagesPerBatch = batchSize - answersPerBatch;
  for (let batch = 0; batch * pagesPerBatch < hits.length || batch * answersPerBatch < found.length; batch++) {
    merged.push(...hits.slice(batch * pagesPerBatch, (batch + 1) * pagesPerBatch));
    merged.push(...found.slice(batch * answersPerBatch, (batch + 1) * answersPerBatch));
  }
  return merged;
}

function toOutcome(finding: SiteFinding, state: SearchState, count: number): Outcome {
  const merged = mergeAnswers(finding, state);
  const exactAnswers = finding.answers.filter(({ by }) => by === null).length;
  return {
    state,
    hits: merged.slice(0, count),
    exactCount: finding.exactCount + exactAnswers,
    corrected: exactAnswers > 0 ? null : finding.corrected,
    isElsewhere: exactAnswers === 0 && finding.isElsewhere,
    handlers: finding.handlers,
    hasMore: merged.length > count,
  };
}

export function searchRoutes(deps: Deps, settings: { baseUrl: string }) {
  async function search(c: Context, state: SearchState): Promise<SiteFinding> {
    const near = readPlace(c) || null;
    try {
      return await searchSite(deps, state, { baseUrl: settings.baseUrl, near });
    } catch (error) {
      deps.log({ level: 'error', message: `search: ${describeFailure(error)}`, requestId: requestIdOf(c) });
      return searchPages(deps, state, near);
    }
  }

  return new Hono().get('/search/', async (c) => {
    const page = await deps.site.page('/search/');
    if (page === null) throw new Error('the site has no page /search/');
    const { state, count } = readAsked(c);
    const { query, filters, isByDate } = state;
    if (foldText(query) === '' && Object.keys(filters).length === 0) return c.html(page);
    const outcome = toOutcome(await search(c, state), state, count);
    const chosen = Object.fromEntries(filterNames.map((name) => [name, filters[name] ?? '']));
    const filled = fillForm(page, { values: { q: query, ...chosen, sort: isByDate ? 'date' : '' } });
    const parts = {
      'search-status': html`${describeOutcome(outcome)}`,
      'search-help': helpView(outcome),
      'search-hits': hitsView(outcome.hits),
      'search-more': moreView(outcome, batchSize),
      'search-ask': askView(state),
    };
    // New answers show at once, and the remembered county's pages come first.
    c.header('cache-control', 'private, no-cache');
    return c.html(Object.entries(parts).reduce((filling, [part, content]) => fillPart(filling, part, content), filled));
  });
}
