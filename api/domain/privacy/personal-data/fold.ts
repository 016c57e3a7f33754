// Folds typed text for recognisers: unifies width, digits and letters, and removes invisible characters.
import { readNumeralForm, simplify } from './forms.ts';

export interface FoldedText {
  text: string;
  /** Start in the original of each code unit of `text`. */
  starts: number[];
  /** End in the original of each code unit of `text`. */
  ends: number[];
}

/** Joiners, selectors, fillers, tags and controls; also marks that combine with the previous character, such as keycaps. */
const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]|(?![\t\n\r])\p{Cc}/u;

/** Dashes, minus signs and the prolonged sound mark, which input methods produce instead of a hyphen. */
const dash = /[\u2010-\u2015\u2212\u2043\u2500\u30fc\ufe58\ufe63\uff0d\uff70]/u;
const middleDot = /[\u00b7\u2022\u2027\u2219\u22c5\u25cf\u30fb\uff65]/u;
/** The blank Braille pattern, which looks like a space. */
const blank = /[\u2800]/u;

const mark = /^\p{M}$/u;
const ascii = /^[\x20-\x7e]$/;

function foldCharacter(char: string): string {
  if (ascii.test(char)) return char;
  if (ignorable.test(char)) return '';
  if (dash.test(char)) return '-';
  if (middleDot.test(char)) return '·';
  if (blank.test(char)) return ' ';
  return readNumeralForm(char) ?? simplify(char.normalize('NFKC'));
}

/** @returns the folded text, and the original range of each of its code units */
export function foldTyped(original: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  for (const char of original) {
    const end = at + char.length;
    const folded = foldCharacter(char);
    // Extend the previous character's range over its mark, so that a redaction covers both.
    if (mark.test(char) && ends.length > 0) ends[ends.length - 1] = end;
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(at);
      ends.push(end);
    }
    text += folded;
    at = end;
  }
  return { text, starts, ends };
}
