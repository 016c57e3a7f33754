// Starts every API test with an empty, migrated D1. Import zod-openapi first, as the application does: schemas created
// earlier lack descriptions, and all test files share the modules of the first one.
import '@hono/zod-openapi';
import { type D1Migration, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach } from 'vitest';

declare global {
  namespace Cloudflare {
    interface Env {
      DB: D1Database;
      /** Jurisdictions with their own database (test/api/offices.test.ts). */
      DB_LIAOCHENG: D1Database;
      DB_PINGYIN: D1Database;
      FILES: R2Bucket;
      ASSETS: { fetch(request: Request | string): Promise<Response> };
      MIGRATIONS: D1Migration[];
      /** The fraction of the fuzz test's ten thousand bodies to send. */
      FUZZ_SHARE: number;
      AUTH_SECRET: string;
      CODE_SECRET: string;
      CONTACT_KEY: string;
    }
  }
}

/** Wrangler records migrations in this table, which the application reads. The self-hosted home writes it itself. */
const recordMigrations = [
  'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP)',
  ...env.MIGRATIONS.map(({ name }) => `INSERT INTO d1_migrations (name) VALUES ('${name}')`),
];

/** Run all migrations in one batch; one by one they took longer than most tests. */
async function migrate(): Promise<void> {
  const queries = env.MIGRATIONS.flatMap((migration) => migration.queries);
  if (queries.length > 0) await env.DB.batch([...queries, ...recordMigrations].map((query) => env.DB.prepare(query)));
}

/** Touch each store first: workerd evicts a store that is idle for ten seconds, and `reset` then leaves its data. */
async function resetStores(): Promise<void> {
  const databases = [env.DB, env.DB_LIAOCHENG, env.DB_PINGYIN];
  await Promise.all([
    env.FILES.list({ prefix: '-' }),
    ...databases.map((database) => database.prepare('SELECT 1').run()),
  ]);
  await reset();
}

beforeEach(migrate);
afterEach(resetStores);
