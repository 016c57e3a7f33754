// What is asked of the index: overlapping pairs of characters, because the index and the browser cut Chinese into
// different words. The pages found are then checked against the query as it was typed.
import { wordsOf } from './text.ts';

const run = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const isHan = /\p{Script=Han}/u;

/** Pairs that cover a run, the last overlapping where the run is odd: 县民政局长 → 县民 政局 局长. */
function pairsOf(characters: string[]): string[] {
  const starts = characters.slice(0, -1).flatMap((_, index) => (index % 2 === 0 ? [index] : []));
  if (characters.length % 2 === 1) starts.push(characters.length - 2);
  return starts.map((start) => characters.slice(start, start + 2).join(''));
}

/** More pairs than these find no fewer pages, and each may cost a piece of the index. */
const mostTerms = 8;

/**
 * @returns terms that a page with every word of the query has for sure. Pieces of numbers are no terms of the index, so
 * they are asked for only where there is nothing else: 5个工作日 is found by its pairs.
 */
export function indexTerms(query: string): string[] {
  const runs = wordsOf(query.toLowerCase()).flatMap((word) => word.match(run) ?? []);
  const pairs = runs.filter((part) => isHan.test(part) && Array.from(part).length > 1).flatMap((part) => pairsOf(Array.from(part)));
  const terms = [...new Set(pairs.length > 0 ? pairs : runs)];
  if (terms.length <= mostTerms) return terms;
  return Array.from({ length: mostTerms }, (_, index) => terms[Math.floor((index * terms.length) / mostTerms)] ?? '');
}
