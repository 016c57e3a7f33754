// npm test: types, lint, build, unit tests, the API on real D1, and end-to-end tests in real Chromium.
import { type StdioOptions, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { quietEnvironment } from '../api/homes/local/quiet.ts';

const results = '.tmp/results';
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
/** A folder for the tests' temporary files, because workers are killed at the end and leave theirs. */
const scratch = mkdtempSync(join(tmpdir(), 'mingbai-'));
// Some tests switch to another user, who must be able to read the folder.
chmodSync(scratch, 0o711);
/** The compile cache speeds up programs that many tests start repeatedly. */
const sharedEnvironment = { TMPDIR: scratch, NODE_COMPILE_CACHE: join(scratch, 'compiled') };
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

const failedSteps: string[] = [];
/**
 * Steps that the registry of this machine does not support, listed at the end so that nobody assumes that they passed.
 */
const notAvailable: string[] = [];
const notAvailableCode = 75;

interface RunOptions {
  /** Print the output in one block at the end, because other steps run in parallel. */
  isBuffered?: boolean;
  environment?: Record<string, string>;
}

async function run(line: string, { isBuffered: isKept = false, environment = {} }: RunOptions = {}): Promise<void> {
  const started = performance.now();
  const [command = '', ...args] = line.split(' ');
  const stdio: StdioOptions = isKept ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { stdio, env: { ...quietEnvironment, ...sharedEnvironment, ...environment } });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk));
  const status = await new Promise<number | null>((ended) => {
    child.on('close', ended);
    child.on('error', (error) => {
      printed.push(Buffer.from(`${String(error)}\n`));
      ended(null);
    });
  });
  if (status === notAvailableCode) notAvailable.push(line);
  else if (status !== 0) failedSteps.push(line);
  process.stdout.write(Buffer.concat(printed));
  console.info(
    `[${((performance.now() - started) / 1000).toFixed(1)} s${status === 0 ? '' : status === notAvailableCode ? ', not available' : ', failed'}] ${line}`,
  );
}

async function runInSequence(...lines: string[]): Promise<void> {
  for (const line of lines) await run(line, { isBuffered: true });
}

/** Treats a missing or unreadable report as a failure, not as zero. */
function read<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | null {
  try {
    return schema.parse(JSON.parse(readFileSync(`${results}/${file}`, 'utf8')));
  } catch (error) {
    console.error(`${file}: ${String(error)}`);
    failedSteps.push(file);
    return null;
  }
}

const testsOf = (name: string, ...projects: string[]) =>
  [
    'vitest run --config test/vitest.config.ts --reporter=dot --reporter=json',
    `--outputFile.json=${results}/${name}.json`,
    ...projects.map((project) => `--project=${project}`),
  ].join(' ');

/** @param home `node` is the self-hosted home */
const runJourneys = (home: 'workerd' | 'node') =>
  run('playwright test --config test/playwright.config.ts --reporter=dot,json', {
    environment: { JOURNEYS_HOME: home, PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(results, `journeys-${home}.json`) },
  });

// Everything else needs the built site. Then three sequences run in parallel to use all cores.
await runInSequence('node api/homes/local/build.ts', 'node seeds/import/verify-cli.ts --built');
await Promise.all([
  runInSequence(
    testsOf('node', 'unit', 'node-api'),
    'biome check --error-on-warnings .',
    'tsc --noEmit -p api/tsconfig.json',
    'tsc --noEmit -p test/tsconfig.json',
    'tsc --noEmit -p test/api/tsconfig.json',
    'astro check',
    'knip',
    'node test/openapi.ts',
    'node test/audit.ts',
  ),
  runInSequence(testsOf('workerd', 'api')),
  runJourneys('workerd').then(() => runJourneys('node')),
]);

const unitSchema = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() });
const units = [read('node.json', unitSchema), read('workerd.json', unitSchema)];
const journeySchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});
const journeys = [read('journeys-workerd.json', journeySchema), read('journeys-node.json', journeySchema)];
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const passed =
  sum(units.map((unit) => unit?.numPassedTests ?? 0)) + sum(journeys.map((report) => report?.stats.expected ?? 0));
// A test that needs a retry or was skipped has not passed.
const failed =
  sum(units.map((unit) => (unit ? unit.numFailedTests + unit.numPendingTests : 1))) +
  sum(journeys.map((report) => (report ? report.stats.unexpected + report.stats.flaky + report.stats.skipped : 1)));
for (const step of notAvailable) console.info(`not available here, so not checked: ${step}`);
for (const step of failedSteps) console.error(`failed: ${step}`);
console.info(`${passed} passed, ${Math.max(failed, failedSteps.length > 0 ? 1 : 0)} failed`);
process.exit(failed > 0 || failedSteps.length > 0 || passed === 0 ? 1 : 0);
