// The index that Pagefind wrote at build. Fetched when the search box is first touched, not before.
import type { SearchState } from './filters.ts';
import { gatherText } from './pairs.ts';
import { indexTerms } from './terms.ts';

export interface IndexedPage {
  url: string;
  title: string;
  /** 要点, 任务 … */
  kind: string;
  /** The document and the place in it. */
  where: string;
  /** True for a page of a closed year. */
  isPast: boolean;
  text: string;
}

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

/** Pages that have every term, the best first; each is fetched when it is read. */
export type Candidates = (() => Promise<IndexedPage>)[];

let loading: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const path = '/pagefind/pagefind.js';
  const { createInstance } = (await import(/* @vite-ignore */ path)) as { createInstance(options: object): Pagefind };
  // A worker is another 12 KiB, and searching a county's pages takes a few milliseconds.
  // Pagefind reads the page's language here and would then cut each query into words by the browser's dictionary, which
  // is not the one the index was cut by. In no language it takes our pairs as they are. Undocumented, so
  // test/e2e/search.e2e.ts holds it to what it must find.
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
  // A failed load is tried again with the next search.
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
