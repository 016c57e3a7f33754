// Applies the edge's migrations at startup and records them in wrangler's format.
import { readdirSync, readFileSync } from 'node:fs';
import { inTransaction, type LocalD1 } from './sqlite-d1.ts';

const folder = new URL('../../db/migrations/', import.meta.url);

/** wrangler's table, so that a database can move between the homes. */
const createTableSql = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** File names of all migrations, in order. */
export function listMigrations(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

/**
 * Migrates a database, each migration in a transaction.
 *
 * @param upTo the last migration to apply; all by default
 * @returns names of the applied migrations
 * @throws Error if a newer version wrote the database
 */
export function migrate({ file }: LocalD1, upTo?: string): string[] {
  const available = listMigrations();
  file.exec(createTableSql);
  const applied = file
    .prepare('SELECT name FROM d1_migrations ORDER BY id')
    .all()
    .map(({ name }) => String(name));
  const unknown = applied.filter((name) => !available.includes(name));
  if (unknown.length > 0) {
    throw new Error(`a newer version wrote the database: this version does not know ${unknown.join(', ')}`);
  }
  const missing = available.filter((name) => !applied.includes(name) && (upTo === undefined || name <= upTo));
  for (const name of missing) {
    inTransaction(file, () => {
      file.exec(readFileSync(new URL(name, folder), 'utf8'));
      file.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name);
    });
  }
  return missing;
}
