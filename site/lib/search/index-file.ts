// The index that Pagefind wrote at build time. Loaded when the search box is first used.
import type { IndexedPage } from '../../../api/domain/search/knowledge.ts';
import type { SearchState } from '../../../api/domain/search/state.ts';
import { indexTerms } from '../../../api/domain/search/terms.ts';
import { gatherText } from './pairs.ts';

interface PagefindResult {
  data(): Promise<{ url: string; content: string; meta: Record<string, string | undefined> }>;
}

interface Pagefind {
  init(): Promise<void>;
  search(
    terms: string | null,
    options: { filters: SearchState['filters']; sort: Record<string, 'desc'> },
  ): Promise<{ results: PagefindResult[] }>;
}

/** Pages that contain every term, best first. Each page is fetched only when read. */
export type Candidates = (() => Promise<IndexedPage>)[];

let loading: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const path = '/pagefind/pagefind.js';
  const { createInstance } = (await import(/* @vite-ignore */ path)) as { createInstance(options: object): Pagefind };
  // Without a worker: it would cost another 12 KiB, and searching a county's pages takes only milliseconds. Without a
  // language: Pagefind would split each query with the browser's dictionary, unlike the index. With none set it uses
  // our character pairs unchanged. This is undocumented, so test/e2e/search.e2e.ts verifies it.
  const root = document.documentElement;
  const language = root.lang;
  root.lang = 'und';
  const pagefind = createInstance({ noWorker: true });
  root.lang = language;
  await pagefind.init();
  return pagefind;
}

export function loadIndex(): Promise<Pagefind> {
  loading ??= load();
  // Forget a failed load, so that the next search retries.
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

export async function findCandidates({ query, filters, isByDate }: SearchState): Promise<Candidates> {
  const terms = indexTerms(query);
  const pagefind = await loadIndex();
  const { results } = await pagefind.search(terms.length > 0 ? terms.join(' ') : null, {
    filters,
    sort: isByDate ? { date: 'desc' } : {},
  });
  return results.map((result) => async () => {
    const { url, content, meta } = await result.data();
    const [title = url, kind = '', where = ''] = ['title', 'kind', 'where'].map(
      (name) => meta[name] && gatherText(meta[name]),
    );
    return { url, text: gatherText(content), title, kind, where, isPast: meta['past'] !== undefined };
  });
}
