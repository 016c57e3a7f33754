// Every API test starts on an empty, migrated D1.
// First, as in the application: schemas made before it cannot be described, and all files share what the first one loads.
import '@hono/zod-openapi';
import { type D1Migration, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach } from 'vitest';

declare global {
  namespace Cloudflare {
    interface Env {
      DB: D1Database;
      /** Of jurisdictions with a record of their own (test/api/offices.test.ts). */
      DB_LIAOCHENG: D1Database;
      DB_PINGYIN: D1Database;
      FILES: R2Bucket;
      ASSETS: { fetch(request: Request | string): Promise<Response> };
      MIGRATIONS: D1Migration[];
      /** How many of the ten thousand bodies of the fuzz test are sent. */
      FUZZ_SHARE: number;
      AUTH_SECRET: string;
      CODE_SECRET: string;
      CONTACT_KEY: string;
    }
  }
}

/** What wrangler writes down of a migration: the application asks for it. The home on plain Node has done it by itself. */
const bookkeeping = [
  'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP)',
  ...env.MIGRATIONS.map(({ name }) => `INSERT INTO d1_migrations (name) VALUES ('${name}')`),
];

/** All migrations in one batch: one by one they took longer than most tests. */
async function migrate(): Promise<void> {
  const queries = env.MIGRATIONS.flatMap((migration) => migration.queries);
  if (queries.length > 0) await env.DB.batch([...queries, ...bookkeeping].map((query) => env.DB.prepare(query)));
}

/** workerd drops a store that nobody asked for ten seconds, and its `reset` then leaves the data of it: wake each before. */
async function empty(): Promise<void> {
  const databases = [env.DB, env.DB_LIAOCHENG, env.DB_PINGYIN];
  await Promise.all([
    env.FILES.list({ prefix: '-' }),
    ...databases.map((database) => database.prepare('SELECT 1').run()),
  ]);
  await reset();
}

beforeEach(migrate);
afterEach(empty);
