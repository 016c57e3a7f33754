import { defineConfig } from '@playwright/test';
import { findChromium } from './support/chromium.ts';
import { baseUrl, clockStart, samplePassword } from './support/journey-settings.ts';

const browser = await findChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../.tmp/e2e',
  testMatch: '*.e2e.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // Patience for shared machines; no journey is timed.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: baseUrl,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...(browser ? { launchOptions: browser } : {}),
  },
  webServer: {
    command: `node api/local/start.ts --no-build --fresh --state .tmp/e2e-state --port ${new URL(baseUrl).port} --clock ${clockStart}`,
    cwd: '..',
    url: baseUrl,
    env: { SAMPLE_PASSWORD: samplePassword },
    reuseExistingServer: false,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
