// Splits Chinese into overlapping character pairs, as the index stores it: 社会救助 → 社会 会救 救助. Pagefind would use a
// dictionary, which takes 不少于 for one word and misses 少于 inside it. And each browser would split a query differently
// from the index.

import { splitPairs } from '../../../api/domain/text/pairs.ts';

/** Adds the last character alone: a one-character search matches pairs that begin with it, or the character itself. */
const spreadRun = (run: string): string => {
  const pairs = splitPairs(run);
  const last = Array.from(run).pop() ?? '';
  return (last === run ? pairs : [...pairs, last]).join(' ');
};

/** Stands for a space typed between two Chinese characters, because the spaces between pairs are removed again. */
const typedSpace = '␣';

/** Spaces around it prevent punctuation or a digit from joining the adjacent word. */
export const spread = (text: string): string =>
  text
    .replace(/(\p{Script=Han})\s+(?=\p{Script=Han})/gu, `$1${typedSpace}`)
    .replace(/\p{Script=Han}+/gu, (run) => ` ${spreadRun(run)} `);

/** Marks the end of every block, because Pagefind flattens the page into one line. */
export const lineEnd = ' ¶';

/** Restores an indexed page's text, one line per block. Spaces between Chinese and other text are lost. */
export function gatherText(spreadText: string): string {
  return spreadText
    .replace(/\s*¶[.\s]*/gu, '\n')
    .replace(/(\p{Script=Han}) \1/gu, '$1')
    .replace(/(\p{Script=Han}) +(?=\S)/gu, '$1')
    .replace(/(\S) +(?=\p{Script=Han})/gu, '$1')
    .split(typedSpace)
    .join(' ')
    .trim();
}
