// One search over pages in memory: pages that contain the query, then pages that say it in other words. The server answers
// with it, and so does the browser if no server does.
import { containsQuery, foldText, wordsOf } from '../text/matching.ts';
import type { Divider } from './divide.ts';
import type { IndexedPage, Knowledge, KnownUnit, SpellingTable, StoredPage } from './knowledge.ts';
import { createLexicon } from './lexicon.ts';
import { type FoldedPage, foldPage, passes, rankPages } from './rank.ts';
import { blurSound, createSpelling } from './spelling.ts';
import type { Filters, SearchState } from './state.ts';
import { type Understanding, understand } from './understand.ts';

export interface Hit extends IndexedPage {
  /** Words to highlight on the page and in the excerpt. */
  words: string[];
  /** The words that matched, if they differ from the query. */
  by: string | null;
}

export interface Finding {
  /** All hits, best first. */
  hits: Hit[];
  /** Number of pages that contain the query as searched. */
  exactCount: number;
  /** The query as searched, if it was corrected: 养老服雾 → 养老服务. */
  corrected: string | null;
  /** Bureaus that usually handle the subject, in the chosen place or in all. */
  handlers: IndexedPage[];
}

export interface Finder {
  find(state: SearchState): Finding;
  understand(query: string): Understanding | null;
}

/** Whole documents contain every word somewhere, so the points and tasks come first. */
const isWhole = ({ url, filters }: StoredPage) => filters.kind === 'document' || url.endsWith('/tasks/');

/** Pages with the query in the title first, then the newest year, then single points and tasks. */
function rankExact(pages: FoldedPage[], query: string): FoldedPage[] {
  const asked = foldText(query);
  const rank = ({ foldedTitle }: FoldedPage) => (foldedTitle === asked ? 0 : foldedTitle.includes(asked) ? 1 : 2);
  return [...pages].sort(
    (a, b) => rank(a) - rank(b) || Number(a.isPast) - Number(b.isPast) || Number(isWhole(a)) - Number(isWhole(b)),
  );
}

const toHit = (page: FoldedPage, words: string[], by: string | null): Hit => ({ ...page, words, by });

function findExact(pages: readonly FoldedPage[], query: string, filters: Filters): FoldedPage[] {
  const isEverything = wordsOf(query).length === 0;
  const found = pages.filter((page) => passes(page, filters) && (isEverything || containsQuery(page.text, query)));
  return rankExact(found, query);
}

/** The filters of the address, and those that the query names, as far as anything is left. */
function* narrow(filters: Filters, { places, years }: Understanding): Generator<Filters> {
  const place = filters.place ?? (places.length === 1 ? places[0] : undefined);
  const year = filters.year ?? (years.length === 1 ? years[0] : undefined);
  const withPlace = place === undefined ? filters : { ...filters, place };
  if (year !== undefined) yield { ...withPlace, year };
  yield withPlace;
  if (filters.place === undefined && place !== undefined) yield filters;
}

export function createFinder(stored: readonly StoredPage[], knowledge: Knowledge, table: SpellingTable): Finder {
  const pages = stored.map(foldPage);
  const spelling = createSpelling(table);
  const sounds = { soundsOf: spelling.soundsOf, blur: blurSound };
  const divider: Divider = { lexicon: createLexicon(knowledge, table, sounds), spelling };

  function findByMeaning(understood: Understanding, filters: Filters) {
    for (const narrowed of narrow(filters, understood)) {
      const ranked = rankPages(pages, understood.subjects, narrowed);
      if (ranked.length > 0) return { ranked, narrowed };
    }
    return { ranked: [], narrowed: filters };
  }

  function listHandlers(understood: Understanding, filters: Filters): IndexedPage[] {
    const place = filters.place ?? (understood.places.length === 1 ? understood.places[0] : undefined);
    const units: KnownUnit[] = understood.subjects.flatMap(({ named, handledBy }) => [...named, ...handledBy]);
    const urls = units.flatMap((unit) => unit.pages);
    return pages.filter((page) => urls.includes(page.url) && passes(page, place === undefined ? {} : { place }));
  }

  function find(state: SearchState): Finding {
    const { query, filters, isByDate, isVerbatim } = state;
    const exact = findExact(pages, query, filters);
    const understood = isVerbatim || query === '' ? null : understand(query, divider);
    const hits = exact.map((page) => toHit(page, wordsOf(query), null));
    if (!understood) {
      return { hits: sortByDate(hits, isByDate), exactCount: exact.length, corrected: null, handlers: [] };
    }
    const { corrected } = understood;
    const isShown = corrected !== null && exact.length === 0;
    const shown = isShown ? findExact(pages, corrected, filters) : exact;
    const words = wordsOf(isShown ? corrected : query);
    const { ranked } = findByMeaning(understood, filters);
    const named = understood.subjects.flatMap((subject) => subject.named.flatMap((unit) => unit.pages));
    const others = ranked
      .filter(({ page }) => !shown.includes(page))
      .map((entry) => toHit(entry.page, entry.words, entry.words[0] ?? null));
    const isNamed = ({ url }: Hit) => named.includes(url);
    const all = [...shown.map((page) => toHit(page, words, null)), ...others];
    // A bureau that the query names comes before the pages that mention it.
    const ordered = [...all.filter(isNamed), ...all.filter((hit) => !isNamed(hit))];
    return {
      hits: sortByDate(ordered, isByDate),
      exactCount: shown.length,
      corrected: isShown ? corrected : null,
      handlers: listHandlers(understood, filters),
    };
  }

  const dateOf = new Map(pages.map(({ url, date }) => [url, date]));
  function sortByDate(hits: Hit[], isByDate: boolean): Hit[] {
    if (!isByDate) return hits;
    return [...hits].sort((a, b) => ((dateOf.get(a.url) ?? '') < (dateOf.get(b.url) ?? '') ? 1 : -1));
  }

  return { find, understand: (query) => understand(query, divider) };
}
