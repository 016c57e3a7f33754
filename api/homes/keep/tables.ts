// Lists the tables that an export contains, in import order: referenced tables first, and `events` before tables whose
// triggers look up events, so that the triggers accept every row.
import type { DatabaseSync } from 'node:sqlite';

/** Sessions and presence are temporary, and the hourly jobs rebuild the search indexes from the comments. */
const excludedTables = /^(session|verification|presence|d1_migrations|(comment|answer)_words(_.*)?|sqlite_.*|_cf_.*)$/u;

/** Tables whose triggers look up events. */
const tablesNeedingEvents = new Set(['replies', 'drafts', 'advice', 'disputes', 'attachments']);

/** @param file any database of the same version; its rows do not matter */
export function listExportedTables(file: DatabaseSync): string[] {
  const names = file
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !excludedTables.test(name));
  const dependencies = new Map(
    names.map((name) => {
      const rows = file.prepare('SELECT "table" AS parent FROM pragma_foreign_key_list(?)').all(name);
      const parents = rows.map(({ parent }) => String(parent)).filter((parent) => parent !== name);
      return [name, new Set(tablesNeedingEvents.has(name) ? [...parents, 'events'] : parents)];
    }),
  );
  const ordered: string[] = [];
  while (ordered.length < names.length) {
    const next = names.find(
      (name) =>
        !ordered.includes(name) && [...(dependencies.get(name) ?? [])].every((parent) => ordered.includes(parent)),
    );
    if (next === undefined) throw new Error('the tables have circular references');
    ordered.push(next);
  }
  return ordered;
}

export type Row = Record<string, unknown>;

/** Reads a table in insertion order. */
export function* readRows(file: DatabaseSync, table: string): Generator<Row> {
  yield* file.prepare(`SELECT * FROM ${table} ORDER BY rowid`).iterate();
}

/** Text that is safe in a literal for every tool that splits SQL statements. Other text is written in hex. */
const plainText = /^[\p{L}\p{N} _.,:@+=/{}"[\]()，。？！：、-]*$/u;

function toSqlLiteral(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') throw new Error(`unexpected value of type ${typeof value} in a table`);
  if (plainText.test(value) && !value.includes('--')) return `'${value}'`;
  return `CAST(X'${Buffer.from(value).toString('hex')}' AS TEXT)`;
}

/** Writes one row as one line of SQL, far below D1's limit of 100 KB per statement. */
export function toInsertStatement(table: string, row: Row): string {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  return `INSERT INTO "${table}" (${columns.join()}) VALUES (${Object.values(row).map(toSqlLiteral).join()});`;
}
