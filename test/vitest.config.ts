import { fileURLToPath } from 'node:url';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { testSettings } from './support/test-settings.ts';

/** Generous timeouts: no test measures time on a shared, loaded machine, and a hanging test still ends. */
const timeouts = { testTimeout: 180_000, hookTimeout: 180_000 };

/** The API in workerd, one file after another. */
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
          // The faster home sends all ten thousand bodies. Here a fraction suffices to test workerd's own parsing.
          FUZZ_SHARE: 0.2,
        },
      },
    })),
  ],
  test: {
    name: 'api',
    // One isolate for all files, because each isolate would transform the entire application again.
    isolate: false,
    include: ['test/api/*.test.ts'],
    setupFiles: ['./test/api-support/database.ts'],
    ...timeouts,
  },
};

const nodeHome = fileURLToPath(new URL('./api-support/node-home.ts', import.meta.url));

/** The same tests on the self-hosted home: SQLite, a folder and the built site under workerd's names. */
const nodeApi = {
  resolve: { alias: { 'cloudflare:workers': nodeHome, 'cloudflare:test': nodeHome } },
  test: {
    name: 'node-api',
    environment: 'node',
    isolate: false,
    include: ['test/api/*.test.ts'],
    setupFiles: ['./test/api-support/database.ts'],
    ...timeouts,
  },
};

export default defineConfig({
  test: {
    // Tests mostly wait for child processes or disks. On two cores, a single worker takes three times as long.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', ...timeouts } },
      api,
      nodeApi,
    ],
  },
});
