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

/** Folds a long text as `foldText` does, in one go. */
const foldFast = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\n]+/gu, '');

export const foldPage = (page: StoredPage): FoldedPage => ({
  ...page,
  folded: foldFast(page.text),
  foldedTitle: foldFast(page.title),
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
const wholeScore = -0.4;
const pastScore = -0.1;
/** Of the county that the reader has chosen. */
const nearScore = 0.5;
/** How much of a word's score depends on how few pages have it. */
const rarityShare = 0.4;
const subjectRarityShare = 0.6;

export const isWhole = ({ url, filters }: StoredPage) => filters.kind === 'document' || url.endsWith('/tasks/');

interface WeighedWord {
  text: string;
  folded: string;
  weight: number;
}

interface WeighedSubject {
  words: WeighedWord[];
  weight: number;
  named: Set<string>;
  handledBy: Set<string>;
}

const pagesOf = (units: Subject['named']) => new Set(units.flatMap(({ pages }) => pages));

function weigh(subject: Subject, pages: readonly FoldedPage[]): WeighedSubject {
  const rarest = Math.log(pages.length + 1);
  const words = subject.words.map((text, index) => {
    const folded = foldText(text);
    const count = pages.filter((page) => page.folded.includes(folded)).length;
    const rarity = count === 0 ? 0 : 1 - Math.log(count) / rarest;
    const rank = Math.max(leastWordScore, 1 - wordStep * index);
    return { text, folded, rarity, weight: rank * (1 - rarityShare + rarityShare * rarity) };
  });
  const rarity = Math.max(0, ...words.map((word) => word.rarity));
  return {
    words,
    weight: 1 - subjectRarityShare + subjectRarityShare * rarity,
    named: pagesOf(subject.named),
    handledBy: pagesOf(subject.handledBy),
  };
}

function matchSubject(page: FoldedPage, subject: WeighedSubject, showsHandler: boolean) {
  const words = subject.words.filter(({ folded }) => page.folded.includes(folded));
  const best = Math.max(
    0,
    ...words.map(({ folded, weight }) => weight + (page.foldedTitle.includes(folded) ? titleScore : 0)),
  );
  const own = subject.named.has(page.url) ? unitScore : 0;
  const handler = showsHandler && own === 0 && subject.handledBy.has(page.url) ? handlerScore : 0;
  return { score: best * subject.weight + own + handler, words: words.map(({ text }) => text) };
}

/** @returns pages with any of the subjects, best first */
export function rankPages(
  pages: readonly FoldedPage[],
  subjects: Subject[],
  filters: Filters,
  near: string | null,
): RankedPage[] {
  const showsHandler = filters.place !== undefined;
  const weighed = subjects.map((subject) => weigh(subject, pages));
  const ranked = pages
    .filter((page) => passes(page, filters))
    .flatMap((page) => {
      const found = weighed
        .map((subject) => matchSubject(page, subject, showsHandler))
        .filter(({ score }) => score > 0);
      if (found.length === 0) return [];
      const sum = found.reduce((total, { score }) => total + score, 0);
      const score =
        sum +
        (isWhole(page) ? wholeScore : 0) +
        (page.isPast ? pastScore : 0) +
        (page.filters.place === near ? nearScore : 0);
      return [{ page, words: [...new Set(found.flatMap(({ words }) => words))], score }];
    })
    .sort((a, b) => b.score - a.score);
  // Who handles a matter that no page has is no result.
  const isNamed = ({ url }: StoredPage) => weighed.some(({ named }) => named.has(url));
  return ranked.some(({ page, words }) => words.length > 0 || isNamed(page)) ? ranked : [];
}
