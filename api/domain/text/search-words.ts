// Builds the index entries and FTS5 queries of the queue's search. Every indexed word has its jurisdiction as a prefix,
// so a query can never match comments of another jurisdiction.
import { readReceiptCode, sortCodes } from '../../contract/codes.ts';
import { foldTyped } from '../../contract/fold.ts';
import { stripQuestionWords } from './likeness.ts';
import { maxQueryLength, splitQuery } from './matching.ts';
import { splitPairs } from './pairs.ts';

const runPattern = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const hanPattern = /\p{Script=Han}/u;
const isSingleHan = (run: string) => hanPattern.test(run) && Array.from(run).length === 1;

const splitRuns = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(runPattern) ?? [];

const toIndexWords = (jurisdiction: string, runs: string[]): string =>
  runs
    .flatMap((run) => (hanPattern.test(run) ? splitPairs(run) : [run]))
    .map((word) => jurisdiction + word)
    .join(' ');

/** @param texts no match spans two of them */
export function buildIndexWords(jurisdiction: string, texts: string[]): string {
  return texts.map((text) => toIndexWords(jurisdiction, splitRuns(text))).join(` ${jurisdiction} `);
}

/** Removes single characters at the ends: in the text they may belong to a longer run, which is indexed as pairs. */
function trimSingleHan(runs: string[]): string[] {
  const from = isSingleHan(runs[0] ?? '') ? 1 : 0;
  const until = isSingleHan(runs.at(-1) ?? '') ? -1 : undefined;
  return runs.slice(from, until);
}

/** The label before a receipt code that was copied from a receipt or a note. */
const codeLabel = /(?:(?:受理|留言|登记)?编号|查询码)[\s:：为是]*(?=[a-z]{2,4}[\s-]*\d|[\da-z]{4}-)/giu;
const receiptCode = /^[A-Z]{2,4}\d{6}-[0-9A-Z]{5}$/u;

/** Converts a receipt code in any spelling to that of the index. Removes labels and invisible characters. */
function normalizeQuery(query: string): string {
  const typed = foldTyped(query, maxQueryLength).replace(codeLabel, ' ');
  if (hanPattern.test(typed)) return typed;
  const code = readReceiptCode(sortCodes(typed, '', 'tracking')[0]);
  return receiptCode.test(code) ? code : typed;
}

/**
 * Builds the FTS5 query: each word is a phrase, an incomplete number or code a prefix.
 *
 * @returns null if nothing in the query can be looked up, such as a single character
 */
export function buildMatchQuery(jurisdiction: string, query: string): string | null {
  const phrases = splitQuery(normalizeQuery(query))
    .map((word) => trimSingleHan(splitRuns(word)))
    .filter((runs) => runs.length > 0)
    .map((runs) => `"${toIndexWords(jurisdiction, runs)}"${hanPattern.test(runs.at(-1) ?? '') ? '' : ' *'}`);
  return phrases.length > 0 ? phrases.join(' AND ') : null;
}

/** Maximum number of pairs per search, about that of the longest title. */
const maxPairs = 40;

/**
 * Builds an FTS5 query for comments that share any pair with the title. The caller then measures their similarity.
 *
 * @returns null if nothing in the title can be looked up
 */
export function buildMatchAnyQuery(jurisdiction: string, title: string): string | null {
  const words = splitRuns(stripQuestionWords(title)).flatMap((run) => (hanPattern.test(run) ? splitPairs(run) : [run]));
  const pairs = [...new Set(words.filter((word) => !isSingleHan(word)))].slice(0, maxPairs);
  return pairs.length > 0 ? pairs.map((pair) => `"${jurisdiction}${pair}"`).join(' OR ') : null;
}

/** `mouxian-2021/tasks/17` → `mouxian-2021` */
export const documentOf = (about: string): string => about.split('/')[0] ?? '';
