// Finds measurable promises in a text: a number of times, a number of working days, or a date.

export interface Measure {
  /** `times` 不少于5次 · `window` 10个工作日内 · `deadline` 2023年年底前 */
  kind: 'times' | 'window' | 'deadline';
  /** Position in the text, `[from, to)`. */
  from: number;
  to: number;
  /** The matched text: `不得少于3次`. */
  text: string;
  /** The surrounding clause or sentence, which states what is promised. */
  sentence: string;
}

const count = '(?:\\d+|[一二三四五六七八九十两]+)';

/** Patterns by kind; the first match at a position wins. */
const patterns: [Measure['kind'], RegExp][] = [
  ['window', new RegExp(`(?:不得?超过|在)?${count}个工作日(?:内)?`, 'gu')],
  [
    'times',
    new RegExp(
      `(?:(?:每年|年内)?(?:原则上)?(?:不得?(?:少于|低于)|至少)|每年至少)[^，。；、]{0,6}?${count}(?:次|种|项|个|场|期)`,
      'gu',
    ),
  ],
  ['deadline', /\d{4}年(?:年底|\d{1,2}月(?:\d{1,2}日|底)?)之?前?/gu],
  ['deadline', /用[两一二三\d]年时间[^，。；]*/gu],
];

const sentenceEnd = /[。；]/u;

function findSentenceAround(text: string, from: number, to: number): string {
  let start = from;
  while (start > 0 && !sentenceEnd.test(text.charAt(start - 1))) start--;
  let end = to;
  while (end < text.length && !sentenceEnd.test(text.charAt(end))) end++;
  return text.slice(start, end + 1);
}

/** @returns the measures of a text in order, without overlaps */
export function findMeasures(text: string): Measure[] {
  const found = patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match) => {
      const from = match.index;
      const to = from + match[0].length;
      return { kind, from, to, text: match[0], sentence: findSentenceAround(text, from, to) };
    }),
  );
  return (
    found
      .sort((a, b) => a.from - b.from || b.to - a.to)
      .filter((measure, index, all) => !all.slice(0, index).some((before) => before.to > measure.from))
      // A window needs 内 or 不得超过, which express an obligation; without them, days only state a duration.
      .filter(({ kind, text: words }) => kind !== 'window' || /内|不得?超过/u.test(words))
      .filter(({ kind, text: words }) => kind !== 'deadline' || /前|年底|^用/u.test(words))
  );
}
