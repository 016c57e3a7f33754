// Chinese in overlapping pairs of characters, as it stands in the index: 社会救助 → 社会 会救 救助. Pagefind would cut it
// into words by a dictionary; then 少于 is not found in 不少于, which is a word to it, and every browser cuts a query
// otherwise than the index was cut.

/** 社会救助 → 社会, 会救, 救助; a lone character stays one. */
export function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  return characters.length < 2 ? [run] : characters.slice(1).map((character, index) => characters[index] + character);
}

/** Spaces around it keep a mark of punctuation or a digit from joining the word beside it. */
export const spread = (text: string): string =>
  text.replace(/\p{Script=Han}+/gu, (run) => ` ${pairsOf(run).join(' ')} `);

/** Stands at the end of every block, because Pagefind makes one line of the page. */
export const lineEnd = ' ¶';

/** The text of an indexed page as it was, but for spaces beside Chinese; a line a block. */
export function gatherText(spreadText: string): string {
  return spreadText
    .replace(/\s*¶[.\s]*/gu, '\n')
    .replace(/(\p{Script=Han}) \1/gu, '$1')
    .replace(/(\p{Script=Han}) +(?=\S)/gu, '$1')
    .replace(/(\S) +(?=\p{Script=Han})/gu, '$1')
    .trim();
}
