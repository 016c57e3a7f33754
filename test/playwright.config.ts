import { defineConfig } from '@playwright/test';
import { findChromium } from './support/chromium.ts';
import { baseUrl, clockStart, isOwnServer, samplePassword } from './support/journey-settings.ts';

const browser = await findChromium();
const filesOf = (...names: string[]) => names.map((name) => `${name}.e2e.ts`);

/** These tests do not depend on the home, so they run only in the faster one. */
const ownServerOnly = filesOf(
  'accessibility',
  'care',
  'find',
  'own-server',
  'paper',
  'read',
  'search',
  'single-sign-on',
);
/** Runs in both homes: every kind of browser request. */
const both = filesOf('accounts', 'ask', 'ask-directly', 'attachments', 'desk-day', 'ledger', 'shown-values', 'status');

export default defineConfig({
  testDir: 'e2e',
  outputDir: isOwnServer ? '../.tmp/e2e-own-server' : '../.tmp/e2e',
  ...(isOwnServer ? { testMatch: [...ownServerOnly, ...both] } : { testMatch: '*.e2e.ts', testIgnore: ownServerOnly }),
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // Generous timeouts for shared machines; no test measures time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: baseUrl,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...(browser ? { launchOptions: browser } : {}),
  },
  webServer: {
    command: isOwnServer
      ? 'node test/support/serve-own-server.ts'
      : `node api/homes/local/start.ts --no-build --fresh --state .tmp/e2e-state --port ${new URL(baseUrl).port} --clock ${clockStart}`,
    cwd: '..',
    url: baseUrl,
    env: { SAMPLE_PASSWORD: samplePassword },
    reuseExistingServer: false,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
