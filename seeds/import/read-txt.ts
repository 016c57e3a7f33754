// Reads plain text: paragraphs, tables separated by tabs or pipes, or one cell per line.
import { SourceCollector, type SourceText } from './source-text.ts';

/** Markdown and HTML that a converter left in the text and that is not in the document. */
const markup = /^#{1,6}\s+|\*\*|<\/?p>/gu;
const rule = /^\s*(-{3,}|\|[\s|:-]+\|)\s*$/u;

export function readTxt(source: string): SourceText {
  const collector = new SourceCollector();
  for (const [index, raw] of source.split(/\r?\n/u).entries()) {
    const line = index + 1;
    if (rule.test(raw)) continue;
    const text = raw.replace(markup, '');
    const tabs = text.split('\t').length - 1;
    if (/^\s*\|.*\|\s*$/u.test(text)) {
      addCells(text.trim().slice(1, -1).split('|'), line);
    } else if (tabs === 1 && text.startsWith('\t')) {
      addCells([text], line); // one cell per line
    } else if (tabs > 0) {
      addCells(text.split('\t'), line);
    } else {
      collector.addText(text, line);
    }
  }
  return { plain: collector.plain, blocks: collector.blocks, hasSpans: false };

  function addCells(cells: string[], line: number): void {
    collector.addRow(
      cells.map((text) => ({ text })),
      line,
    );
  }
}
