// What the queue's search knows of a comment, and what a query asks of it. Every word carries its jurisdiction, so that a
// query of one place finds nothing of another, whatever becomes of the rest of the question.
import { withoutAsking } from './likeness.ts';
import { wordsOf } from './matching.ts';
import { pairsOf } from './pairs.ts';

const run = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const isHan = /\p{Script=Han}/u;
const isLoneHan = (part: string) => isHan.test(part) && Array.from(part).length === 1;

const runsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(run) ?? [];

const spell = (jurisdiction: string, runs: string[]): string =>
  runs
    .flatMap((part) => (isHan.test(part) ? pairsOf(part) : [part]))
    .map((word) => jurisdiction + word)
    .join(' ');

/** @param texts nothing is found across two of them */
export function indexWords(jurisdiction: string, texts: string[]): string {
  return texts.map((text) => spell(jurisdiction, runsOf(text))).join(` ${jurisdiction} `);
}

/** A lone character at an end may be part of a longer run in the text, where the index has it in pairs only. */
function trimLone(runs: string[]): string[] {
  const from = isLoneHan(runs[0] ?? '') ? 1 : 0;
  const until = isLoneHan(runs.at(-1) ?? '') ? -1 : undefined;
  return runs.slice(from, until);
}

/** What stands before a receipt code where it is copied from a receipt or a note. */
const label = /受理编号[\s:：]*(?=[a-z]{2}[\s-]*\d)/giu;

/**
 * The question in the language of FTS5: every word of the query as a phrase, an unfinished number or code by its beginning.
 *
 * @returns null where the query has nothing that can be looked up, like a single character
 */
export function matchWords(jurisdiction: string, query: string): string | null {
  const phrases = wordsOf(query.normalize('NFKC').replace(label, ''))
    .map((word) => trimLone(runsOf(word)))
    .filter((runs) => runs.length > 0)
    .map((runs) => `"${spell(jurisdiction, runs)}"${isHan.test(runs.at(-1) ?? '') ? '' : ' *'}`);
  return phrases.length > 0 ? phrases.join(' AND ') : null;
}

/** A comment's title has no more; a longer question says nothing more of what is asked. */
const mostPairs = 40;

/**
 * Whatever has any pair of the title, in the language of FTS5: to be compared afterwards.
 *
 * @returns null where the title has nothing that can be looked up
 */
export function matchAny(jurisdiction: string, title: string): string | null {
  const words = runsOf(withoutAsking(title)).flatMap((part) => (isHan.test(part) ? pairsOf(part) : [part]));
  const pairs = [...new Set(words.filter((word) => !isLoneHan(word)))].slice(0, mostPairs);
  return pairs.length > 0 ? pairs.map((pair) => `"${jurisdiction}${pair}"`).join(' OR ') : null;
}

/** `guanxian-2021/tasks/17` → `guanxian-2021` */
export const documentOf = (about: string): string => about.split('/')[0] ?? '';
