// Reads a numbered task table from PDF text: cell after cell, wrapped into narrow lines, each merged cell once. The width
// of a line distinguishes heading columns, requirement and units.
import type { Column, LeftOut } from '../../content/schema.ts';
import { closeSpaces, endsSentence } from './chinese-text.ts';
import type { Report } from './report.ts';
import { joinRanges, type TextBlock, type TextRange } from './source-text.ts';

/** The cells that a row prints. The table builder later extends merged cells downwards. */
export interface PrintedRow {
  line: number;
  cells: Partial<Record<Column, TextRange[]>>;
}

const tableHead = /^序号\s*工作任务/u;
const pageNumber = /^—\s*\d+\s*—$/u;
const dueStart = /^(\d{4}年|长期)/u;
const unitStart = /^(县|市|区|各|相关|有关|镇|乡)/u;
/** Maximum width of a line in the heading columns, in characters. */
const headingWidth = 5;

/** True if the text is the header of such a table. */
export const startsPdfTable = (text: string): boolean => tableHead.test(text);

export function readPdfTable(
  lines: TextBlock[],
  headings: { category: string[]; task: string[] },
  report: Report,
): { heads: TextRange[]; rows: PrintedRow[]; leftOut: LeftOut[] } {
  const heads: TextRange[] = [];
  const rows: PrintedRow[] = [];
  const leftOut: LeftOut[] = [];
  let column: Column = 'number';
  let inHead = false;
  let pendingHeadings: TextRange[] = [];

  const leave = (kind: LeftOut['kind'], block: TextBlock) =>
    leftOut.push({ kind, text: block.text, at: [[...block.place]] });

  for (const block of lines) {
    const { text } = block;
    if (tableHead.test(text) || (inHead && /^(完成|时限)$/u.test(text))) {
      if (rows.length === 0) heads.push(block);
      else leave('table-head', block);
      inHead = true;
      continue;
    }
    inHead = false;
    if (pageNumber.test(text)) {
      leave('page-number', block);
      continue;
    }
    const numbered = /^(\d{1,3})(?=$|\D)/u.exec(text)?.[1];
    if (numbered === String(rows.length + 1) && (numbered === text || !/^\d{1,3}[次个种月]/u.test(text))) {
      closeHeadings();
      const from = block.place[0];
      rows.push({ line: block.line, cells: {} });
      put('number', { place: [from, from + numbered.length], text: numbered });
      column = 'number';
      if (numbered !== text) {
        const rest: TextRange = {
          place: [from + numbered.length, block.place[1]],
          text: closeSpaces(text.slice(numbered.length)),
        };
        pendingHeadings.push(rest);
        column = 'category';
      }
      continue;
    }
    place(block);
  }
  closeHeadings();
  return { heads, rows, leftOut };

  function place(block: TextBlock): void {
    const { text } = block;
    const written = rows.at(-1)?.cells;
    if ((column === 'number' || column === 'category') && text.length <= headingWidth && !endsSentence(text)) {
      pendingHeadings.push(block);
      column = 'category';
      return;
    }
    if (column === 'number' || column === 'category') {
      closeHeadings();
      column = 'requirement';
    } else if (column === 'requirement') {
      const done = /[。；]$/u.test(joinRanges(written?.requirement ?? []).text);
      if (done && dueStart.test(text)) column = 'due';
      else if (done && unitStart.test(text)) column = 'units';
      else if (done) report.doubt(block.line, `这一行算作「具体要求」的继续：${text.slice(0, 12)}`);
    } else if (column === 'units' && dueStart.test(text)) column = 'due';
    put(column, block);
  }

  function put(into: Column, stretch: TextRange): void {
    const row = rows.at(-1);
    if (!row) return;
    const cells = row.cells[into];
    if (cells) cells.push(stretch);
    else row.cells[into] = [stretch];
  }

  /** Splits the narrow lines before a requirement into category and task, or only task, by the text's headings. */
  function closeHeadings(): void {
    if (pendingHeadings.length === 0) return;
    const pending = pendingHeadings;
    pendingHeadings = [];
    const joined = (from: number, to: number) => joinRanges(pending.slice(from, to)).text;
    const cut = pending.findIndex((_, index) => headings.category.includes(joined(0, index + 1)));
    const [category, task] = cut < 0 ? [[], pending] : [pending.slice(0, cut + 1), pending.slice(cut + 1)];
    for (const stretch of category) put('category', stretch);
    for (const stretch of task) put('task', stretch);
    const name = joinRanges(task).text;
    if (task.length > 0 && !headings.task.includes(name)) {
      report.doubt(rows.at(-1)?.line ?? 0, `工作任务「${name}」与正文的要点标题不一致`);
    }
  }
}
