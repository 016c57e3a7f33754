// Text that people type: what is taken out of it before it is stored, and how its length is counted.
import { z } from './zod.ts';

/**
 * Control characters say nothing and direction overrides (U+202A–E, U+2066–9) can make a text
 * look like another one; both go. Line ends become \n, so that a form and a script send the same text.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unwanted, '').normalize('NFC').trim();
}

/** Length as a person counts it: one for each character, also for rare ones outside the basic plane. */
export function countCharacters(text: string): number {
  return [...text].length;
}

/** A typed text of `min` to `max` characters, cleaned; the messages say what to do. */
export function typedText(min: number, max: number, messages: { tooShort: string; tooLong: string }) {
  return z
    .string({ error: messages.tooShort })
    .transform(cleanText)
    .refine((text) => countCharacters(text) >= min, { error: messages.tooShort })
    .refine((text) => countCharacters(text) <= max, { error: messages.tooLong });
}
