// Reads the tasks from a task table: extends merged cells, removes markers, splits units, parses dates.
import { splitUnits } from './printed-units.ts';
import type { Cell, Column, Document, Jurisdiction, Place } from './schema.ts';

export interface Task {
  /** Row number in the table, from 1; part of the task's address. */
  row: number;
  /** The number as printed, if the table has a column for it. */
  number: string | null;
  /** First heading column, without its marker (一、); null if the row spans it. */
  category: string | null;
  /** Second heading column, without its marker (（一）). */
  task: string | null;
  requirement: string;
  /** The responsible units as printed; empty for an empty cell. */
  unitsText: string;
  units: string[];
  /** The completion date as printed. */
  dueText: string | null;
  /** The last day of `dueText`, `YYYY-MM-DD`; null for a text without a date (长期坚持). */
  dueOn: string | null;
  /** Id of the row's point. */
  point: string | null;
  /** Position of its requirement in the source. */
  at: Place[];
}

const marker = /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])/u;

/** `一、细化深化主动公开` → `细化深化主动公开` */
export const withoutMarker = (text: string): string => text.replace(marker, '');

/** @returns the last day of `2023年12月底前`, `2023年8月20日前`, `2021年年底前`, `2021年底前`; null for other texts */
export function readDueDay(text: string): string | null {
  const [, year, month, date] = /(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?|年?[底末])/u.exec(text) ?? [];
  if (!year) return null;
  const lastMonth = Number(month ?? 12);
  const lastDate = date ? Number(date) : new Date(Date.UTC(Number(year), lastMonth, 0)).getUTCDate();
  return `${year}-${String(lastMonth).padStart(2, '0')}-${String(lastDate).padStart(2, '0')}`;
}

const covers = ({ rows: [first, last] }: { rows: [number, number] }, row: number) => first <= row && row <= last;

/** @returns a document's tasks in table order; empty without a table */
export function listTasks(document: Document, jurisdiction: Jurisdiction): Task[] {
  const table = document.taskTable;
  if (!table) return [];
  const cellAt = (column: Column, row: number): Cell | undefined =>
    table.cells.find((cell) => cell.column === column && covers(cell, row));
  const lastRow = Math.max(0, ...table.cells.map((cell) => cell.rows[1]));
  return Array.from({ length: lastRow }, (_, index) => {
    const row = index + 1;
    const textAt = (column: Column) => cellAt(column, row)?.text ?? null;
    const requirement = cellAt('requirement', row);
    if (!requirement) throw new Error(`${document.id}: row ${row} has no requirement`);
    const unitsText = textAt('units') ?? '';
    const dueText = textAt('due');
    const category = textAt('category');
    const task = textAt('task');
    return {
      row,
      number: textAt('number'),
      category: category === null ? null : withoutMarker(category),
      task: task === null ? null : withoutMarker(task),
      requirement: requirement.text,
      unitsText,
      units: splitUnits(unitsText, jurisdiction.prefix),
      dueText,
      dueOn: dueText === null ? null : readDueDay(dueText),
      point: table.origins.find((origin) => covers(origin, row))?.point ?? null,
      at: requirement.at,
    };
  });
}
