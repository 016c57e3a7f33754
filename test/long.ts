// npm run test:long (after a build): runs the tests that are too slow for npm test. The last line counts passed and
// failed tests.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

interface LongRun {
  name: string;
  /** Test files, run in these projects of test/vitest.config.ts. */
  files: string[];
  projects: string[];
  environment: Record<string, string>;
}

const runs: LongRun[] = [
  {
    name: 'golden export of 2,000 lives',
    files: ['test/unit/golden-export.test.ts'],
    projects: ['unit'],
    environment: { GOLDEN_LIVES: '2000' },
  },
  {
    name: '10,000 edits of a ledger and 1,000 impossible lives',
    files: ['test/unit/ledger-text.test.ts', 'test/unit/impossible-lives.test.ts'],
    projects: ['unit'],
    environment: { LEDGER_EDITS: '10000', LEDGER_LIVES: '1000' },
  },
  {
    name: 'every number of 10,000 lives over five years',
    files: ['test/unit/random-years.test.ts'],
    projects: ['unit'],
    environment: { YEARS_LIVES: '10000' },
  },
];

const resultSchema = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() });
const scratch = mkdtempSync(join(tmpdir(), 'mingbai-long-'));

/** Runs the tests and counts an unreadable result as a failure. */
function runTests({ name, files, projects, environment }: LongRun, index: number): { passed: number; failed: number } {
  console.info(`[${name}]`);
  const result = join(scratch, `${index}.json`);
  const named = projects.map((project) => `--project=${project}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${result}`];
  const options = ['run', '--config', 'test/vitest.config.ts', ...reporters, ...named, ...files];
  spawnSync('vitest', options, { stdio: 'inherit', env: { ...process.env, ...environment } });
  try {
    const counts = resultSchema.parse(JSON.parse(readFileSync(result, 'utf8')));
    return { passed: counts.numPassedTests, failed: counts.numFailedTests + counts.numPendingTests };
  } catch (error) {
    console.error(`${name}: ${String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

/** Runs a script that prints its own details and exits with 0 if everything held. */
function runScript(name: string, file: string): { passed: number; failed: number } {
  console.info(`[${name}]`);
  const { status } = spawnSync('node', [file], { stdio: 'inherit' });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const counts = [
  ...runs.map(runTests),
  runScript('what one sender may use up in a minute', 'test/faults/allowed-cost.ts'),
  runScript('attacks on both homes', 'test/faults/attacks.ts'),
];
rmSync(scratch, { recursive: true, force: true });
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.info(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
