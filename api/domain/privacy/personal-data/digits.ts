// Finds groups of digits in a text. Adjacent digits form a group; groups joined by separators form a run.

interface DigitGroup {
  digits: string;
  start: number;
  end: number;
  /** The separator between the previous group of the run and this one. */
  gap: string;
}

export interface DigitSpan {
  digits: string;
  start: number;
  end: number;
  /** Length of each group. */
  lengths: number[];
  /** All separators between the groups, concatenated. */
  gaps: string;
}

const numerals = ['零〇○洞', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖勾'];
const valueOfNumeral = new Map(numerals.flatMap((chars, value) => [...chars].map((char) => [char, String(value)])));
const numeral = new RegExp(`[${numerals.join('')}]`, 'gu');

/** Tokens in which O and l may replace 0 and 1. */
const lookAlikes = /[0-9OoIl|](?:[\s-]?[0-9OoIl|]){6,}/g;

/**
 * Replaces Chinese numerals (people write 一三八零零一三八零零零 to evade filters) and look-alike letters with digits. Keeps
 * the length in code units.
 */
export const replaceNumerals = (folded: string): string =>
  folded
    .replace(numeral, (char) => valueOfNumeral.get(char) ?? char)
    .replace(lookAlikes, (token) =>
      token.replace(/\D/g, '').length >= 3 ? token.replace(/[Oo]/g, '0').replace(/[Il|]/g, '1') : token,
    );

/** Returns the text, and also the text with numerals replaced if that differs. */
export function listReadings(folded: string): string[] {
  const converted = replaceNumerals(folded);
  return converted === folded ? [folded] : [folded, converted];
}

/** Up to six characters other than letters and digits can separate the groups of a number. */
const separators = /^[^\p{L}\p{N}]{1,6}$/u;

/** Finds all groups of digits, arranged in runs. */
function groupDigits(text: string): DigitGroup[][] {
  const groupRuns: DigitGroup[][] = [];
  for (const { 0: digits, index: start } of text.matchAll(/\d+/g)) {
    const groups = groupRuns[groupRuns.length - 1];
    const previous = groups?.[groups.length - 1];
    const gap = previous ? text.slice(previous.end, start) : '';
    const group = { digits, start, end: start + digits.length, gap };
    if (groups && separators.test(gap)) groups.push(group);
    else groupRuns.push([group]);
  }
  return groupRuns;
}

/** Finds every sequence of adjacent groups with `minDigits` to `maxDigits` digits in total. */
export function* findSpans(text: string, minDigits: number, maxDigits: number): Generator<DigitSpan> {
  for (const groups of groupDigits(text)) {
    for (const [first, { start }] of groups.entries()) {
      let digits = '';
      let gaps = '';
      const lengths: number[] = [];
      for (let next = first; next < groups.length; next++) {
        const group = groups[next];
        if (!group || digits.length + group.digits.length > maxDigits) break;
        digits += group.digits;
        if (next > first) gaps += group.gap;
        lengths.push(group.digits.length);
        if (digits.length >= minDigits) yield { digits, lengths, gaps, start, end: group.end };
      }
    }
  }
}

/** Separators that also occur in lists. With them, the groups must have the usual lengths of one number. */
export const listSeparators = /[,、;:。!?…]/;

export const isOneNumber = ({ lengths, gaps }: DigitSpan): boolean =>
  !listSeparators.test(gaps) || lengths.every((length) => length === 1) || lengths.every((length) => length >= 3);
