import { fileURLToPath } from 'node:url';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { testSettings } from './support/test-settings.ts';

/** Nothing is timed here: a shared machine under load is slow, and a test that hangs still ends. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

/** The API in workerd, one file after the other. */
const api = {
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        cf: false,
        d1Databases: { DB_LIAOCHENG: 'liaocheng', DB_PINGYIN: 'pingyin' },
        bindings: {
          ...testSettings,
          MIGRATIONS: await readD1Migrations('./api/db/migrations'),
          // Ten thousand bodies go to the quicker home; here it is what workerd itself makes of them.
          FUZZ_SHARE: 0.2,
        },
      },
    })),
  ],
  test: {
    name: 'api',
    // One isolate for all files: each file of its own would transform the whole application again.
    isolate: false,
    include: ['test/api/*.test.ts'],
    setupFiles: ['./test/api-support/database.ts'],
    ...patience,
  },
};

const nodeHome = fileURLToPath(new URL('./api-support/node-home.ts', import.meta.url));

/** The same tests in the home on plain Node: SQLite, a folder and the built site behind the names of workerd. */
const nodeApi = {
  resolve: { alias: { 'cloudflare:workers': nodeHome, 'cloudflare:test': nodeHome } },
  test: {
    name: 'node-api',
    environment: 'node',
    isolate: false,
    include: ['test/api/*.test.ts'],
    setupFiles: ['./test/api-support/database.ts'],
    ...patience,
  },
};

export default defineConfig({
  test: {
    // Much of a test is waiting for a child process or a disk: one worker alone takes three times as long on two cores.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', ...patience } },
      api,
      nodeApi,
    ],
  },
});
