// Chinese in overlapping pairs of characters, as it stands in the index: 社会救助 → 社会 会救 救助. Pagefind would cut it
// into words by a dictionary; then 少于 is not found in 不少于, which is a word to it, and every browser cuts a query
// otherwise than the index was cut.

import { pairsOf } from '../../../api/domain/text/pairs.ts';

/** The last character once more, alone: a search for one character finds what begins with it, a pair or itself. */
const spreadRun = (run: string): string => {
  const pairs = pairsOf(run);
  const last = Array.from(run).at(-1) ?? '';
  return (last === run ? pairs : [...pairs, last]).join(' ');
};

/** Stands for a space that somebody typed between two Chinese characters; those of the index are taken away again. */
const typedSpace = '␣';

/** Spaces around it keep a mark of punctuation or a digit from joining the word beside it. */
export const spread = (text: string): string =>
  text
    .replace(/(\p{Script=Han})\s+(?=\p{Script=Han})/gu, `$1${typedSpace}`)
    .replace(/\p{Script=Han}+/gu, (run) => ` ${spreadRun(run)} `);

/** Stands at the end of every block, because Pagefind makes one line of the page. */
export const lineEnd = ' ¶';

/** The text of an indexed page as it was, but for spaces between Chinese and the rest; a line a block. */
export function gatherText(spreadText: string): string {
  return spreadText
    .replace(/\s*¶[.\s]*/gu, '\n')
    .replace(/(\p{Script=Han}) \1/gu, '$1')
    .replace(/(\p{Script=Han}) +(?=\S)/gu, '$1')
    .replace(/(\S) +(?=\p{Script=Han})/gu, '$1')
    .replaceAll(typedSpace, ' ')
    .trim();
}
