import { fileURLToPath } from 'node:url';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { testSettings } from './support/test-settings.ts';

/** Nothing is timed here: a shared machine under load is slow, and a test that hangs still ends. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

/** The API in workerd. Each project runs one file after the other; two keep two cores at work. */
const api = (name: string, files: string) => ({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        cf: false,
        d1Databases: { DB_LIAOCHENG: 'liaocheng', DB_PINGYIN: 'pingyin' },
        bindings: {
          ...testSettings,
          MIGRATIONS: await readD1Migrations('./api/db/migrations'),
        },
      },
    })),
  ],
  test: {
    name,
    // One isolate for all files: each file of its own would transform the whole application again.
    isolate: false,
    include: [files],
    setupFiles: ['./test/support/database.ts'],
    ...patience,
  },
});

const nodeHome = fileURLToPath(new URL('./support/node-home.ts', import.meta.url));

/** The same tests in the home on plain Node: SQLite, a folder and the built site behind the names of workerd. */
const nodeApi = {
  resolve: { alias: { 'cloudflare:workers': nodeHome, 'cloudflare:test': nodeHome } },
  test: {
    name: 'node-api',
    environment: 'node',
    isolate: false,
    // By itself after the others, on both cores.
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
    include: ['test/api/*.test.ts'],
    setupFiles: ['./test/support/database.ts'],
    ...patience,
  },
};

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', ...patience } },
      api('api', 'test/api/[a-f]*.test.ts'),
      api('api-more', 'test/api/[g-z]*.test.ts'),
      nodeApi,
    ],
  },
});
