// Text that people type: what is taken out of it before it is stored, and how its length is counted.
import { z } from './zod.ts';

/**
 * Control characters say nothing; invisible ones (zero width, direction marks and overrides, fillers) can make a text
 * look like another one, or like none; noncharacters break XML. All go; the joiner inside emoji stays.
 */
const unwanted = /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}|(?!\u200d)\p{Cf}|[\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Line ends become \n, so that a form and a script send the same text; half a character pair becomes U+FFFD. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(unwanted, '')
    .replace(/\n{3,}/g, '\n\n')
    .normalize('NFC')
    .trim();
}

const onOneLine = (text: string) => cleanText(text).replace(/\s+/gu, ' ');

/** Length as a person counts it: one for each character, also for rare ones outside the basic plane. */
export function countCharacters(text: string): number {
  return [...text].length;
}

/** True where there is something to read in it. */
const saysSomething = (text: string) => /[\p{L}\p{N}]/u.test(text);

interface Typed {
  /** Characters; with `min` 0 the text may be left empty. */
  min: number;
  max: number;
  tooShort: string;
  tooLong: string;
  isOneLine?: boolean;
}

/**
 * A typed text, cleaned; the messages say what to do. What is far too long is refused before anything looks at it,
 * and no later check sees a text that an earlier one refused.
 */
export function typedText({ min, max, tooShort, tooLong, isOneLine = false }: Typed) {
  return z
    .string({ error: tooShort })
    .max(max * 8 + 1000, { error: tooLong, abort: true })
    .transform(isOneLine ? onOneLine : cleanText)
    .refine((text) => min === 0 || (countCharacters(text) >= min && saysSomething(text)), {
      error: tooShort,
      abort: true,
    })
    .refine((text) => countCharacters(text) <= max, { error: tooLong, abort: true });
}
