// The migrations as files, and the table in which both homes record them.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../db/migrations/', import.meta.url);

/** wrangler's table, so that a database can move between the homes and `wrangler d1 migrations list` agrees. */
export const migrationsTable = `CREATE TABLE IF NOT EXISTS d1_migrations (
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

/** @param name of a file that `listMigrations` returns */
export const readMigration = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
