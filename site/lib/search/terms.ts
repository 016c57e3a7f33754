// The terms requested from the index. The pages found are then checked against the query as typed.
import { wordsOf } from '../../../api/domain/text/matching.ts';
import { pairsOf } from '../../../api/domain/text/pairs.ts';

const run = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const isHan = /\p{Script=Han}/u;

/** Every second pair, and the last: they cover the run, and each may cost a piece of the index. */
function coveringPairs(run: string): string[] {
  const pairs = pairsOf(run);
  return pairs.filter((_, index) => index % 2 === 0 || index === pairs.length - 1);
}

/** Enough to narrow the pages; those are checked against the whole query anyway. */
const mostTerms = 8;

/**
 * @returns terms that every page with all words of the query contains. Parts of numbers are not index terms, so they
 * are requested only if there is nothing else: pairs find 5个工作日.
 */
export function indexTerms(query: string): string[] {
  const runs = wordsOf(query.toLowerCase()).flatMap((word) => word.match(run) ?? []);
  const pairs = runs.filter((part) => isHan.test(part) && Array.from(part).length > 1).flatMap(coveringPairs);
  const terms = [...new Set(pairs.length > 0 ? pairs : runs)];
  if (terms.length <= mostTerms) return terms;
  return Array.from({ length: mostTerms }, (_, index) => terms[Math.floor((index * terms.length) / mostTerms)] ?? '');
}
