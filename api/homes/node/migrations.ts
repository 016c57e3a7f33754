// Applies the edge's migrations at startup and records them in wrangler's format.
import { listMigrations, migrationsTable, readMigration } from '../migration-files.ts';
import { inTransaction, type LocalD1 } from './sqlite-d1.ts';

/**
 * Migrates a database, each migration in a transaction.
 *
 * @param upTo the last migration to apply; all by default
 * @returns names of the applied migrations
 * @throws Error if a newer version wrote the database
 */
export function migrate({ file }: LocalD1, upTo?: string): string[] {
  const available = listMigrations();
  file.exec(migrationsTable);
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
      file.exec(readMigration(name));
      file.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name);
    });
  }
  return missing;
}
