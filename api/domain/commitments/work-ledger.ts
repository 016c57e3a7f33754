// The work ledger (工作台账): filters, sorts and pages the tasks of one document. The database query reads all its
// records at once, by index.
import type { LedgerEntry, Standing } from '../../contract/commitment.ts';

/** Rows per page. */
const rowsPerPage = 50;

export interface LedgerFilter {
  /** Only this unit's tasks; null for all. */
  unit: string | null;
  standing: Standing | null;
  /** Words that the title must contain. */
  words: string;
  order: 'date' | 'unit';
  /** From 1; a number past the end shows the last page. */
  page: number;
}

/** A task, under its unit's heading if sorted by unit; null if sorted by date or without a unit. */
export interface LedgerRow {
  unit: LedgerEntry['units'][number] | null;
  entry: LedgerEntry;
}

export interface LedgerPage {
  rows: LedgerRow[];
  total: number;
  page: number;
  pages: number;
}

/** Earliest due date first, undated tasks last; ties keep the document's order. */
const compareDueDates = (a: LedgerEntry, b: LedgerEntry) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999');

/** Groups tasks by unit; a task with two units appears under both. */
function groupByUnit(entries: LedgerEntry[], onlyUnit: string | null): LedgerRow[] {
  const units = new Map<string, LedgerRow[]>();
  for (const entry of entries) {
    for (const unit of entry.units.length > 0 ? entry.units : [null]) {
      if (onlyUnit !== null && unit?.id !== onlyUnit) continue;
      const id = unit?.id ?? '';
      units.set(id, [...(units.get(id) ?? []), { unit, entry }]);
    }
  }
  return [...units.values()].flat();
}

export function arrangeLedger(entries: LedgerEntry[], filter: LedgerFilter): LedgerPage {
  const matching = entries
    .filter(({ units }) => filter.unit === null || units.some(({ id }) => id === filter.unit))
    .filter(({ standing }) => filter.standing === null || standing === filter.standing)
    .filter(({ title }) => title.includes(filter.words))
    .sort(compareDueDates);
  const rows =
    filter.order === 'unit' ? groupByUnit(matching, filter.unit) : matching.map((entry) => ({ unit: null, entry }));
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage));
  const page = Math.min(Math.max(1, filter.page), pages);
  return { rows: rows.slice((page - 1) * rowsPerPage, page * rowsPerPage), total: rows.length, page, pages };
}
