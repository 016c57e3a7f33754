// Folds typed text for recognisers: one form of width, circled digits and letters, without characters that nobody sees.

export interface FoldedText {
  text: string;
  /** Start in the original of each code unit of `text`. */
  starts: number[];
  /** End in the original of each code unit of `text`. */
  ends: number[];
}

/** Characters that occupy no space, as ranges: joiners, variation selectors, soft hyphens, direction marks, tags, fillers. */
const invisible: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xe0000, 0xe0fff],
];

function isInvisible(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return invisible.some(([first, last]) => code >= first && code <= last);
}

/** Dashes, minus signs and the prolonged sound mark, which input methods put in place of a hyphen. */
const dash = /[\u2010-\u2015\u2212\u2043\u30fc\ufe58\ufe63\uff0d]/u;

/** @returns the folded text, with the origin of each of its code units */
export function foldTyped(original: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  for (const char of original) {
    const end = at + char.length;
    if (!isInvisible(char)) {
      const folded = dash.test(char) ? '-' : char.normalize('NFKC');
      for (let unit = 0; unit < folded.length; unit++) {
        starts.push(at);
        ends.push(end);
      }
      text += folded;
    }
    at = end;
  }
  return { text, starts, ends };
}
