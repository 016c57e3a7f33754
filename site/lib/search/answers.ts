// Published answers in the search. Each search asks the server for them: an answer can be taken down, redacted or corrected
// at any time, so none of its words may be in a file that browsers keep.
import type { OpenAnswer } from '../../../api/contract/open-answer.ts';
import type { IndexedPage } from '../../../api/domain/search/knowledge.ts';
import type { SearchState } from '../../../api/domain/search/state.ts';
import { toPage } from '../../fragments/search.ts';
import { batchSize } from './exact.ts';
import type { Candidates } from './index-file.ts';

/** In milliseconds. Documents must not wait for a server that does not respond. */
const answersTimeoutMs = 5_000;

/** Answers among the first results; the rest follow at the same rate. */
const answersPerBatch = 3;

/** The address that asks for the answers of a search; null if the search is for other kinds of pages. */
export function answersAddress({ query, filters }: SearchState): string | null {
  if (filters.kind !== undefined && filters.kind !== 'answer') return null;
  const parameters = new URLSearchParams({ q: query });
  const [place, unit] = filters.unit?.split('/') ?? [filters.place];
  if (place !== undefined) parameters.set('place', place);
  if (unit !== undefined) parameters.set('unit', unit);
  if (filters.year !== undefined) parameters.set('year', filters.year);
  // Two places that exclude each other: no answer belongs to both.
  return filters.place !== undefined && filters.place !== place ? null : `/api/answers/search?${parameters}`;
}

/** @throws Error if the server does not answer */
export async function fetchAnswers(state: SearchState): Promise<IndexedPage[]> {
  const address = answersAddress(state);
  if (address === null) return [];
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), answersTimeoutMs);
  try {
    const response = await fetch(address, { signal: controller.signal });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const { answers }: { answers: OpenAnswer[] } = await response.json();
    return answers.map(toPage);
  } finally {
    clearTimeout(timer);
  }
}

/** By date, answers come first: all of them are younger than the documents. Otherwise each batch holds some of both. */
export function mergeCandidates(pages: Candidates, answers: IndexedPage[], isByDate: boolean): Candidates {
  const known = answers.map((answer) => () => Promise.resolve(answer));
  if (isByDate) return [...known, ...pages];
  const merged: Candidates = [];
  const pagesPerBatch = batchSize - answersPerBatch;
  for (let batch = 0; batch * pagesPerBatch < pages.length || batch * answersPerBatch < known.length; batch++) {
    merged.push(...pages.slice(batch * pagesPerBatch, (batch + 1) * pagesPerBatch));
    merged.push(...known.slice(batch * answersPerBatch, (batch + 1) * answersPerBatch));
  }
  return merged;
}
