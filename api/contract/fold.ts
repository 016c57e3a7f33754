// Typed text in one form, for looking things up; without zod, because the search page bundles it.

/** Half of a character pair. `toWellFormed` does the same, but came only with Chromium 111 and Safari 16.4. */
const loneSurrogate = /\p{Surrogate}/gu;

export const makeWellFormed = (text: string): string => text.replace(loneSurrogate, '\ufffd');

/** The first characters, counted as people count them; no pair is halved. */
export const cutText = (text: string, longest: number): string =>
  // Of at most two code units each: a text of a megabyte is not taken apart.
  [...text.slice(0, 2 * longest)].slice(0, longest).join('');

/** Cut before folding, which can make a text 18 times as long, and after it. */
export const foldWithin = (text: string, longest: number): string =>
  cutText(makeWellFormed(cutText(text, longest)).normalize('NFKC'), longest);

/** Invisible characters, which come along when a name or a code is copied. */
const invisible = /[\p{Cf}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** A name, code or query in one width, without what nobody sees. */
export const foldTyped = (text: string, longest: number): string =>
  foldWithin(text, longest)
    .replace(invisible, (char) => (/\s/u.test(char) ? ' ' : ''))
    .trim();
