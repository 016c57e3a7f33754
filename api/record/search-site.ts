// Searches the built pages and the published answers together.
import type { OpenAnswer } from '../contract/open-answer.ts';
import type { Finding } from '../domain/search/find.ts';
import type { Filters, SearchState } from '../domain/search/state.ts';
import type { Deps } from '../ports/deps.ts';
import { loadFinder } from './finder.ts';
import { type AnswerQuery, searchAnswers } from './search-answers.ts';

export interface SiteFinding extends Finding {
  /** Answers that contain the query, or else other words for it. */
  answers: { answer: OpenAnswer; by: string | null }[];
}

/** Other words to look up in the record if no answer contains the query. */
const otherWordsTried = 3;

/** @returns null if no answer passes the filters */
function toAnswerQuery({ kind, place, unit, year }: Filters): Omit<AnswerQuery, 'query'> | null {
  if (kind !== undefined && kind !== 'answer') return null;
  const [ofUnit, id] = unit?.split('/') ?? [place];
  // Two places that exclude each other: no answer belongs to both.
  if (place !== undefined && place !== ofUnit) return null;
  return { place: ofUnit, unit: id, year: year === undefined ? undefined : Number(year) };
}

async function findAnswers(deps: Deps, state: SearchState, others: string[], baseUrl: string) {
  const filters = toAnswerQuery(state.filters);
  if (filters === null) return [];
  for (const query of [state.query, ...others.slice(0, otherWordsTried)]) {
    const found = await searchAnswers(deps, { ...filters, query }, baseUrl);
    if (found.length > 0) return found.map((answer) => ({ answer, by: query === state.query ? null : query }));
  }
  return [];
}

/** @throws Error if the record does not answer; the pages alone are found without it */
export async function searchSite(
  deps: Deps,
  state: SearchState,
  { baseUrl, near }: { baseUrl: string; near: string | null },
): Promise<SiteFinding> {
  const finder = await loadFinder(deps.site);
  const others = state.isVerbatim ? [] : finder.otherWords(state.query);
  const answers = await findAnswers(deps, state, others, baseUrl);
  return { ...finder.find(state, near), answers };
}

/** Pages alone, while the record does not answer. */
export async function searchPages(deps: Deps, state: SearchState, near: string | null): Promise<SiteFinding> {
  return { ...(await loadFinder(deps.site)).find(state, near), answers: [] };
}
