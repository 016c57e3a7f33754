// Query and page compared the same way, by the search page and by the server that marks what was found: what is shown as a
// hit really contains what was asked. No lookbehind and no newer pattern flags: one stops the whole script on an old phone.

/** A text with width, case, punctuation and white space taken away, and where each of its characters came from. */
interface Folded {
  text: string;
  /** `places[i]` is the stretch of the original from which character `i` was made. */
  places: [from: number, to: number][];
}

/** The end of a line stays: nothing is found across two paragraphs. */
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

/** `冠政办发［２０２１］９号` → `冠政办发20219号` */
export const foldText = (text: string): string => foldWithPlaces(text).text;

/** A whole text without what makes no difference to a reader, the ends of its lines too. */
export const foldWhole = (text: string): string => foldText(text).replaceAll('\n', '');

/** A space parts words that may stand apart; but before a counting word it is only how somebody types: `5 个工作日`. */
const typedSpace = /(\p{N})\s+(?=[个次日天项年月号种类件条])/gu;

/** The words of a query as typed, each to be found whole. */
export const wordsOf = (query: string): string[] =>
  query
    .normalize('NFKC')
    .replace(typedSpace, '$1')
    .split(/\s+/u)
    .filter((word) => foldText(word) !== '');

/** True where the text contains every word of the query. */
export function containsQuery(text: string, query: string): boolean {
  const folded = foldText(text);
  const words = wordsOf(query);
  return words.length > 0 && words.every((word) => folded.includes(foldText(word)));
}

/** Where in the text the words of the query stand, in order, none overlapping another. */
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
