// Digits of a text in groups: adjacent digits form a group, separators join groups into a run.

export interface DigitGroup {
  digits: string;
  start: number;
  end: number;
}

/** Characters that people put between the groups of one number. */
const separators = /^[\s\-.·•・‧∙_/,()[\]|~*+]{1,3}$/u;

const groupPattern = /\d+/g;

/** Groups in runs: within a run, at most three separators stand between neighbours. */
export function groupDigits(folded: string): DigitGroup[][] {
  const runs: DigitGroup[][] = [];
  for (const match of folded.matchAll(groupPattern)) {
    const group = { digits: match[0], start: match.index, end: match.index + match[0].length };
    const run = runs[runs.length - 1];
    const previous = run?.[run.length - 1];
    if (run && previous && separators.test(folded.slice(previous.end, group.start))) run.push(group);
    else runs.push([group]);
  }
  return runs;
}

export interface DigitSpan extends DigitGroup {
  /** Length of each group. */
  lengths: number[];
}

/** Every stretch of whole neighbouring groups that has between `least` and `most` digits. */
export function* spansOf(run: DigitGroup[], least: number, most: number): Generator<DigitSpan> {
  for (const [first, { start }] of run.entries()) {
    let digits = '';
    const lengths: number[] = [];
    for (const group of run.slice(first)) {
      digits += group.digits;
      lengths.push(group.digits.length);
      if (digits.length > most) break;
      if (digits.length >= least) yield { digits, lengths, start, end: group.end };
    }
  }
}
