// Ranks pages for the subjects of an understood query.
import { foldText } from '../text/matching.ts';
import type { StoredPage } from './knowledge.ts';
import type { Filters } from './state.ts';
import type { Subject } from './understand.ts';

/** A page in memory, folded once. */
export interface FoldedPage extends StoredPage {
  folded: string;
  foldedTitle: string;
}

export const foldPage = (page: StoredPage): FoldedPage => ({
  ...page,
  folded: foldText(page.text),
  foldedTitle: foldText(page.title),
});

export interface RankedPage {
  page: FoldedPage;
  /** The words of the page for what was asked. */
  words: string[];
}

/** True if the page passes all filters. */
export function passes({ filters }: StoredPage, { place, year, unit, kind }: Filters): boolean {
  return (
    (place === undefined || filters.place === place) &&
    (year === undefined || filters.years.includes(year)) &&
    (unit === undefined || filters.units.includes(unit)) &&
    (kind === undefined || filters.kind === kind)
  );
}

/** The page of the bureau itself comes before all pages that name it. */
const unitScore = 3;
/** In a chosen place, the bureau that handles the subject comes first too. */
const handlerScore = 2;
/** What each further word for a subject is worth less than the one before. */
const wordStep = 0.08;
const leastWordScore = 0.4;
const titleScore = 0.25;
/** Whole documents and tables contain every word somewhere. */
const wholeScore = -0.3;
const pastScore = -0.1;

const isWhole = ({ url, filters }: StoredPage) => filters.kind === 'document' || url.endsWith('/tasks/');

interface Match {
  score: number;
  words: string[];
}

function matchSubject(page: FoldedPage, subject: Subject, showsHandler: boolean): Match {
  const words: string[] = [];
  let score = 0;
  for (const [index, word] of subject.words.entries()) {
    const folded = foldText(word);
    if (!page.folded.includes(folded)) continue;
    words.push(word);
    const ownScore = Math.max(leastWordScore, 1 - wordStep * index);
    score = Math.max(score, ownScore + (page.foldedTitle.includes(folded) ? titleScore : 0));
  }
  if (subject.named.some(({ pages }) => pages.includes(page.url))) score += unitScore;
  else if (showsHandler && subject.handledBy.some(({ pages }) => pages.includes(page.url))) score += handlerScore;
  return { score, words };
}

/** @returns pages with any of the subjects: those with all of them first */
export function rankPages(pages: readonly FoldedPage[], subjects: Subject[], filters: Filters): RankedPage[] {
  const showsHandler = filters.place !== undefined;
  return pages
    .filter((page) => passes(page, filters))
    .map((page) => {
      const matches = subjects.map((subject) => matchSubject(page, subject, showsHandler));
      const found = matches.filter(({ score }) => score > 0);
      const score =
        found.reduce((sum, match) => sum + match.score, 0) +
        (isWhole(page) ? wholeScore : 0) +
        (page.isPast ? pastScore : 0);
      return { page, words: found.flatMap(({ words }) => words), count: found.length, score };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || b.score - a.score)
    .map(({ page, words }) => ({ page, words: [...new Set(words)] }));
}
