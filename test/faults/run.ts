// npm run faults (after a build): the long ones. A server that is killed in the middle of thousands of writes, in both homes; a
// disk that gets full, in both (needs the right to mount); a machine that is lost while Litestream copies its record (needs
// litestream on the PATH); a move to the other home and back; a provider of notes that never
// answers. `--seed N` repeats a run; `--only NAME` is one of them.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { takeSnapshot } from '../../api/homes/keep/backup.ts';
import { exportRecord } from '../../api/homes/keep/export.ts';
import { fetchRecord, importToEdge } from '../../api/homes/keep/import.ts';
import { openEdge } from '../../api/homes/keep/wrangler-d1.ts';
import { quietEnvironment } from '../../api/homes/local/quiet.ts';
import { databaseFile } from '../../api/homes/node/stores.ts';
import { parseEnvironment } from '../../api/ports/env.ts';
import { createNotifier } from '../../api/ports/notifier.ts';
import { inspectRecord } from '../support/inspect-record.ts';
import { runKillLoop } from '../support/kill-loop.ts';
import { replicate } from '../support/litestream.ts';
import { freePort, serveNode } from '../support/node-process.ts';
import { makeWholeFolder } from '../support/record-folder.ts';
import { type RunningSite, serveSite } from '../support/serve.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { testSettings } from '../support/test-settings.ts';
import { sendComment } from '../support/writers.ts';

const { values } = parseArgs({
  options: {
    writes: { type: 'string', default: '10000' },
    'edge-writes': { type: 'string', default: '1000' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const place = mkdtempSync(join(tmpdir(), 'mingbai-faults-'));
process.once('exit', () => rmSync(place, { recursive: true, force: true }));

/** The file of a local D1, while nobody serves it. */
function findEdgeFile(state: string): string {
  const folder = join(state, 'v3/d1/miniflare-D1DatabaseObject');
  const name = readdirSync(folder).find((file) => file.endsWith('.sqlite') && file !== 'metadata.sqlite');
  return join(folder, name ?? '');
}

async function killNode(): Promise<string> {
  const data = join(place, 'killed');
  const result = await runKillLoop({
    writes: Number(values.writes),
    connections: 10,
    perKill: 400,
    seed,
    start: () => serveNode(data, { SQLITE_SYNCHRONOUS: 'normal' }),
    inspect: () => inspectRecord(databaseFile(data, 'guanxian')),
  });
  return `${result.acknowledged} acknowledged and there, ${result.kills} kills, ${result.repeated} cut off and sent again`;
}

async function killEdge(): Promise<string> {
  const state = join(place, 'killed-edge');
  const writes = Number(values['edge-writes']);
  const port = await freePort();
  let isFresh = true;
  let samples = new Set<string>();
  const start = async () => {
    const site = await serveSite({ port, state, isFresh });
    isFresh = false;
    return site;
  };
  // Samples are loaded before the first write, and are no writes of this run.
  const first = await start();
  await first.stop();
  samples = await inspectRecord(findEdgeFile(state));
  const result = await runKillLoop({
    writes,
    connections: 8,
    perKill: Math.min(400, Math.ceil(writes / 2)),
    seed,
    start,
    inspect: async () => new Set([...(await inspectRecord(findEdgeFile(state)))].filter((code) => !samples.has(code))),
  });
  return `${result.acknowledged} acknowledged and there, ${result.kills} kills, ${result.repeated} cut off and sent again`;
}

/** The machine is lost with all that is on it; what Litestream had copied by then is a whole record. Then an orderly move. */
async function loseMachine(): Promise<string> {
  const data = join(place, 'replicated');
  const first = await serveNode(data);
  const copying = replicate(data, place);
  const acknowledged = new Set<string>();
  let last = 0;
  const send = async (origin: string, count: number) => {
    for (const end = last + count; last < end; ) {
      const receiptCode = await sendComment(origin, ++last);
      if (receiptCode) acknowledged.add(receiptCode);
    }
  };
  await send(first.origin, 500);
  await Promise.all([copying.end('SIGKILL'), first.kill()]);
  const afterLoss = join(place, 'after-loss.db');
  copying.restore(afterLoss);
  const kept = await inspectRecord(afterLoss);
  const strange = [...kept].filter((receiptCode) => !acknowledged.has(receiptCode));
  if (kept.size === 0 || strange.length > 0)
    throw new Error(`${kept.size} in the copy, ${strange.length} of them unknown`);

  const [before, lastWords] = [acknowledged.size, replicate(data, place)];
  const second = await serveNode(data);
  await send(second.origin, 100);
  await second.stop();
  await lastWords.end('SIGINT');
  const afterMove = join(place, 'after-move.db');
  lastWords.restore(afterMove);
  const moved = await inspectRecord(afterMove);
  const lost = [...acknowledged].filter((receiptCode) => !moved.has(receiptCode));
  if (lost.length > 0) throw new Error(`${lost.length} lost though it ended in order`);
  return `${kept.size} of ${before} acknowledged were in the copy when the machine was lost; all ${moved.size} after an orderly end`;
}

interface FillOrder {
  folder: string;
  megabytes: number;
  start(): Promise<RunningSite>;
  inspect(): Promise<Set<string>>;
}

/** A real disk that gets full while comments come in: what is refused is not there, what is acknowledged is, and it goes on. */
async function fillDisk({ folder, megabytes, start, inspect }: FillOrder): Promise<string> {
  const disk = mountSmallDisk(folder, megabytes);
  let site: RunningSite | undefined;
  try {
    site = await start();
    const { origin, stop } = site;
    const acknowledged = new Map<number, string>();
    let last = 0;
    const sendUntil = async (isEnough: () => boolean) => {
      while (!isEnough() && last < 5000) {
        const receiptCode = await sendComment(origin, ++last);
        if (receiptCode) acknowledged.set(last, receiptCode);
      }
    };
    await sendUntil(() => acknowledged.size === 20);
    disk.fill(512 * 1024);
    await sendUntil(() => last - acknowledged.size === 20);
    const refused = last - acknowledged.size;
    if (refused < 20) throw new Error(`only ${refused} of ${last} were refused`);
    const whileFull = acknowledged.size;
    disk.clear();
    const kept = new Set<string>();
    for (let number = 1; number <= last; number++) {
      const receiptCode = await sendComment(origin, number);
      if (receiptCode === null) throw new Error(`${number} is refused though there is room again`);
      const known = acknowledged.get(number);
      if (known !== undefined && known !== receiptCode) throw new Error(`${number} got two receipts`);
      kept.add(receiptCode);
    }
    await stop();
    site = undefined;
    const stored = await inspect();
    const lost = [...kept].filter((receiptCode) => !stored.has(receiptCode));
    if (lost.length > 0) throw new Error(`${lost.length} acknowledged and lost, as ${String(lost[0])}`);
    if (stored.size !== last) throw new Error(`${last} were sent and ${stored.size} are there`);
    return `${whileFull} acknowledged until it was full, ${refused} refused, all ${last} there once there was room`;
  } finally {
    await site?.stop();
    disk.drop();
  }
}

function fillNode(): Promise<string> {
  const folder = join(place, 'small');
  return fillDisk({
    folder,
    megabytes: 16,
    start: () => serveNode(folder),
    inspect: () => inspectRecord(databaseFile(folder, 'guanxian')),
  });
}

async function fillEdge(): Promise<string> {
  const folder = join(place, 'small-edge');
  const port = await freePort();
  let samples = new Set<string>();
  return fillDisk({
    folder,
    megabytes: 64,
    // Samples are loaded before the first write, and are no writes of this run.
    start: async () => {
      const first = await serveSite({ port, state: join(folder, 'state') });
      await first.stop();
      samples = await inspectRecord(findEdgeFile(join(folder, 'state')));
      return serveSite({ port, state: join(folder, 'state'), isFresh: false });
    },
    inspect: async () =>
      new Set([...(await inspectRecord(findEdgeFile(join(folder, 'state'))))].filter((code) => !samples.has(code))),
  });
}

/** To a local D1 through wrangler and back, and the same lines come out. */
async function move(): Promise<string> {
  const data = join(place, 'moving');
  const state = join(place, 'moving-edge');
  const [there, back] = [join(place, 'there'), join(place, 'back')];
  await makeWholeFolder(data);
  const snapshot = join(place, 'snapshot.db');
  takeSnapshot(databaseFile(data, 'guanxian'), snapshot);
  const order = { office: 'guanxian', now: Date.now(), files: join(data, 'guanxian/files') };
  await exportRecord({ ...order, snapshot }, there);
  const args = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state];
  if (spawnSync('wrangler', args, { env: quietEnvironment }).status !== 0) throw new Error('the edge was not migrated');
  const edge = openEdge('DB', state);
  const { comments, events } = await importToEdge(there, edge);
  const fetched = join(place, 'fetched.db');
  await fetchRecord(edge, fetched);
  await exportRecord({ ...order, snapshot: fetched }, back);
  const linesOf = (folder: string) => readFileSync(join(folder, 'record.sql'), 'utf8');
  if (linesOf(there) !== linesOf(back)) throw new Error('what came back is not what went there');
  edge.noteExport(true, order.now, `${comments} 件留言`);
  const noted = [...edge.rows(['jobs'])].map(({ row }) => `${row['name']} ${row['succeeded_at']} ${row['note']}`);
  if (noted.join() !== `export ${order.now} ${comments} 件留言`)
    throw new Error(`the export is noted as ${noted.join()}`);
  return `${comments} comments and ${events} events to a local D1 and back, the same to the letter`;
}

/** The real notifier against a provider that takes the line and never says a word. */
async function hang(): Promise<string> {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const env = parseEnvironment({ ...testSettings, SMS_URL: 'https://silent.invalid/' });
  const notifier = createNotifier(
    env,
    (_, init) => fetch(`http://127.0.0.1:${port}/`, init),
    () => undefined,
  );
  const note = { receiptCode: 'GX261120-00001', recipient: 'resident', what: 'replied', key: 'k' } as const;
  const began = performance.now();
  const said = await notifier.send({ ...note, address: '13800000000' }).catch((error: unknown) => String(error));
  silent.closeAllConnections();
  silent.close();
  if (!said.includes('provider not reached')) throw new Error(`a provider that hangs: ${said}`);
  return `given up after ${((performance.now() - began) / 1000).toFixed(1)} s`;
}

const faults = {
  move,
  hang,
  'lose-node': loseMachine,
  'fill-node': fillNode,
  'fill-edge': fillEdge,
  'kill-node': killNode,
  'kill-edge': killEdge,
};
if (!existsSync('dist/index.html')) throw new Error('build the site first: npm run build');
console.info(`seed ${seed}`);
let failed = 0;
for (const [name, run] of Object.entries(faults)) {
  if (values.only && values.only !== name) continue;
  const began = performance.now();
  const said = await run().catch((error: unknown) => {
    failed++;
    return `FAILED: ${error instanceof Error ? error.message : String(error)}`;
  });
  console.info(`${name.padEnd(10)} ${said} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
}
process.exit(failed > 0 ? 1 : 0);
