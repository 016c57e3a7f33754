import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** Only for tests; the application refuses to start without secrets of its own. */
const testSecret = (name: string) => `${name} used in tests only, `.padEnd(48, '0');

/** Nothing is timed here: a shared machine under load is slow, and a test that hangs still ends. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

/** The API in workerd. Each project runs one file after the other; two keep two cores at work. */
const api = (name: string, files: string) => ({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        cf: false,
        bindings: {
          ENVIRONMENT: 'local',
          BASE_URL: 'http://localhost:8787',
          AUTH_SECRET: testSecret('AUTH_SECRET'),
          CODE_SECRET: testSecret('CODE_SECRET'),
          CONTACT_KEY: `test:${'0123456789abcdef'.repeat(4)}`,
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

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', ...patience } },
      api('api', 'test/api/[a-f]*.test.ts'),
      api('api-more', 'test/api/[g-z]*.test.ts'),
    ],
  },
});
