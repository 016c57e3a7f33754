// A source file as its plain text: every character that is neither white space nor markup, numbered.
// Importer and proof both start here; what this leaves out is all that a proof does not have to account for.
import type { Place, Quote } from '../../content/schema.ts';
import { closeSpaces } from './chinese-text.ts';

/** A stretch of the plain text as one line, paragraph or cell of the source has it. */
export interface Stretch {
  place: Place;
  /** Its words, white space closed. */
  text: string;
}

export interface TextBlock extends Stretch {
  kind: 'text';
  /** Counted from 1 in the file. */
  line: number;
}

/** A cell of a table row; `rowSpan` and `columnSpan` where the file itself says how far it reaches. */
export interface TableCell extends Stretch {
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
  /** True where the file says which cells are merged; in plain text an empty cell is all there is to see. */
  hasSpans: boolean;
}

/** Collects a source stretch by stretch. */
export class SourceCollector {
  readonly blocks: Block[] = [];
  #plain = '';

  get plain(): string {
    return this.#plain;
  }

  /** Adds a text and says where it went. */
  add(text: string): Stretch {
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

export const isEmpty = ({ place: [from, to] }: Stretch): boolean => from === to;

/** Joins stretches that follow each other; what stands between them (a page number) parts their places. */
export function joinStretches(stretches: Stretch[]): Quote {
  const at: Place[] = [];
  for (const { place } of stretches) {
    const last = at.at(-1);
    if (last && last[1] === place[0]) last[1] = place[1];
    else at.push([...place]);
  }
  return { text: closeSpaces(stretches.map(({ text }) => text).join('')), at };
}
