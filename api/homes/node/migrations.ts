// The same migrations as on the edge, applied at the start and written down as wrangler does it.
import { readdirSync, readFileSync } from 'node:fs';
import { inTransaction, type LocalD1 } from './sqlite-d1.ts';

const folder = new URL('../../db/migrations/', import.meta.url);

/** wrangler's own table, so that a file that began on the edge is known here, and the other way round. */
const table = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** File names of all migrations, in their order. */
export function listMigrations(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

/**
 * Brings a database up to date, each migration whole or not at all.
 *
 * @param upTo the last one that is applied; all of them unless told otherwise
 * @returns names of those that were applied
 * @throws Error where the database was written by a newer version: this one would not understand it
 */
export function migrate({ file }: LocalD1, upTo?: string): string[] {
  const known = listMigrations();
  file.exec(table);
  const applied = file
    .prepare('SELECT name FROM d1_migrations ORDER BY id')
    .all()
    .map(({ name }) => String(name));
  const foreign = applied.filter((name) => !known.includes(name));
  if (foreign.length > 0) {
    throw new Error(`the database is of a newer version: this one does not know ${foreign.join(', ')}`);
  }
  const missing = known.filter((name) => !applied.includes(name) && (upTo === undefined || name <= upTo));
  for (const name of missing) {
    inTransaction(file, () => {
      file.exec(readFileSync(new URL(name, folder), 'utf8'));
      file.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name);
    });
  }
  return missing;
}
