// Migrates the local database, in wrangler's format. wrangler itself starts workerd once per migration, at half a second
// each. `npm run deploy` still uses `wrangler d1 migrations apply`, because nothing else can access the remote database.
import type { D1Database } from '@cloudflare/workers-types';
import { unstable_splitSqlQuery } from 'wrangler';
import { listMigrations, migrationsTable, readMigration } from '../migration-files.ts';

/** Applies the missing migrations in order, each in a transaction. */
export async function migrateLocally(database: D1Database): Promise<void> {
  await database.prepare(migrationsTable).run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  for (const name of listMigrations().filter((candidate) => !applied.has(candidate))) {
    const statements = unstable_splitSqlQuery(readMigration(name));
    const insertName = database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name);
    await database.batch([...statements.map((statement) => database.prepare(statement)), insertName]);
  }
}
