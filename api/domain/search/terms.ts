// The index terms of a query. The search then checks each page found against the full query.
import { splitQuery } from '../text/matching.ts';
import { splitPairs } from '../text/pairs.ts';

const run = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const isHan = /\p{Script=Han}/u;

/** Every second pair and the last one: together they cover the run, and each may cost a piece of the index. */
function coveringPairs(run: string): string[] {
  const pairs = splitPairs(run);
  return pairs.filter((_, index) => index % 2 === 0 || index === pairs.length - 1);
}

/** Enough terms to narrow the pages, which are checked against the full query anyway. */
const maxTerms = 8;

/**
 * @returns terms that every matching page contains. Numbers are used only without any other term, because parts of
 * numbers are not indexed: 5个工作日 is found by its pairs.
 */
export function indexTerms(query: string): string[] {
  const runs = splitQuery(query.toLowerCase()).flatMap((word) => word.match(run) ?? []);
  const pairs = runs.filter((part) => isHan.test(part) && Array.from(part).length > 1).flatMap(coveringPairs);
  const terms = [...new Set(pairs.length > 0 ? pairs : runs)];
  if (terms.length <= maxTerms) return terms;
  return Array.from({ length: maxTerms }, (_, index) => terms[Math.floor((index * terms.length) / maxTerms)] ?? '');
}
