// Query and page text compared the same way: what is shown as a hit really contains what was asked.

/** Width, case and punctuation do not matter; a space parts words that may stand apart. */
export function foldQuery(text: string): string {
  return foldCharacters(text).replace(/ +/g, ' ').trim();
}

/** Folds each character to one character, so that places in the folded text are places in the text. */
function foldCharacters(text: string): string {
  return Array.from(text, (character) => {
    const folded = character.normalize('NFKC').toLowerCase();
    const single = folded.length === character.length ? folded : character.toLowerCase();
    return /^[\p{L}\p{N}]+$/u.test(single) ? single : ' '.repeat(character.length);
  }).join('');
}

const wordsOf = (query: string) => foldQuery(query).split(' ').filter(Boolean);

/** True where the text contains every word of the query. */
export function checkText(text: string, query: string): boolean {
  const folded = foldCharacters(text);
  return wordsOf(query).every((word) => folded.includes(word));
}

/** Characters shown before and after a match. */
const around = 26;

/** The text around the first match, with every match of a word of the query told apart. */
export function excerptOf(text: string, query: string): { text: string; isMatch: boolean }[] {
  const folded = foldCharacters(text);
  const words = wordsOf(query);
  const first = Math.min(...words.map((word) => folded.indexOf(word)).filter((place) => place >= 0), text.length);
  const from = Math.max(0, first - around);
  const to = Math.min(text.length, first + around * 3);
  const parts: { text: string; isMatch: boolean }[] = [];
  let at = from;
  while (at < to) {
    const places = words.map((word) => ({ word, place: folded.indexOf(word, at) })).filter(({ place }) => place >= 0);
    const nearest = places.sort((a, b) => a.place - b.place || b.word.length - a.word.length)[0];
    if (!nearest || nearest.place >= to) break;
    if (nearest.place > at) parts.push({ text: text.slice(at, nearest.place), isMatch: false });
    at = nearest.place + nearest.word.length;
    parts.push({ text: text.slice(nearest.place, at), isMatch: true });
  }
  if (at < to) parts.push({ text: text.slice(at, to), isMatch: false });
  if (from > 0) parts.unshift({ text: '…', isMatch: false });
  if (to < text.length) parts.push({ text: '…', isMatch: false });
  return parts;
}
