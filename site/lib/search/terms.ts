// What is asked of the index. The pages found are then checked against the query as it was typed.
import { wordsOf } from '../../../api/domain/text/matching.ts';
import { pairsOf } from '../../../api/domain/text/pairs.ts';

const run = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const isHan = /\p{Script=Han}/u;

/** Every second pair, and the last: they cover the run, and each may cost a piece of the index. */
function coveringPairs(run: string): string[] {
  const pairs = pairsOf(run);
  return pairs.filter((_, index) => index % 2 === 0 || index === pairs.length - 1);
}

/** Enough to leave few pages; those are checked against the whole query anyway. */
const mostTerms = 8;

/**
 * @returns terms that a page with every word of the query has for sure. Pieces of numbers are no terms of the index, so
 * they are asked for only where there is nothing else: 5个工作日 is found by its pairs.
 */
export function indexTerms(query: string): string[] {
  const runs = wordsOf(query.toLowerCase()).flatMap((word) => word.match(run) ?? []);
  const pairs = runs.filter((part) => isHan.test(part) && Array.from(part).length > 1).flatMap(coveringPairs);
  const terms = [...new Set(pairs.length > 0 ? pairs : runs)];
  if (terms.length <= mostTerms) return terms;
  return Array.from({ length: mostTerms }, (_, index) => terms[Math.floor((index * terms.length) / mostTerms)] ?? '');
}
