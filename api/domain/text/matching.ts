// Folds query and page alike, for the search page and for highlights by the server, so that every hit contains the query.
// Avoids lookbehind and newer regular-expression flags, because old phones would reject the entire script.
import { foldTyped } from '../../contract/fold.ts';

/** A text in one width and case, without punctuation and white space, and the original range of each character. */
interface Folded {
  text: string;
  /** `places[i]` is the range of the original that became character `i`. */
  places: [from: number, to: number][];
}

/** Characters that folding preserves. They include line ends, so that no match spans two paragraphs. */
const isSaid = /[\p{L}\p{N}\n]/u;

function foldWithPlaces(text: string): Folded {
  let folded = '';
  const places: Folded['places'] = [];
  let from = 0;
  for (const character of text) {
    const to = from + character.length;
    for (const part of character.normalize('NFKC').toLowerCase()) {
      if (!isSaid.test(part)) continue;
      folded += part;
      for (let unit = 0; unit < part.length; unit++) places.push([from, to]);
    }
    from = to;
  }
  return { text: folded, places };
}

/** `某政办发［２０２１］９号` → `某政办发20219号` */
export const foldText = (text: string): string => foldWithPlaces(text).text;

/** Folds a text and removes line ends too. */
export const foldWhole = (text: string): string => foldText(text).replace(/\n/g, '');

/** A space before a measure word (`5 个工作日`), which does not separate two search words. */
const typedSpace = /(\p{N})\s+(?=[个次日天项年月号种类件条])/gu;

/** Longest query that is looked at, in characters; forms accept fewer. */
export const longestQuery = 200;

/** Splits a query into words, as typed; each must match in full. */
export const wordsOf = (query: string): string[] =>
  foldTyped(query, longestQuery)
    .replace(typedSpace, '$1')
    .split(/\s+/u)
    .filter((word) => foldText(word) !== '');

/** True if the text contains every word of the query. */
export function containsQuery(text: string, query: string): boolean {
  const folded = foldText(text);
  const words = wordsOf(query);
  return words.length > 0 && words.every((word) => folded.includes(foldText(word)));
}

/** Finds the ranges that match the query's words, in order and without overlap. */
export function findMatches(text: string, words: string[]): [from: number, to: number][] {
  const folded = foldWithPlaces(text);
  const sought = words.map(foldText).filter(Boolean);
  const matches: [number, number][] = [];
  let at = 0;
  for (;;) {
    const next = sought
      .map((word) => ({ length: word.length, place: folded.text.indexOf(word, at) }))
      .filter(({ place }) => place >= 0)
      .sort((a, b) => a.place - b.place || b.length - a.length)[0];
    if (!next) return matches;
    at = next.place + next.length;
    matches.push([folded.places[next.place]?.[0] ?? 0, folded.places[at - 1]?.[1] ?? text.length]);
  }
}
