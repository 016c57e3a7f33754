// Compares the migrations of this release with those of the database. Both homes record them in wrangler's format.
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import journal from './migrations/meta/_journal.json' with { type: 'json' };

/** File names without extension, in order. */
export const knownMigrations: string[] = journal.entries.map(({ tag }) => tag);

/** @throws Error if the database was never migrated */
export async function listAppliedMigrations(database: Database): Promise<string[]> {
  const rows = await database.all<{ name: string }>(sql`SELECT name FROM d1_migrations ORDER BY id`);
  return rows.map(({ name }) => name.replace(/\.sql$/u, ''));
}

/** Migrations of this release that the database lacks. */
export async function listMissingMigrations(database: Database): Promise<string[]> {
  const applied = new Set(await listAppliedMigrations(database));
  return knownMigrations.filter((name) => !applied.has(name));
}
