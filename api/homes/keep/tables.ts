// Which tables of a record move between homes, and in which order: referenced tables first, and events before what triggers
// check against them, so that the triggers that guard the record accept every row.
import type { DatabaseSync } from 'node:sqlite';

/** Sessions and presence start anew; the word index is rebuilt from the comments. */
const leftBehind = /^(session|verification|presence|d1_migrations|comment_words(_.*)?|sqlite_.*|_cf_.*)$/u;

/** Tables whose triggers look up events, besides their foreign keys. */
const needsEvents = new Set(['replies', 'drafts', 'advice', 'disputes', 'attachments']);

/** @param file any database of the same version; its rows do not matter */
export function listMovedTables(file: DatabaseSync): string[] {
  const names = file
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !leftBehind.test(name));
  const needs = new Map(
    names.map((name) => {
      const rows = file.prepare('SELECT "table" AS parent FROM pragma_foreign_key_list(?)').all(name);
      const parents = rows.map(({ parent }) => String(parent)).filter((parent) => parent !== name);
      return [name, new Set(needsEvents.has(name) ? [...parents, 'events'] : parents)];
    }),
  );
  const ordered: string[] = [];
  while (ordered.length < names.length) {
    const next = names.find(
      (name) => !ordered.includes(name) && [...(needs.get(name) ?? [])].every((parent) => ordered.includes(parent)),
    );
    if (next === undefined) throw new Error('tables reference each other in a circle');
    ordered.push(next);
  }
  return ordered;
}

export type Row = Record<string, unknown>;

/** Reads a table in insertion order. */
export function* readRows(file: DatabaseSync, table: string): Generator<Row> {
  yield* file.prepare(`SELECT * FROM ${table} ORDER BY rowid`).iterate();
}

/** Text that is safe in a quoted literal for every SQL splitter. Anything else is written in hex. */
const plainText = /^[\p{L}\p{N} _.,:@+=/{}"[\]()，。？！：、-]*$/u;

function spellValue(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') throw new Error(`a value of type ${typeof value} is in no table`);
  if (plainText.test(value) && !value.includes('--')) return `'${value}'`;
  return `CAST(X'${Buffer.from(value).toString('hex')}' AS TEXT)`;
}

/** Writes one row as one line of SQL. D1 accepts statements up to 100 KB; no row comes near. */
export function spellRow(table: string, row: Row): string {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  return `INSERT INTO "${table}" (${columns.join()}) VALUES (${Object.values(row).map(spellValue).join()});`;
}
