// Which tables of a record move between homes, and in which order: who is named before who names them, and the record as it
// was written, so that the triggers that guard it let every row in.
import type { DatabaseSync } from 'node:sqlite';

/** Signed in, looking at something right now, half signed in: begins anew. The index of words is made from the comments. */
const leftBehind = /^(session|verification|presence|d1_migrations|comment_words(_.*)?|sqlite_.*|_cf_.*)$/u;

/** What triggers ask for, beside the foreign keys. */
const needsEvents = new Set(['replies', 'drafts', 'advice', 'disputes', 'attachments']);

/** @param file of any database of the same version; its rows do not matter */
export function listMovedTables(file: DatabaseSync): string[] {
  const names = file
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !leftBehind.test(name));
  const needs = new Map(
    names.map((name) => {
      const parents = file.prepare('SELECT "table" AS parent FROM pragma_foreign_key_list(?)').all(name);
      const named = parents.map(({ parent }) => String(parent)).filter((parent) => parent !== name);
      return [name, new Set([...named, ...(needsEvents.has(name) ? ['events'] : [])])];
    }),
  );
  const ordered: string[] = [];
  while (ordered.length < names.length) {
    const next = names.find(
      (name) => !ordered.includes(name) && [...(needs.get(name) ?? [])].every((parent) => ordered.includes(parent)),
    );
    if (next === undefined) throw new Error('tables name each other in a circle');
    ordered.push(next);
  }
  return ordered;
}

export type Row = Record<string, unknown>;

/** Rows of a table in the order in which they were written. */
export function* readRows(file: DatabaseSync, table: string): Generator<Row> {
  yield* file.prepare(`SELECT * FROM ${table} ORDER BY rowid`).iterate();
}

/** Letters, digits and what harms nowhere. All else is written in figures: tools that cut SQL apart never see residents' words. */
const harmless = /^[\p{L}\p{N} _.,:@+=/{}"[\]()，。？！：、-]*$/u;

function spell(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') throw new Error(`a value of the kind ${typeof value} is in no table`);
  if (harmless.test(value) && !value.includes('--')) return `'${value}'`;
  return `CAST(X'${Buffer.from(value).toString('hex')}' AS TEXT)`;
}

/** One line of SQL for a row. D1 takes statements of 100 KB; no row comes near. */
export function spellRow(table: string, row: Row): string {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  return `INSERT INTO "${table}" (${columns.join()}) VALUES (${Object.values(row).map(spell).join()});`;
}
