// Digits of a text in groups: adjacent digits form a group, separators join groups into a run.

interface DigitGroup {
  digits: string;
  start: number;
  end: number;
  /** What stands between the group before it in the run and this one. */
  gap: string;
}

export interface DigitSpan {
  digits: string;
  start: number;
  end: number;
  /** Length of each group. */
  lengths: number[];
  /** Separators between the groups, one after the other. */
  gaps: string;
}

const numerals = ['零〇○洞', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖勾'];
const valueOfNumeral = new Map(numerals.flatMap((chars, value) => [...chars].map((char) => [char, String(value)])));
const numeral = new RegExp(`[${numerals.join('')}]`, 'gu');

/** O and l typed in place of 0 and 1, in a token that holds real digits too. */
const lookAlikes = /[0-9OoIl|](?:[\s-]?[0-9OoIl|]){6,}/g;

/** Reads numerals in Chinese (people write 一三八零零一三八零零零 to evade filters) and letters that look like digits as digits, one code unit for one. */
export const readDigits = (folded: string): string =>
  folded
    .replace(numeral, (char) => valueOfNumeral.get(char) ?? char)
    .replace(lookAlikes, (token) =>
      token.replace(/\D/g, '').length >= 3 ? token.replace(/[Oo]/g, '0').replace(/[Il|]/g, '1') : token,
    );

/** The text, and the text with its numerals read where that makes a difference. */
export function readingsOf(folded: string): string[] {
  const read = readDigits(folded);
  return read === folded ? [folded] : [folded, read];
}

/** Anything but letters and digits may stand between the groups of one number. */
const separators = /^[^\p{L}\p{N}]{1,6}$/u;

/** Groups in runs: within a run, up to six separators stand between neighbours. */
function groupDigits(text: string): DigitGroup[][] {
  const runs: DigitGroup[][] = [];
  for (const { 0: digits, index: start } of text.matchAll(/\d+/g)) {
    const run = runs[runs.length - 1];
    const previous = run?.[run.length - 1];
    const gap = previous ? text.slice(previous.end, start) : '';
    const group = { digits, start, end: start + digits.length, gap };
    if (run && separators.test(gap)) run.push(group);
    else runs.push([group]);
  }
  return runs;
}

/** Every stretch of whole neighbouring groups that has between `least` and `most` digits. */
export function* findSpans(text: string, least: number, most: number): Generator<DigitSpan> {
  for (const run of groupDigits(text)) {
    for (const [first, { start }] of run.entries()) {
      let digits = '';
      let gaps = '';
      const lengths: number[] = [];
      for (let next = first; next < run.length; next++) {
        const group = run[next];
        if (!group || digits.length + group.digits.length > most) break;
        digits += group.digits;
        if (next > first) gaps += group.gap;
        lengths.push(group.digits.length);
        if (digits.length >= least) yield { digits, lengths, gaps, start, end: group.end };
      }
    }
  }
}

/** Commas, colons and full stops separate the items of a list too: then the groups have to be those of one number. */
export const listing = /[,、;:。!?…]/;

export const isOneNumber = ({ lengths, gaps }: DigitSpan): boolean =>
  !listing.test(gaps) || lengths.every((length) => length === 1) || lengths.every((length) => length >= 3);
