// Converts the rows of any table to the task table's cells, and extends merged cells over the rows they span.
import type { Cell, Column, LeftOut, Quote, Section, TaskTable } from '../../content/schema.ts';
import { withoutMarker } from '../../content/tasks.ts';
import { ImportError } from './import-error.ts';
import type { PrintedRow } from './pdf-table.ts';
import type { Report } from './report.ts';
import { isEmpty, joinRanges, type RowBlock, type TableCell } from './source-text.ts';

/** Patterns of column headers. `headings` spans one or two columns. */
const headNames: [RegExp, Column | 'headings'][] = [
  [/^序号$/u, 'number'],
  [/^(工作任务|重点工作|重点任务|主要任务)$/u, 'headings'],
  [/^(具体要求|具体任务|工作要求|具体内容|工作内容|任务要求|具体措施)$/u, 'requirement'],
  [/^(责任单位|牵头单位|责任部门)$/u, 'units'],
  [/^(完成时限|完成时间|完成期限|时限要求)$/u, 'due'],
];
const knownHeads = headNames.map(([name]) => name.source.replace(/[\^$()]/gu, '').replaceAll('|', '、')).join('；');

const columnOf = (head: string) => headNames.find(([name]) => name.test(head))?.[1];

export const isHeadRow = (row: RowBlock): boolean =>
  row.cells.some(({ text }) => columnOf(text) === 'requirement') &&
  row.cells.some(({ text }) => columnOf(text) === 'units');

/** True for a sentence: in a cell that spans the headings, it is a requirement, not a heading. */
const isSentence = (text: string) => /[。；]$/u.test(text) && text.length > 20;

type Grid = (TableCell | null)[][];

/** Places cells on a grid; a spanning cell appears at every position that it covers. */
function layOut(rows: RowBlock[]): Grid {
  const grid: Grid = rows.map(() => []);
  for (const [r, row] of rows.entries()) {
    let c = 0;
    for (const cell of row.cells) {
      while (grid[r]?.[c] !== undefined) c++;
      for (let dr = 0; dr < cell.rowSpan; dr++) {
        for (let dc = 0; dc < cell.columnSpan; dc++) {
          const line = grid[r + dr];
          if (line) line[c + dc] = cell;
        }
      }
    }
  }
  return grid;
}

/** Groups cells into rows for text with one cell per line: headers until the first heading marker, then rows. */
export function gatherSingleCells(rows: RowBlock[]): RowBlock[] {
  if (!rows.every(({ cells }) => cells.length === 1)) return rows;
  const cells = rows.flatMap((row) => row.cells.map((cell) => ({ cell, line: row.line })));
  const lastHead = cells.findLastIndex(({ cell }) => columnOf(cell.text) !== undefined);
  const heads = cells.slice(0, lastHead + 1);
  const width = heads.length + 1; // one header spans both heading columns
  const body = cells.slice(lastHead + 1);
  const gather = (part: typeof cells): RowBlock => ({
    kind: 'row',
    cells: part.map(({ cell }) => cell),
    line: part[0]?.line ?? 0,
  });
  const gathered = [gather(heads)];
  for (let index = 0; index < body.length; index += width) gathered.push(gather(body.slice(index, index + width)));
  return gathered;
}

function columnsOf(head: RowBlock, width: number): (Column | null)[] {
  const columns: (Column | null)[] = [];
  const named = head.cells.filter((cell) => !isEmpty(cell));
  const headingWidth = width - named.filter(({ text }) => columnOf(text) !== 'headings').length;
  for (const { text } of named) {
    const column = columnOf(text);
    if (column === 'headings')
      columns.push(...(headingWidth > 1 ? (['category', 'task'] as const) : (['task'] as const)));
    else columns.push(column ?? null);
  }
  return columns;
}

/** Reads the rows of a table with cells: each cell's column, and whether it continues the cell above. */
export function readGridRows(
  blocks: RowBlock[],
  hasSpans: boolean,
): { heads: Quote[]; rows: PrintedRow[]; leftOut: LeftOut[] } {
  const [head] = blocks;
  if (!head || !isHeadRow(head)) {
    const seen = head?.cells.map(({ text }) => text).join('、') ?? '';
    throw new ImportError(
      `表格第一行没有「具体要求」「责任单位」这样的表头，第一行是：「${seen}」。\n认得的表头：${knownHeads}。\n别的叫法加在 seeds/import/task-table.ts 的 headNames 里。`,
    );
  }
  const strange = head.cells.filter((cell) => !isEmpty(cell) && columnOf(cell.text) === undefined);
  if (strange.length > 0) {
    const names = strange.map(({ text }) => `「${text}」`).join('');
    throw new ImportError(
      `任务表有不认识的列${names}，这一列的字会没有着落，所以没有导入。\n认得的表头：${knownHeads}。\n别的叫法加在 seeds/import/task-table.ts 的 headNames 里；内容不同的新列要先给 content/schema.ts 添一栏。`,
    );
  }
  const grid = hasSpans ? layOut(blocks) : blocks.map(({ cells }): (TableCell | null)[] => cells);
  const width = Math.max(...grid.map((row) => row.length));
  const columns = columnsOf(head, width);
  const rows: PrintedRow[] = [];
  const leftOut: LeftOut[] = [];
  for (const [index, block] of blocks.entries()) {
    if (isHeadRow(block)) {
      const heads = block.cells.filter((cell) => !isEmpty(cell));
      if (index > 0) leftOut.push(...heads.map((cell) => ({ kind: 'table-head' as const, ...joinRanges([cell]) })));
      continue;
    }
    const line = grid[index] ?? [];
    const cells: PrintedRow['cells'] = {};
    const [first] = line;
    const spansHeadings =
      first &&
      isSentence(first.text) &&
      columns.indexOf('requirement') > 0 &&
      first !== grid[index - 1]?.[0] &&
      line.slice(1, columns.indexOf('requirement') + 1).every((cell) => !cell || isEmpty(cell) || cell === first);
    for (const [place, cell] of line.entries()) {
      const column = columns[place];
      if (!cell || !column) continue;
      // Skip a spanning cell in all rows but its first.
      if (hasSpans && (grid[index - 1]?.[place] === cell || line[place - 1] === cell)) continue;
      if (!isEmpty(cell)) cells[spansHeadings && place === 0 ? 'requirement' : column] = [cell];
      // If the file states spans, an empty cell is really empty and does not continue the cell above.
      else if (hasSpans && (column === 'units' || column === 'due')) cells[column] = [];
    }
    if (spansHeadings) cells.category = [];
    if (Object.keys(cells).length > 0) rows.push({ line: block.line, cells });
  }
  const heads = head.cells.filter((cell) => !isEmpty(cell)).map((cell) => joinRanges([cell]));
  return { heads, rows, leftOut };
}

/** Columns where an empty cell belongs to a merged cell. */
const mergeable: Column[] = ['category', 'task', 'units', 'due'];

/** Extends merged cells downwards. A category that is repeated at the top of a page is the same cell. */
export function drawCells(rows: PrintedRow[], hasSpans: boolean, report: Report): Cell[] {
  const cells: Cell[] = [];
  const open = new Map<Column, Cell>();
  const hasColumn = (column: Column) => rows.some((row) => (row.cells[column]?.length ?? 0) > 0);
  for (const [index, { line, cells: printed }] of rows.entries()) {
    const row = index + 1;
    const spansHeadings = printed.category?.length === 0;
    for (const column of ['number', ...mergeable.slice(0, 2), 'requirement', ...mergeable.slice(2)] as Column[]) {
      const stretches = printed[column] ?? [];
      const above = open.get(column);
      if (spansHeadings && (column === 'category' || column === 'task')) {
        open.delete(column);
      } else if (stretches.length > 0) {
        const quote = joinRanges(stretches);
        const isAgain =
          above?.text === quote.text && (column === 'category' || column === 'task') && above.rows[1] === row - 1;
        if (isAgain && (column === 'category' || printed.category !== undefined)) {
          above.rows[1] = row;
          above.again = [...(above.again ?? []), quote.at];
        } else {
          const cell: Cell = { column, rows: [row, row], ...quote };
          cells.push(cell);
          open.set(column, cell);
          if (column === 'category') open.delete('task');
        }
      } else if (printed[column] !== undefined && mergeable.includes(column)) {
        open.delete(column);
        report.doubt(line, `第 ${row} 行的「${column === 'units' ? '责任单位' : '完成时限'}」是空的`);
      } else if (above && mergeable.includes(column)) {
        above.rows[1] = row;
        // Report no doubt if the file states the merge.
        if (!hasSpans && (column === 'units' || column === 'due')) {
          report.doubt(
            line,
            `第 ${row} 行没有印${column === 'units' ? '责任单位' : '完成时限'}，按合并单元格沿用：${above.text}`,
          );
        }
      } else if (column === 'requirement' || (hasColumn(column) && column !== 'number')) {
        report.doubt(line, `第 ${row} 行缺少${column === 'requirement' ? '具体要求' : `「${column}」`}`);
      }
    }
  }
  return cells;
}

/** Minimum similarity at which two headings count as the same. */
const sameHeading = 0.75;

function pairs(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2)));
}

/** Dice's coefficient over character pairs: 1 for equal texts, 0 for texts with nothing in common. */
function similarity(a: string, b: string): number {
  const [first, second] = [pairs(a), pairs(b)];
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return first.size + second.size === 0 ? 0 : (2 * shared) / (first.size + second.size);
}

/** Finds the point of each row: the one whose heading is similar to the row's task. */
export function findOrigins(cells: Cell[], sections: Section[], report: Report): TaskTable['origins'] {
  const points = sections.flatMap((section) => section.points);
  return cells
    .filter(({ column }) => column === 'task')
    .flatMap(({ text, rows }) => {
      const name = withoutMarker(text);
      const ranked = points
        .map((point) => ({ point, score: similarity(point.heading.replace(/。$/u, ''), name) }))
        .sort((a, b) => b.score - a.score);
      const [best] = ranked;
      if (!best || best.score < sameHeading) {
        if (points.length > 0) report.doubt(0, `工作任务「${name}」没有找到对应的要点`);
        return [];
      }
      if (best.score < 1) report.doubt(0, `工作任务「${name}」对应要点「${best.point.heading}」，文字不完全一致`);
      return [{ rows, point: best.point.id }];
    });
}
