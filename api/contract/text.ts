// Typed text: which characters are removed before storage, and how length is counted.
import { makeWellFormed } from './fold.ts';
import { z } from './zod.ts';

/**
 * Control characters carry no text. Invisible ones (zero width, direction marks and overrides, fillers) can disguise a text
 * or make it look empty. Noncharacters break XML. Remove them all, except where a script or an emoji needs one.
 */
const unwanted = /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}|(?!\u200d)\p{Cf}|[\u115f\u1160\u2800\u3164\uffa0]/gu;

const [nonJoiner, vowelSeparator] = ['\u200c', '\u180e'];
/** Scripts whose letters join. In other scripts a joiner would only hide that a word is split. */
const joiningLetters =
  '(?!\\p{Cf})[\\p{Script=Arabic}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Tamil}\\p{Script=Tibetan}\\p{M}]';
const letterBefore = new RegExp(`${joiningLetters}$`, 'u');
const letterAfter = new RegExp(`^${joiningLetters}`, 'u');
const mongolianBefore = /[\u1820-\u18aa]$/u;
/** A flag of a region is a black flag followed by tag characters. */
const flagBefore = /\u{1f3f4}[\u{e0020}-\u{e007e}]*$/u;
const tag = /^[\u{e0020}-\u{e007f}]$/u;
/** Number of code units to examine before a character: a flag's base and seven tags have two code units each. */
const contextLength = 16;

/** True if the spelling needs this invisible character: a joiner in Uyghur, a Mongolian vowel separator, a flag tag. */
function isNeededForSpelling(char: string, before: string, after: string): boolean {
  if (char === nonJoiner) return letterBefore.test(before) && letterAfter.test(after);
  if (char === vowelSeparator) return mongolianBefore.test(before);
  return tag.test(char) && flagBefore.test(before);
}

const removeUnwanted = (text: string): string =>
  text.replace(unwanted, (char: string, at: number) =>
    isNeededForSpelling(
      char,
      text.slice(Math.max(0, at - contextLength), at),
      text.slice(at + char.length, at + char.length + 2),
    )
      ? char
      : '',
  );

/** Normalizes line ends to \n, because forms and scripts send different ones. Replaces lone surrogates with U+FFFD. */
export function cleanText(text: string): string {
  return removeUnwanted(makeWellFormed(text).replace(/\r\n?/g, '\n'))
    .replace(/\n{3,}/g, '\n\n')
    .normalize('NFC')
    .trim();
}

const toOneLine = (text: string) => cleanText(text).replace(/\s+/gu, ' ');

/** Counts code points, not UTF-16 units. */
export function countCharacters(text: string): number {
  return [...text].length;
}

/** True if the text contains a letter or digit. */
const hasReadableText = (text: string) => /[\p{L}\p{N}]/u.test(text);

interface TypedTextOptions {
  /** Length limits in characters. With `min` 0, the text may be empty. */
  min: number;
  max: number;
  tooShort: string;
  tooLong: string;
  isOneLine?: boolean;
}

/**
 * Cleans and validates a typed text. A far too long text is rejected before any other work, and validation stops at the
 * first failed check.
 */
export function typedText({ min, max, tooShort, tooLong, isOneLine = false }: TypedTextOptions) {
  return z
    .string({ error: tooShort })
    .max(max * 8 + 1000, { error: tooLong, abort: true })
    .transform(isOneLine ? toOneLine : cleanText)
    .refine((text) => min === 0 || (countCharacters(text) >= min && hasReadableText(text)), {
      error: tooShort,
      abort: true,
    })
    .refine((text) => countCharacters(text) <= max, { error: tooLong, abort: true });
}
