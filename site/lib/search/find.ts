// One search: pages that contain the query; if there are few, pages that say it in other words; if there are none,
// guesses at the intended query.
import { containsQuery, foldText, splitQuery } from '../../../api/domain/text/matching.ts';
import type { SearchState } from './filters.ts';
import type { Candidates, IndexedPage } from './index-file.ts';
import type { Spelling } from './spelling.ts';
import { indexTerms } from './terms.ts';
import { otherWords, stripQuestionWords, type WordTable, wordsInside } from './words.ts';

export interface Hit extends IndexedPage {
  /** Words to highlight on the page and in the excerpt. */
  words: string[];
  /** The words that matched, if they differ from the query. */
  by: string | null;
}

/** What a search fetches from the network. */
export interface Sources {
  findCandidates(state: SearchState): Promise<Candidates>;
  loadWords(): Promise<WordTable>;
  loadSpelling(): Promise<Spelling>;
}

export interface Finding {
  /** The query as searched: as typed, or converted to simplified characters. */
  query: string;
  hits: Hit[];
  /** Number of pages that contain the query; null while some candidates are unchecked. */
  exactCount: number | null;
  /** Returns the next pages that contain the query; an empty list at the end. */
  readOn(): Promise<Hit[]>;
  /** 您是不是要找 … */
  guesses: string[];
}

/** Number of results per batch. */
export const batchSize = 10;
/** With fewer results than this, try other words too. */
const fewResults = 3;
const maxGuesses = 3;
/** Maximum number of guesses to look up; each may fetch one piece of the index. */
const maxGuessLookups = 8;
/** Minimum length of a question to take apart. For a shorter query there is nothing to try. */
const minQuestionLength = 5;

interface Reader {
  /** Pages with the query; null while some candidates are unchecked. */
  total(): number | null;
  /** Returns the next pages that contain the query. */
  read(count: number): Promise<Hit[]>;
}

async function open(sources: Sources, state: SearchState, by: string | null = null): Promise<Reader> {
  const candidates = await sources.findCandidates(state);
  const words = splitQuery(state.query);
  const says = ({ text }: IndexedPage) => words.length === 0 || containsQuery(text, state.query);
  // True for a query of at most one index term: every candidate contains it.
  const isTerm = indexTerms(state.query).join() === foldText(state.query);
  const found: Hit[] = [];
  let checked = 0;
  let handedOut = 0;
  return {
    total: () => (isTerm ? candidates.length : checked < candidates.length ? null : found.length),
    async read(count) {
      while (found.length < handedOut + count && checked < candidates.length) {
        // Doubles the batch each time, so that a rare match among many candidates is found in few rounds.
        const batch = candidates.slice(checked, checked + Math.max(count, checked));
        checked += batch.length;
        const pages = await Promise.all(batch.map((read) => read()));
        found.push(...pages.filter(says).map((page) => ({ ...page, words, by })));
      }
      const hits = found.slice(handedOut, handedOut + count);
      handedOut += hits.length;
      return hits;
    },
  };
}

/** Pages whose title matches come first, then pages of the newest year, then those of closed years. */
function titlesFirst(hits: Hit[], query: string): Hit[] {
  const asked = foldText(query);
  const rank = ({ title }: Hit) => (foldText(title) === asked ? 0 : foldText(title).includes(asked) ? 1 : 2);
  return [...hits].sort((a, b) => rank(a) - rank(b) || Number(a.isPast) - Number(b.isPast));
}

/** Reads pages found by other words, without duplicates, until a batch is full. */
async function readByWords(sources: Sources, state: SearchState, words: string[], known: Hit[]): Promise<Hit[]> {
  const hits = [...known];
  for (const word of words) {
    if (hits.length >= batchSize) break;
    const reader = await open(sources, { ...state, query: word }, word);
    const found = await reader.read(batchSize);
    hits.push(...found.filter(({ url }) => hits.every((hit) => hit.url !== url)).slice(0, batchSize - hits.length));
  }
  return hits.slice(known.length);
}

/** The question without characters that the site never prints, then its longest stretch alone. */
function withoutUnknown(question: string, spelling: Spelling): string[] {
  const stretches = spelling.knownStretches(question);
  return stretches.length === 0 ? [] : [...new Set([stretches.join(' '), ...stretches.slice(0, 1)])];
}

async function readQuestion(sources: Sources, state: SearchState, spelling: Spelling): Promise<Hit[]> {
  const { query } = state;
  const written = wordsInside(query, await sources.loadWords());
  const hits = await readByWords(sources, state, written, []);
  if (hits.length > 0 || Array.from(query).length < minQuestionLength) return hits;
  const plain = stripQuestionWords(query);
  for (const attempt of [plain, ...withoutUnknown(plain, spelling)]) {
    if (attempt === '' || attempt === query) continue;
    const found = await readByWords(sources, state, [attempt], []);
    if (found.length > 0) return found;
  }
  return [];
}

async function verifyGuesses(sources: Sources, state: SearchState, spelling: Spelling): Promise<string[]> {
  const verified: string[] = [];
  for (const guess of spelling.guess(state.query).slice(0, maxGuessLookups)) {
    if (verified.some((better) => better.includes(guess))) continue;
    const reader = await open(sources, { ...state, query: guess });
    if ((await reader.read(1)).length > 0) verified.push(guess);
    if (verified.length === maxGuesses) break;
  }
  return verified;
}

export async function find(sources: Sources, state: SearchState): Promise<Finding> {
  const { query } = state;
  const reader = await open(sources, state);
  const exact = await reader.read(batchSize);
  const finding: Finding = {
    query,
    hits: state.isByDate ? exact : titlesFirst(exact, query),
    exactCount: reader.total(),
    readOn: () => reader.read(batchSize),
    guesses: [],
  };
  if (exact.length === batchSize || query === '') return finding;

  const others = await readByWords(sources, state, otherWords(query, await sources.loadWords()), exact);
  finding.hits.push(...others);
  if (finding.hits.length >= fewResults || exact.length > 0) return finding;

  const spelling = await sources.loadSpelling();
  const simplified = spelling.simplify(query);
  if (simplified !== query) return find(sources, { ...state, query: simplified });
  if (others.length > 0) return finding;

  finding.guesses = await verifyGuesses(sources, state, spelling);
  if (finding.guesses.length === 0) finding.hits.push(...(await readQuestion(sources, state, spelling)));
  return finding;
}
