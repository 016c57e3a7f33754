// npm test: types, lint, build, unit tests, the API on real D1, and the journeys in real Chromium.
import { type StdioOptions, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { quietEnvironment } from '../api/homes/local/quiet.ts';

const results = '.tmp/results';
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
/** For what tests put aside: workers are killed at the end, and leave theirs. */
const scratch = mkdtempSync(join(tmpdir(), 'mingbai-'));
// Some tests become another user, who has to come through.
chmodSync(scratch, 0o711);
/** Many tests start the same programs again and again: what Node made of them is kept for the next. */
const own = { TMPDIR: scratch, NODE_COMPILE_CACHE: join(scratch, 'compiled') };
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

const failedSteps: string[] = [];
/** Steps that this machine's registry cannot answer: said at the end, so that nobody takes them for passed. */
const notAvailable: string[] = [];
const notAvailableCode = 75;

interface RunOptions {
  /** What it prints is shown together at its end, because something else runs beside it. */
  isKept?: boolean;
  environment?: Record<string, string>;
}

async function run(line: string, { isKept = false, environment = {} }: RunOptions = {}): Promise<void> {
  const started = performance.now();
  const [command = '', ...args] = line.split(' ');
  const stdio: StdioOptions = isKept ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { stdio, env: { ...quietEnvironment, ...own, ...environment } });
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

async function runInTurn(...lines: string[]): Promise<void> {
  for (const line of lines) await run(line, { isKept: true });
}

/** A report that is missing or unreadable is a failure, not a zero. */
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

/** @param home `node` is a server of one's own */
const walk = (home: 'workerd' | 'node') =>
  run('playwright test --config test/playwright.config.ts --reporter=dot,json', {
    environment: { JOURNEYS_HOME: home, PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(results, `journeys-${home}.json`) },
  });

// Everything else needs the built site; then three rows, so that no core waits for another's end.
await runInTurn('node api/homes/local/build.ts', 'node seeds/import/verify-cli.ts --built');
await Promise.all([
  runInTurn(
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
  runInTurn(testsOf('workerd', 'api')),
  walk('workerd').then(() => walk('node')),
]);

const unitSchema = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() });
const units = [read('node.json', unitSchema), read('workerd.json', unitSchema)];
const journeySchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});
const journeys = [read('journeys-workerd.json', journeySchema), read('journeys-node.json', journeySchema)];
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const passed =
  sum(units.map((unit) => unit?.numPassedTests ?? 0)) + sum(journeys.map((walked) => walked?.stats.expected ?? 0));
// A test that needs a second try is not passed, and neither is one that was left out.
const failed =
  sum(units.map((unit) => (unit ? unit.numFailedTests + unit.numPendingTests : 1))) +
  sum(journeys.map((walked) => (walked ? walked.stats.unexpected + walked.stats.flaky + walked.stats.skipped : 1)));
for (const step of notAvailable) console.info(`not available here, so not checked: ${step}`);
for (const step of failedSteps) console.error(`failed: ${step}`);
console.info(`${passed} passed, ${Math.max(failed, failedSteps.length > 0 ? 1 : 0)} failed`);
process.exit(failed > 0 || failedSteps.length > 0 || passed === 0 ? 1 : 0);
