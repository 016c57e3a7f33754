// Folds query and text in the same way, for the search page and for the server's highlights, so that every hit contains the
// query. Avoids lookbehind and newer regular-expression flags, because old phones would reject the entire script.
import { foldTyped } from '../../contract/fold.ts';

/** A text in one width and case, without punctuation and spaces, and the original range of each character. */
interface Folded {
  text: string;
  /** `places[i]` is the range of the original that became character `i`. */
  ranges: [from: number, to: number][];
}

/** Characters that folding preserves. They include line ends, so that no match spans two paragraphs. */
const keptCharacter = /[\p{L}\p{N}\n]/u;

function foldWithRanges(text: string): Folded {
  let folded = '';
  const ranges: Folded['ranges'] = [];
  let from = 0;
  for (const character of text) {
    const to = from + character.length;
    for (const part of character.normalize('NFKC').toLowerCase()) {
      if (!keptCharacter.test(part)) continue;
      folded += part;
      for (let unit = 0; unit < part.length; unit++) ranges.push([from, to]);
    }
    from = to;
  }
  return { text: folded, ranges };
}

/** `某政办发［２０２１］９号` → `某政办发20219号` */
export const foldText = (text: string): string => foldWithRanges(text).text;

/** Folds a text and removes line ends too. */
export const foldWhole = (text: string): string => foldText(text).replace(/\n/g, '');

/** A space before a measure word (`5 个工作日`), which does not separate two search words. */
const typedSpace = /(\p{N})\s+(?=[个次日天项年月号种类件条])/gu;

/** Maximum length of a query in characters; the rest is ignored. Forms accept less. */
export const maxQueryLength = 200;

/** Splits a query into words, as typed; each must match in full. */
export const splitQuery = (query: string): string[] =>
  foldTyped(query, maxQueryLength)
    .replace(typedSpace, '$1')
    .split(/\s+/u)
    .filter((word) => foldText(word) !== '');

/** True if the text contains every word of the query. */
export function containsQuery(text: string, query: string): boolean {
  const folded = foldText(text);
  const words = splitQuery(query);
  return words.length > 0 && words.every((word) => folded.includes(foldText(word)));
}

/** Finds the ranges that match the query's words, in order and without overlap. */
export function findMatches(text: string, words: string[]): [from: number, to: number][] {
  const folded = foldWithRanges(text);
  const foldedWords = words.map(foldText).filter(Boolean);
  const matches: [number, number][] = [];
  let at = 0;
  for (;;) {
    const next = foldedWords
      .map((word) => ({ length: word.length, index: folded.text.indexOf(word, at) }))
      .filter(({ index }) => index >= 0)
      .sort((a, b) => a.index - b.index || b.length - a.length)[0];
    if (!next) return matches;
    at = next.index + next.length;
    matches.push([folded.ranges[next.index]?.[0] ?? 0, folded.ranges[at - 1]?.[1] ?? text.length]);
  }
}
