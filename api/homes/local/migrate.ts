// Migrates the local database, in wrangler's format. wrangler itself starts workerd once per migration, at half a second
// each. `npm run deploy` still uses `wrangler d1 migrations apply`, because nothing else can access the remote database.
import { readdirSync, readFileSync } from 'node:fs';
import type { D1Database } from '@cloudflare/workers-types';
import { unstable_splitSqlQuery } from 'wrangler';

const folder = new URL('../../db/migrations/', import.meta.url);

/** wrangler's own table, so that `wrangler d1 migrations list` shows the same state. */
const createTableSql = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** Applies the missing migrations in order, each in a transaction. */
export async function migrateLocally(database: D1Database): Promise<void> {
  await database.prepare(createTableSql).run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  for (const name of names.sort().filter((candidate) => !applied.has(candidate))) {
    const statements = unstable_splitSqlQuery(readFileSync(new URL(name, folder), 'utf8'));
    const insertName = database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name);
    await database.batch([...statements.map((statement) => database.prepare(statement)), insertName]);
  }
}
