// Where the search page gets results from: Pagefind's index, the server, or the pages themselves if no server answers.
import type { Knowledge, SoundTable, SpellingTable, StoredPage } from '../../../api/domain/search/knowledge.ts';
import { type SearchState, writeState } from '../../../api/domain/search/state.ts';
import { createPinyinSuggester, suggest } from '../../../api/domain/search/suggest.ts';
import { fetchAnswers, mergeCandidates } from './answers.ts';
import { type Candidates, findCandidates as findPages } from './index-file.ts';

async function fetchJson<Value>(url: string): Promise<Value> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** Loads once. After a failure the next request retries. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () => {
    loading ??= load();
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
}

/** The kind of pages that only the server knows. */
const liveKind = 'answer';

/** @param reportMissing called if the answers could not be read; the other pages are found all the same */
export async function findEverywhere(state: SearchState, reportMissing: () => void): Promise<Candidates> {
  const isForAnswers = state.filters.kind === liveKind;
  const [pages, answers] = await Promise.all([
    isForAnswers ? [] : findPages(state),
    fetchAnswers(state).catch((error: unknown) => {
      if (isForAnswers) throw error;
      reportMissing();
      return [];
    }),
  ]);
  return mergeCandidates(pages, answers, state.isByDate);
}

/** Parts of the search page that the server fills. */
export const serverParts = ['search-status', 'search-help', 'search-results', 'search-more', 'search-ask'] as const;

/** True if the server has filled the page's parts. */
export const isAnswered = (page: ParentNode): boolean =>
  page.querySelector('#search-results') !== null && page.querySelector('#search-results > template') === null;

/** @returns the server's parts of the page; null if the site is served without the application, as static files */
export async function askServer(state: SearchState): Promise<Record<string, string> | null> {
  const response = await fetch(`/search/${writeState(state)}`);
  if (!response.ok) throw new Error(`search: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!isAnswered(page)) return null;
  return Object.fromEntries(serverParts.map((id) => [id, page.getElementById(id)?.innerHTML ?? '']));
}

const loadKnowledge = once(() => fetchJson<Knowledge>('/search/words.json'));
const loadSounds = once(() => fetchJson<SoundTable>('/search/sounds.json'));

export const loadFinder = once(async () => {
  const [{ createFinder }, pages, knowledge, table, sounds] = await Promise.all([
    import('../../../api/domain/search/find.ts'),
    fetchJson<StoredPage[]>('/search/pages.json'),
    loadKnowledge(),
    fetchJson<SpellingTable>('/search/spelling.json'),
    loadSounds(),
  ]);
  return createFinder({ pages, knowledge, table, sounds });
});

const loadPinyin = once(async () => createPinyinSuggester(await loadKnowledge(), await loadSounds()));

const suggestionsShown = 8;
/** Minimum number of Latin letters for which the pinyin table is fetched. */
const minPinyinLength = 3;

export async function suggestFor(typed: string): Promise<string[]> {
  const found = suggest(typed, await loadKnowledge(), suggestionsShown);
  if (found.length > 0 || !/^[a-z\s'’]+$/iu.test(typed) || typed.length < minPinyinLength) return found;
  return (await loadPinyin())(typed, suggestionsShown);
}
