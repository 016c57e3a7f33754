// npm run bench:queue (after a build): latency of each queue query with a thousand and with a million comments,
// alternating. Measures entire requests on workerd and D1, and the same files without workerd and HTTP, which would
// hide the database's share.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import type { D1Database } from '@cloudflare/workers-types';
import { drizzle } from 'drizzle-orm/d1';
import { queueFilterSchema } from '../../../api/contract/queue.ts';
import { withLocalDeps } from '../../../api/homes/local/local-deps.ts';
import { quietEnvironment } from '../../../api/homes/local/quiet.ts';
import type { Deps } from '../../../api/ports/deps.ts';
import { readChanges } from '../../../api/record/desk.ts';
import { readQueue } from '../../../api/record/queue-list.ts';
import { samplePassword } from '../../support/journey-settings.ts';
import { queuePaths } from '../../support/queue-questions.ts';
import { type RunningSite, serveSite } from '../../support/serve.ts';
import { fillDatabase, now } from './fill.ts';

const { values } = parseArgs({
  options: {
    many: { type: 'string', default: '1000000' },
    turns: { type: 'string', default: '100' },
    again: { type: 'boolean', default: false },
  },
});
const sizes = { few: 1000, many: Number(values.many) };
type Size = keyof typeof sizes;
const stateOf = (size: Size) => `.tmp/bench-queue-${sizes[size]}`;

function findFile(size: Size): string {
  const folder = join(stateOf(size), 'v3/d1/miniflare-D1DatabaseObject');
  const name = readdirSync(folder).find((file) => file.endsWith('.sqlite') && file !== 'metadata.sqlite');
  return join(folder, name ?? '');
}

function prepare(size: Size): void {
  const state = stateOf(size);
  if (values.again && existsSync(state)) return;
  rmSync(state, { recursive: true, force: true });
  const args = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state];
  if (spawnSync('wrangler', args, { env: quietEnvironment }).status !== 0)
    throw new Error('the database was not migrated');
  const began = performance.now();
  fillDatabase(findFile(size), sizes[size]);
  console.info(`${sizes[size]} comments written in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

/** As much of the D1 interface as drizzle uses, directly on the file. */
function openFile(file: string): D1Database {
  const database = new DatabaseSync(file, { readOnly: true });
  const statement = (query: string, bound: (string | number)[] = []) => {
    const run = () => database.prepare(query);
    return {
      bind: (...values: (string | number)[]) => statement(query, values),
      all: async () => ({ results: run().all(...bound), success: true, meta: {} }),
      raw: async () =>
        run()
          .all(...bound)
          .map((row) => Object.values(row)),
    };
  };
  return {
    prepare: (query: string) => statement(query),
    batch: (statements: ReturnType<typeof statement>[]) => Promise.all(statements.map((each) => each.all())),
  } as unknown as D1Database;
}

const clerks = {
  desk: { id: 'desk', name: '', role: 'desk', jurisdiction: 'guanxian', unit: null },
  minzheng: { id: 'unit', name: '', role: 'unit', jurisdiction: 'guanxian', unit: 'minzhengju' },
} as const;
type ClerkName = keyof typeof clerks;

/** Runs one query on one database. */
type RunQuery = (who: ClerkName, question: string) => Promise<unknown>;

const queryDirectly =
  (deps: Deps): RunQuery =>
  (who, question) => {
    const url = new URL(question, 'http://localhost');
    const { after, ...query } = Object.fromEntries(url.searchParams);
    if (url.pathname.endsWith('/changes')) return readChanges(deps, clerks[who], Number(query['since']));
    return readQueue(deps, clerks[who], queueFilterSchema.parse(query), after);
  };

/** Serves a database with the full application. */
async function serve(size: Size, port: number): Promise<{ ask: RunQuery; site: RunningSite }> {
  const site = await serveSite({ port, state: stateOf(size), clock: new Date(now).toISOString(), isFresh: false });
  const { origin } = site;
  const cookies = new Map<ClerkName, string>();
  for (const username of ['desk', 'minzheng'] as const) {
    const headers = { 'content-type': 'application/json', origin };
    const body = JSON.stringify({ username, password: samplePassword });
    const response = await fetch(`${origin}/api/session`, { method: 'POST', headers, body });
    cookies.set(
      username,
      response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    );
  }
  return {
    ask: async (who, question) => {
      const response = await fetch(`${origin}${question}`, { headers: { cookie: cookies.get(who) ?? '' } });
      if (!response.ok) throw new Error(`${question}: ${response.status}`);
      await response.arrayBuffer();
    },
    site,
  };
}

/** The nearest-rank percentile of sorted times. */
const at = (times: number[], share: number) => times[Math.max(0, Math.ceil(times.length * share) - 1)] ?? 0;

interface QueryTimes {
  who: ClerkName;
  question: string;
  times: Record<Size, number[]>;
}

/**
 * Runs every query on both sizes in every round, so that other load affects all equally and a slow moment hits each
 * query at most twice.
 */
async function measure(asks: Record<Size, RunQuery>): Promise<QueryTimes[]> {
  const all = (['desk', 'minzheng'] as const).flatMap((who) =>
    queuePaths.map((question): QueryTimes => ({ who, question, times: { few: [], many: [] } })),
  );
  for (let turn = -3; turn < Number(values.turns); turn++) {
    for (const { who, question, times } of all) {
      for (const size of turn % 2 === 0 ? (['few', 'many'] as const) : (['many', 'few'] as const)) {
        const began = performance.now();
        await asks[size](who, question);
        if (turn >= 0) times[size].push(performance.now() - began);
      }
    }
  }
  for (const { times } of all) for (const list of Object.values(times)) list.sort((a, b) => a - b);
  return all;
}

async function report(title: string, asks: Record<Size, RunQuery>): Promise<void> {
  console.info(`\n${title}; ${values.turns} rounds, milliseconds\n`);
  console.info(
    `${' '.repeat(10)}p50${' '.repeat(24)}p99\n   at ${sizes.few}   ${sizes.many}    ratio     ${sizes.few}   ${sizes.many}    ratio`,
  );
  const worst = [0, 0];
  for (const { who, question, times } of await measure(asks)) {
    const figures = [0.5, 0.99].map((share) => ({ few: at(times.few, share), many: at(times.many, share) }));
    const columns = figures.flatMap(({ few, many }) => [few.toFixed(2), many.toFixed(2), (many / few).toFixed(2)]);
    for (const [index, { few, many }] of figures.entries()) worst[index] = Math.max(worst[index] ?? 0, many / few);
    console.info(`${columns.map((column) => column.padStart(9)).join('')}  ${who} ${decodeURIComponent(question)}`);
  }
  console.info(`worst ratio: p50 ${worst[0]?.toFixed(2)}, p99 ${worst[1]?.toFixed(2)}`);
}

prepare('few');
prepare('many');

const servers = [await serve('few', 8791), await serve('many', 8792)] as const;
try {
  await report('Whole requests to workerd and D1', { few: servers[0].ask, many: servers[1].ask });
} finally {
  for (const { site } of servers) await site.stop();
}

const clock = new Date(now).toISOString();
await withLocalDeps({ state: stateOf('few'), baseUrl: 'http://localhost:8791', clock }, async (deps) => {
  const index = await deps.site.index();
  const direct = (size: Size) =>
    queryDirectly({
      ...deps,
      site: { ...deps.site, index: () => Promise.resolve(index) },
      database: drizzle(openFile(findFile(size))),
    });
  await report('The same files without workerd', { few: direct('few'), many: direct('many') });
});
