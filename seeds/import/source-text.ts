// A source file's plain text: all characters except white space and markup. Positions in content files refer to it. Both
// the importer and the verification use it.
import type { Place, Quote } from '../../content/schema.ts';
import { closeSpaces } from './chinese-text.ts';

/** A range of the plain text: a line, paragraph or cell of the source. */
export interface TextRange {
  place: Place;
  /** Its text, without white space. */
  text: string;
}

export interface TextBlock extends TextRange {
  kind: 'text';
  /** Line number in the file, from 1. */
  line: number;
}

/** A table cell, with `rowSpan` and `columnSpan` if the file states them. */
export interface TableCell extends TextRange {
  rowSpan: number;
  columnSpan: number;
}

export interface RowBlock {
  kind: 'row';
  cells: TableCell[];
  line: number;
}

export type Block = TextBlock | RowBlock;

export interface SourceText {
  plain: string;
  blocks: Block[];
  /** True if the file states merged cells; plain text shows only empty cells. */
  hasSpans: boolean;
}

/** Builds the plain text, range by range. */
export class SourceCollector {
  readonly blocks: Block[] = [];
  #plain = '';

  get plain(): string {
    return this.#plain;
  }

  /** Adds a text and returns its position. */
  add(text: string): TextRange {
    const from = this.#plain.length;
    this.#plain += text.replace(/\s/gu, '');
    return { place: [from, this.#plain.length], text: closeSpaces(text) };
  }

  addText(text: string, line: number): void {
    if (text.trim() !== '') this.blocks.push({ kind: 'text', ...this.add(text), line });
  }

  addRow(cells: { text: string; rowSpan?: number; columnSpan?: number }[], line: number): void {
    this.blocks.push({
      kind: 'row',
      cells: cells.map(({ text, rowSpan = 1, columnSpan = 1 }) => ({ ...this.add(text), rowSpan, columnSpan })),
      line,
    });
  }
}

export const isEmpty = ({ place: [from, to] }: TextRange): boolean => from === to;

/** Joins ranges; adjacent ones merge, others (interrupted by a page number) stay separate in `at`. */
export function joinRanges(stretches: TextRange[]): Quote {
  const at: Place[] = [];
  for (const { place } of stretches) {
    const last = at.at(-1);
    if (last && last[1] === place[0]) last[1] = place[1];
    else at.push([...place]);
  }
  return { text: closeSpaces(stretches.map(({ text }) => text).join('')), at };
}
