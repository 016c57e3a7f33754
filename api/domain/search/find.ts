// One search over pages in memory: pages that contain the query, then pages that say it in other words. The server answers
// with it, and so does the browser if no server does.
import { foldText, splitQuery } from '../text/matching.ts';
import type { Divider } from './divide.ts';
import type { IndexedPage, Knowledge, KnownUnit, SoundTable, SpellingTable, StoredPage } from './knowledge.ts';
import { createLexicon } from './lexicon.ts';
import { type FoldedPage, foldPage, isWhole, passes, rankPages } from './rank.ts';
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
  /** True if the place or year that the query names has no such page: the hits are of others. */
  isElsewhere: boolean;
  /** Bureaus that usually handle the subject, in the chosen place or in all. */
  handlers: IndexedPage[];
}

export interface Finder {
  /** @param near the place whose pages come first among equals; null if the reader has chosen none */
  find(state: SearchState, near?: string | null): Finding;
  understand(query: string): Understanding | null;
  /** Other words for the query's subjects, for texts that residents wrote: 养老院 → 敬老院, 养老机构. */
  otherWords(query: string): string[];
}

/** Other words to look up in comments and answers; more would find what nobody asked for. */
const mostOtherWords = 8;

/** Pages with the query in the title first, then the newest year, then single points and tasks. */
function rankExact(pages: FoldedPage[], query: string, near: string | null): FoldedPage[] {
  const asked = foldText(query);
  const rank = ({ foldedTitle }: FoldedPage) => (foldedTitle === asked ? 0 : foldedTitle.includes(asked) ? 1 : 2);
  const isFar = ({ filters }: FoldedPage) => Number(near !== null && filters.place !== near);
  return [...pages].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      isFar(a) - isFar(b) ||
      Number(a.isPast) - Number(b.isPast) ||
      Number(isWhole(a)) - Number(isWhole(b)),
  );
}

const toHit = (page: FoldedPage, words: string[], by: string | null): Hit => ({ ...page, words, by });

function findExact(pages: readonly FoldedPage[], { query, filters }: SearchState, near: string | null): FoldedPage[] {
  const words = splitQuery(query).map(foldText);
  const found = pages.filter((page) => passes(page, filters) && words.every((word) => page.folded.includes(word)));
  return rankExact(found, query, near);
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

export interface FinderData {
  pages: readonly StoredPage[];
  knowledge: Knowledge;
  table: SpellingTable;
  sounds: SoundTable;
}

export function createFinder({ pages: stored, knowledge, table, sounds }: FinderData): Finder {
  const pages = stored.map(foldPage);
  const spelling = createSpelling(table, sounds);
  const lexicon = createLexicon(knowledge, table, { soundsOf: spelling.soundsOf, blur: blurSound });
  const divider: Divider = { lexicon, spelling };

  function findByMeaning(understood: Understanding, filters: Filters, near: string | null) {
    let isElsewhere = false;
    for (const narrowed of narrow(filters, understood)) {
      const ranked = rankPages(pages, understood.subjects, narrowed, near);
      if (ranked.length > 0) return { ranked, isElsewhere };
      isElsewhere = true;
    }
    return { ranked: [], isElsewhere: false };
  }

  function listHandlers(understood: Understanding, filters: Filters): IndexedPage[] {
    const place = filters.place ?? (understood.places.length === 1 ? understood.places[0] : undefined);
    const units: KnownUnit[] = understood.subjects.flatMap(({ named, handledBy }) => [...named, ...handledBy]);
    const urls = units.flatMap((unit) => unit.pages);
    return pages.filter((page) => urls.includes(page.url) && passes(page, place === undefined ? {} : { place }));
  }

  function find(state: SearchState, near: string | null = null): Finding {
    const { query, filters, isByDate, isVerbatim } = state;
    const exact = findExact(pages, state, near);
    const understood = isVerbatim || query === '' ? null : understand(query, divider);
    const hits = exact.map((page) => toHit(page, splitQuery(query), null));
    if (!understood) {
      return {
        hits: sortByDate(hits, isByDate),
        exactCount: exact.length,
        corrected: null,
        isElsewhere: false,
        handlers: [],
      };
    }
    const { corrected } = understood;
    const isShown = corrected !== null && exact.length === 0;
    const shown = isShown ? findExact(pages, { ...state, query: corrected }, near) : exact;
    const words = splitQuery(isShown ? corrected : query);
    // Pages that merely share a word add nothing to those that contain the query.
    const isMeant = shown.length === 0 || understood.subjects.some(({ isRegistered }) => isRegistered);
    const { ranked, isElsewhere } = isMeant
      ? findByMeaning(understood, filters, near)
      : { ranked: [], isElsewhere: false };
    const named = understood.subjects.flatMap((subject) => subject.named.flatMap((unit) => unit.pages));
    const others = ranked
      .filter(({ page }) => !shown.includes(page))
      .map((entry) => toHit(entry.page, entry.words, entry.words[0] ?? null));
    const isNamed = ({ url }: Hit) => named.includes(url);
    const isNear = ({ url }: Hit) => near !== null && url.split('/')[2] === near;
    const all = [...shown.map((page) => toHit(page, words, null)), ...others];
    // A bureau that the query names comes before the pages that mention it.
    const first = all.filter(isNamed);
    const ordered = [
      ...first.filter(isNear),
      ...first.filter((hit) => !isNear(hit)),
      ...all.filter((hit) => !isNamed(hit)),
    ];
    return {
      hits: sortByDate(ordered, isByDate),
      exactCount: shown.length,
      corrected: isShown ? corrected : null,
      isElsewhere: isElsewhere && shown.length === 0,
      handlers: listHandlers(understood, filters),
    };
  }

  const dateOf = new Map(pages.map(({ url, date }) => [url, date]));
  function sortByDate(hits: Hit[], isByDate: boolean): Hit[] {
    if (!isByDate) return hits;
    return [...hits].sort((a, b) => ((dateOf.get(a.url) ?? '') < (dateOf.get(b.url) ?? '') ? 1 : -1));
  }

  function otherWords(query: string): string[] {
    const understood = understand(query, divider);
    if (!understood) return [];
    const { corrected, subjects } = understood;
    const [subject] = subjects;
    const entry = knowledge.synonyms.find(({ said }) => subject !== undefined && said.includes(subject.said));
    const words = [corrected ?? '', subject?.said ?? '', ...(subject?.words ?? []), ...(entry?.said ?? [])];
    return [...new Set(words)].filter((word) => word !== '' && word !== query).slice(0, mostOtherWords);
  }

  return { find, understand: (query) => understand(query, divider), otherWords };
}
