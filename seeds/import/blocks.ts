// First step of an import: a source file as a list of paragraphs and table rows, each with its lines.
import { closeSpaces, endsSentence } from './chinese-text.ts';

/** A stretch of text or a table row; `lines` counts from 1 in the source file. */
export type Block =
  | { kind: 'text'; text: string; lines: [number, number] }
  | { kind: 'row'; cells: string[]; lines: [number, number] };

const markdownMarks = /^#{1,6}\s+|\*\*|<\/?p>/gu;
/** A text that opens with a marker starts a new block even where the one before it has no full stop. */
const opensBlock = /^(附件|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])/u;

/**
 * Reads text with Markdown marks and tab-separated tables, as PDF converters write it.
 * A paragraph that a page break cut in two (no sentence end before the blank line) is joined again
 * inside the body, which starts where `bodyStarts` first says so.
 */
export function readBlocks(source: string, bodyStarts: (text: string) => boolean): Block[] {
  const blocks: Block[] = [];
  let inBody = false; // from the general requirement to the first table or attachment
  for (const [index, raw] of source.split(/\r?\n/u).entries()) {
    const line = index + 1;
    if (raw.includes('\t')) {
      const cells = raw.split('\t').map((cell) => closeSpaces(cell.replace(markdownMarks, '')));
      blocks.push({ kind: 'row', cells, lines: [line, line] });
      inBody = false;
      continue;
    }
    const text = closeSpaces(raw.replace(markdownMarks, ''));
    if (text === '' || /^-{3,}$/u.test(text)) continue;
    const last = blocks.at(-1);
    if (
      inBody &&
      last?.kind === 'text' &&
      !endsSentence(last.text) &&
      !opensBlock.test(text) &&
      !isHeading(last.text)
    ) {
      last.text += text;
      last.lines[1] = line;
      continue;
    }
    inBody = (inBody || bodyStarts(text)) && !text.startsWith('附件');
    blocks.push({ kind: 'text', text, lines: [line, line] });
  }
  return blocks;
}

function isHeading(text: string): boolean {
  return /^[一二三四五六七八九十]+、/u.test(text) || text.startsWith('附件');
}
