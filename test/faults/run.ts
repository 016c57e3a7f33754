// npm run faults (after a build): the long fault tests. Kills a server during thousands of writes, in both homes. Fills
// its disk, in both (needs permission to mount). Loses a machine while Litestream replicates its record (needs
// litestream on the PATH). Moves a record to the other home and back. Sends a note to a provider that never answers.
// `--seed N` repeats a run; `--only NAME` runs one test.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exportRecord } from '../../api/homes/keep/export.ts';
import { fetchRecord, importToEdge } from '../../api/homes/keep/import.ts';
import { takeSnapshot } from '../../api/homes/keep/snapshot.ts';
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
const tempFolder = mkdtempSync(join(tmpdir(), 'mingbai-faults-'));
process.once('exit', () => rmSync(tempFolder, { recursive: true, force: true }));

/** The file of a local D1 that no server has open. */
function findEdgeFile(state: string): string {
  const folder = join(state, 'v3/d1/miniflare-D1DatabaseObject');
  const name = readdirSync(folder).find((file) => file.endsWith('.sqlite') && file !== 'metadata.sqlite');
  return join(folder, name ?? '');
}

async function killNode(): Promise<string> {
  const data = join(tempFolder, 'killed');
  const result = await runKillLoop({
    writes: Number(values.writes),
    connections: 10,
    perKill: 400,
    seed,
    start: () => serveNode(data, { SQLITE_SYNCHRONOUS: 'normal' }),
    inspect: () => inspectRecord(databaseFile(data, 'guanxian')),
  });
  return `${result.acknowledged} acknowledged and stored, ${result.kills} kills, ${result.repeated} interrupted and retried`;
}

async function killEdge(): Promise<string> {
  const state = join(tempFolder, 'killed-edge');
  const writes = Number(values['edge-writes']);
  const port = await freePort();
  let isFresh = true;
  let samples = new Set<string>();
  const start = async () => {
    const site = await serveSite({ port, state, isFresh });
    isFresh = false;
    return site;
  };
  // Samples are loaded before the first write and do not count as writes.
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
  return `${result.acknowledged} acknowledged and stored, ${result.kills} kills, ${result.repeated} interrupted and retried`;
}

/**
 * Loses the machine and restores Litestream's copy, which must be a valid record. Then does the same after an orderly
 * shutdown.
 */
async function loseMachine(): Promise<string> {
  const data = join(tempFolder, 'replicated');
  const first = await serveNode(data);
  const replication = replicate(data, tempFolder);
  const acknowledged = new Set<string>();
  let last = 0;
  const send = async (origin: string, count: number) => {
    for (const end = last + count; last < end; ) {
      const receiptCode = await sendComment(origin, ++last);
      if (receiptCode) acknowledged.add(receiptCode);
    }
  };
  await send(first.origin, 500);
  await Promise.all([replication.end('SIGKILL'), first.kill()]);
  const afterLoss = join(tempFolder, 'after-loss.db');
  replication.restore(afterLoss);
  const kept = await inspectRecord(afterLoss);
  const unknown = [...kept].filter((receiptCode) => !acknowledged.has(receiptCode));
  if (kept.size === 0 || unknown.length > 0)
    throw new Error(`the copy has ${kept.size} comments, ${unknown.length} of them unknown`);

  const [before, finalReplication] = [acknowledged.size, replicate(data, tempFolder)];
  const second = await serveNode(data);
  await send(second.origin, 100);
  await second.stop();
  await finalReplication.end('SIGINT');
  const afterMove = join(tempFolder, 'after-move.db');
  finalReplication.restore(afterMove);
  const moved = await inspectRecord(afterMove);
  const lost = [...acknowledged].filter((receiptCode) => !moved.has(receiptCode));
  if (lost.length > 0) throw new Error(`${lost.length} comments lost despite an orderly shutdown`);
  return `the copy had ${kept.size} of ${before} acknowledged comments when the machine was lost, and all ${moved.size} after an orderly shutdown`;
}

interface FillDiskOptions {
  folder: string;
  megabytes: number;
  start(): Promise<RunningSite>;
  inspect(): Promise<Set<string>>;
}

/**
 * Fills a real disk while comments arrive. Refused comments must not be stored, acknowledged ones must be, and intake
 * must recover.
 */
async function fillDisk({ folder, megabytes, start, inspect }: FillDiskOptions): Promise<string> {
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
    if (refused < 20) throw new Error(`only ${refused} of ${last} comments were refused`);
    const whileFull = acknowledged.size;
    disk.clear();
    const kept = new Set<string>();
    for (let number = 1; number <= last; number++) {
      const receiptCode = await sendComment(origin, number);
      if (receiptCode === null) throw new Error(`comment ${number} is refused although there is space again`);
      const known = acknowledged.get(number);
      if (known !== undefined && known !== receiptCode) throw new Error(`comment ${number} got two receipts`);
      kept.add(receiptCode);
    }
    await stop();
    site = undefined;
    const stored = await inspect();
    const lost = [...kept].filter((receiptCode) => !stored.has(receiptCode));
    if (lost.length > 0) throw new Error(`${lost.length} acknowledged comments are lost, such as ${String(lost[0])}`);
    if (stored.size !== last) throw new Error(`${last} comments were sent and ${stored.size} are stored`);
    return `${whileFull} acknowledged before the disk was full, ${refused} refused, all ${last} stored once there was space`;
  } finally {
    await site?.stop();
    disk.drop();
  }
}

function fillNode(): Promise<string> {
  const folder = join(tempFolder, 'small');
  return fillDisk({
    folder,
    megabytes: 16,
    start: () => serveNode(folder),
    inspect: () => inspectRecord(databaseFile(folder, 'guanxian')),
  });
}

async function fillEdge(): Promise<string> {
  const folder = join(tempFolder, 'small-edge');
  const port = await freePort();
  let samples = new Set<string>();
  return fillDisk({
    folder,
    megabytes: 64,
    // Samples are loaded before the first write and do not count as writes.
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

/** Moves a record to a local D1 with wrangler and back, and compares the exported lines. */
async function move(): Promise<string> {
  const data = join(tempFolder, 'moving');
  const state = join(tempFolder, 'moving-edge');
  const [exported, back] = [join(tempFolder, 'there'), join(tempFolder, 'back')];
  await makeWholeFolder(data);
  const snapshot = join(tempFolder, 'snapshot.db');
  takeSnapshot(databaseFile(data, 'guanxian'), snapshot);
  const exportOptions = { office: 'guanxian', now: Date.now(), files: join(data, 'guanxian/files') };
  await exportRecord({ ...exportOptions, snapshot }, exported);
  const args = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state];
  if (spawnSync('wrangler', args, { env: quietEnvironment }).status !== 0)
    throw new Error('the edge database was not migrated');
  const edge = openEdge('DB', state);
  const { comments, events } = await importToEdge(exported, edge);
  const fetched = join(tempFolder, 'fetched.db');
  await fetchRecord(edge, fetched);
  await exportRecord({ ...exportOptions, snapshot: fetched }, back);
  const linesOf = (folder: string) => readFileSync(join(folder, 'record.sql'), 'utf8');
  if (linesOf(exported) !== linesOf(back)) throw new Error('the record changed on the round trip');
  edge.recordExport(true, exportOptions.now, `${comments} 件留言`);
  const noted = [...edge.readRows(['jobs'])].map(({ row }) => `${row['name']} ${row['succeeded_at']} ${row['note']}`);
  if (noted.join() !== `export ${exportOptions.now} ${comments} 件留言`)
    throw new Error(`the export was recorded as ${noted.join()}`);
  return `${comments} comments and ${events} events to a local D1 and back, unchanged`;
}

/** Runs the real notifier against a provider that accepts connections and never answers. */
async function testHangingProvider(): Promise<string> {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const env = parseEnvironment({ ...testSettings, SMS_URL: 'https://silent.invalid/' });
  const notifier = createNotifier(
    env,
    (_, init) => fetch(`http://127.0.0.1:${port}/`, init),
    () => undefined,
  );
  const note = { receiptCode: 'GX261120-00001', recipient: 'resident', eventType: 'replied', key: 'k' } as const;
  const began = performance.now();
  const result = await notifier.send({ ...note, address: '13800000000' }).catch((error: unknown) => String(error));
  silent.closeAllConnections();
  silent.close();
  if (!result.includes('provider unreachable')) throw new Error(`unexpected result with a hanging provider: ${result}`);
  return `timed out after ${((performance.now() - began) / 1000).toFixed(1)} s`;
}

const faults = {
  move,
  hang: testHangingProvider,
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
  const result = await run().catch((error: unknown) => {
    failed++;
    return `FAILED: ${error instanceof Error ? error.message : String(error)}`;
  });
  console.info(`${name.padEnd(10)} ${result} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
}
process.exit(failed > 0 ? 1 : 0);
