// Query and page compared the same way: what is shown as a hit really contains what was asked, and shows where.
// No lookbehind and no newer pattern flags in this folder: one of them stops the whole script on an old phone.

/** A text with width, case, punctuation and white space taken away, and where each of its characters came from. */
interface Folded {
  text: string;
  /** `places[i]` is the stretch of the original from which character `i` was made. */
  places: [from: number, to: number][];
}

const isSaid = /[\p{L}\p{N}]/u;

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

/** A space parts words that may stand apart; between a digit and Chinese it is only how somebody types: `5 个工作日`. */
const typedSpaces = [/(\p{N})\s+(?=\p{Script=Han})/gu, /(\p{Script=Han})\s+(?=\p{N})/gu];

/** The words of a query as typed, each to be found whole. */
export const wordsOf = (query: string): string[] =>
  typedSpaces
    .reduce((text, space) => text.replace(space, '$1'), query.normalize('NFKC'))
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

export interface ExcerptPart {
  text: string;
  isMatch: boolean;
}

/** Characters shown before the first match, and from it on. */
const before = 26;
const after = 78;

/** The text around the first match, with every match told apart. */
export function excerptOf(text: string, words: string[]): ExcerptPart[] {
  const matches = findMatches(text, words);
  const first = matches[0]?.[0] ?? 0;
  const from = Math.max(0, first - before);
  const to = Math.min(text.length, first + after);
  const parts: ExcerptPart[] = from > 0 ? [{ text: '…', isMatch: false }] : [];
  let at = from;
  for (const [start, end] of matches.filter((match) => match[0] < to)) {
    if (start > at) parts.push({ text: text.slice(at, start), isMatch: false });
    parts.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < to) parts.push({ text: text.slice(at, to), isMatch: false });
  if (Math.max(at, to) < text.length) parts.push({ text: '…', isMatch: false });
  return parts;
}

/** The clause around a place: what stands between two marks of punctuation. */
function clauseAround(text: string, [from, to]: [number, number]): string {
  const start = Math.max(0, ...[...text.slice(0, from).matchAll(/[^\p{L}\p{N}]/gu)].map(({ index }) => index + 1));
  const rest = text.slice(to).search(/[^\p{L}\p{N}]/u);
  return text.slice(start, rest < 0 ? text.length : to + rest);
}

/**
 * The page's address with the clause of the first match, which the browser then marks and shows (text fragments). A whole
 * clause, because browsers mark whole words only and Chinese has no spaces; older browsers just open the page.
 */
export function addressWithMatch(url: string, text: string, words: string[]): string {
  const match = findMatches(text, words)[0];
  if (!match) return url;
  // A hyphen would be read as part of the directive.
  return `${url}#:~:text=${encodeURIComponent(clauseAround(text, match)).replace(/-/gu, '%2D')}`;
}
