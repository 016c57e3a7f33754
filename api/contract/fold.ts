// Normalizes typed text for lookups. Does not import zod, because the search page bundles this module.

/** An unpaired surrogate. `String.toWellFormed` replaces it too, but requires Chromium 111 or Safari 16.4. */
const loneSurrogate = /\p{Surrogate}/gu;

export const makeWellFormed = (text: string): string => text.replace(loneSurrogate, '\ufffd');

/** Truncates a text to a number of code points, so that no surrogate pair is split. */
export const truncateText = (text: string, maxCharacters: number): string =>
  // A code point has at most two code units. Slice first, so that a text of a megabyte is not split into an array.
  [...text.slice(0, 2 * maxCharacters)].slice(0, maxCharacters).join('');

/** Normalizes a text and limits its length. Truncates it before too, because normalization can make it 18 times as long. */
export const foldWithin = (text: string, maxCharacters: number): string =>
  truncateText(makeWellFormed(truncateText(text, maxCharacters)).normalize('NFKC'), maxCharacters);

/** Invisible characters, which are often copied together with a name or code. */
const invisibleCharacters = /[\p{Cf}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Normalizes a name, code or query: unifies its width and removes invisible characters. */
export const foldTyped = (text: string, maxCharacters: number): string =>
  foldWithin(text, maxCharacters)
    .replace(invisibleCharacters, (char) => (/\s/u.test(char) ? ' ' : ''))
    .trim();
