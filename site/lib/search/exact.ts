// Pages that contain the query: the index names candidates, and their text decides.
import type { Hit } from '../../../api/domain/search/find.ts';
import type { IndexedPage } from '../../../api/domain/search/knowledge.ts';
import type { SearchState } from '../../../api/domain/search/state.ts';
import { indexTerms } from '../../../api/domain/search/terms.ts';
import { containsQuery, foldText, splitQuery } from '../../../api/domain/text/matching.ts';
import type { Candidates } from './index-file.ts';

/** Number of results per batch. */
export const batchSize = 10;

export interface ExactFinding {
  hits: Hit[];
  /** Number of pages that contain the query; null while it is not certain. */
  exactCount: number | null;
  /** Returns the next pages that contain the query; an empty list at the end. */
  readOn(): Promise<Hit[]>;
}

/** Pages whose title matches come first, then pages of the newest year, then those of closed years. */
function titlesFirst(hits: Hit[], query: string): Hit[] {
  const asked = foldText(query);
  const rank = ({ title }: Hit) => (foldText(title) === asked ? 0 : foldText(title).includes(asked) ? 1 : 2);
  return [...hits].sort((a, b) => rank(a) - rank(b) || Number(a.isPast) - Number(b.isPast));
}

export async function findExact(
  findCandidates: (state: SearchState) => Promise<Candidates>,
  state: SearchState,
): Promise<ExactFinding> {
  const { query, isByDate } = state;
  const candidates = await findCandidates(state);
  const words = splitQuery(query);
  const says = ({ text }: IndexedPage) => words.length === 0 || containsQuery(text, query);
  // Every page of one index term contains it, if the index has the term: otherwise the index takes a shorter one.
  const isTerm = indexTerms(query).join() === foldText(query);
  const found: Hit[] = [];
  let checked = 0;
  let handedOut = 0;
  const read = async (count: number) => {
    while (found.length < handedOut + count && checked < candidates.length) {
      // Doubles the batch each time, so that a rare match among many candidates is found in few rounds.
      const batch = candidates.slice(checked, checked + Math.max(count, checked));
      checked += batch.length;
      const pages = await Promise.all(batch.map((candidate) => candidate()));
      found.push(...pages.filter(says).map((page) => ({ ...page, words, by: null })));
    }
    const hits = found.slice(handedOut, handedOut + count);
    handedOut += hits.length;
    return hits;
  };
  const first = await read(batchSize);
  const isCertain = checked >= candidates.length;
  const isWholeTerm = isTerm && found.length === checked;
  return {
    hits: isByDate ? first : titlesFirst(first, query),
    exactCount: isCertain ? found.length : isWholeTerm ? candidates.length : null,
    readOn: () => read(batchSize),
  };
}
