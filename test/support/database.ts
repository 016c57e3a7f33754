// Every API test starts on an empty, migrated D1.
import { applyD1Migrations, type D1Migration, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach } from 'vitest';

declare global {
  namespace Cloudflare {
    interface Env {
      DB: D1Database;
      ASSETS: { fetch(request: Request | string): Promise<Response> };
      MIGRATIONS: D1Migration[];
      AUTH_SECRET: string;
      CODE_SECRET: string;
      CONTACT_KEY: string;
    }
  }
}

beforeEach(() => applyD1Migrations(env.DB, env.MIGRATIONS));
afterEach(() => reset());
