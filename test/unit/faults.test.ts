// Faults of a self-hosted home. Each test ends with an intact ledger and without losing an acknowledged comment. npm
// run faults has the long runs and the edge home.
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { openHome } from '../../api/homes/home.ts';
import { createAssets } from '../../api/homes/node/assets.ts';
import { databaseFile, openStores } from '../../api/homes/node/stores.ts';
import { parseEnvironment } from '../../api/ports/env.ts';
import type { LogEntry } from '../../api/ports/log.ts';
import { createNotifier } from '../../api/ports/notifier.ts';
import { createRecordClock } from '../../api/ports/record-clock.ts';
import { createSite } from '../../api/ports/site.ts';
import { deleteFolder, makeDataFolder } from '../support/data-folder.ts';
import { inspectRecord } from '../support/inspect-record.ts';
import { runKillLoop } from '../support/kill-loop.ts';
import { serveNode } from '../support/node-process.ts';
import { nodeSettings, startTestServer } from '../support/node-server.ts';
import { followOnServer, sendToServer } from '../support/server.ts';
import { makeComment } from '../support/writers.ts';

let data = '';
const cleanups: (() => void | Promise<void>)[] = [];
beforeEach(() => {
  data = makeDataFolder();
});
afterEach(async () => {
  for (const end of cleanups.splice(0)) await end();
  deleteFolder(data);
});

const record = () => databaseFile(data, 'guanxian');

/** Opens the home without a socket, on a database that the test can access. */
function openHere() {
  const settings = nodeSettings(data);
  const env = parseEnvironment(settings);
  const log: LogEntry[] = [];
  const { stores, close } = openStores(data, ['guanxian'], 'normal');
  let isOpen = true;
  const end = () => {
    if (isOpen) close();
    isOpen = false;
  };
  cleanups.push(end);
  const keep = (entry: LogEntry) => void log.push(entry);
  const home = openHome({
    env,
    stores,
    backups: 'command',
    log: keep,
    site: createSite(createAssets('dist')),
    storeOf: () => 'guanxian',
    limits: { allow: () => Promise.resolve(true) },
    quotas: { charge: () => Promise.resolve(true) },
    runtime: 'process',
    notifier: createNotifier(env, fetch, keep),
  });
  const file = stores.get('guanxian')?.d1.file;
  if (!file) throw new Error('no store');
  const post = (path: string, body: BodyInit, type: string) =>
    home.fetch(new Request(`${env.BASE_URL}${path}`, { method: 'POST', body, headers: { 'content-type': type } }));
  return {
    file,
    log,
    end,
    send: async (number: number) => post('/api/comments', JSON.stringify(makeComment(number)), 'application/json'),
    sendForm: async (number: number) =>
      post('/ask/', new URLSearchParams(makeComment(number)).toString(), 'application/x-www-form-urlencoded'),
  };
}

const receiptCodeOf = async (response: Response) => ((await response.json()) as { receiptCode: string }).receiptCode;

describe('a database that another process has locked', () => {
  it('answers 503 with the typed text and accepts the same comment once the lock is released', async () => {
    const home = openHere();
    home.file.exec('PRAGMA busy_timeout = 1');
    const other = new DatabaseSync(record());
    cleanups.push(() => other.close());
    other.exec('BEGIN IMMEDIATE');

    const refused = await home.send(1);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await refused.json()) as Problem).toMatchObject({ code: 'unavailable', title: '现在保存不了' });
    const page = await home.sendForm(2);
    const text = await page.text();
    expect(page.status).toBe(503);
    expect(text).toContain('现在保存不了');
    expect(text).toContain(makeComment(2).text);
    expect(text).toContain(makeComment(2).key);

    other.exec('ROLLBACK');
    const stored = [await receiptCodeOf(await home.send(1)), await receiptCodeOf(await home.send(2))];
    home.end();
    expect(await inspectRecord(record())).toEqual(new Set(stored));
  });
});

describe('a full disk', () => {
  it('refuses comments that do not fit, keeps those it acknowledged and recovers once there is space', async () => {
    const home = openHere();
    const pages = Number(home.file.prepare('PRAGMA page_count').get()?.['page_count']);
    home.file.exec(`PRAGMA max_page_count = ${pages + 12}`);
    const acknowledged = new Map<number, string>();
    let refused = 0;
    for (let number = 1; number <= 60; number++) {
      const response = await home.send(number);
      if (response.status === 201) acknowledged.set(number, await receiptCodeOf(response));
      else {
        refused++;
        expect([response.status, ((await response.json()) as Problem).code]).toEqual([503, 'unavailable']);
      }
    }
    expect(acknowledged.size).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(10);
    expect(home.file.prepare('SELECT count(*) AS n FROM comments').get()).toMatchObject({ n: acknowledged.size });

    home.file.exec('PRAGMA max_page_count = 1000000');
    for (let number = 1; number <= 60; number++) {
      const receiptCode = await receiptCodeOf(await home.send(number));
      expect(acknowledged.get(number) ?? receiptCode).toBe(receiptCode);
    }
    home.end();
    expect((await inspectRecord(record())).size).toBe(60);
  });
});

describe('a wrong system clock', () => {
  it('holds the last timestamp until a system clock that went back catches up, and logs it once', () => {
    const log: LogEntry[] = [];
    const machine = { now: 1_000_000_000 };
    const now = createRecordClock(
      () => machine.now,
      1_000_600_000,
      (entry) => log.push(entry),
    );
    expect([now(), now()]).toEqual([1_000_600_000, 1_000_600_000]);
    expect(log.map(({ level, message }) => [level, /10 minutes behind/u.test(message)])).toEqual([['error', true]]);
    machine.now = 1_000_700_000;
    expect(now()).toBe(1_000_700_000);
    machine.now -= 30_000; // A time server corrects the clock.
    expect([now(), log.length]).toEqual([1_000_700_000, 1]);
  });

  it('records nothing after a restart with a clock set back under the newest seal, and goes on reading', async () => {
    const startAt = (clock: string) => startTestServer({ ...nodeSettings(data), CLOCK_START: clock });
    const first = await startAt('2026-11-20T09:00:00+08:00');
    const receipt = await sendToServer(Number(new URL(first.server.origin).port), '第一件');
    await first.server.close();

    // Ten minutes before the comment and the seal of the stop.
    const back = await startAt('2026-11-20T08:50:00+08:00');
    const { origin } = back.server;
    const port = Number(new URL(origin).port);
    await expect(sendToServer(port, '第二件')).rejects.toThrow('wrong-clock');
    expect(await followOnServer(port, receipt)).toMatchObject({ title: '第一件' });
    expect((await fetch(`${origin}/readyz`)).status).toBe(503);
    const seals = (await (await fetch(`${origin}/data/ledger.json?place=guanxian`)).json()) as { seals: object[] };
    expect(seals.seals).toHaveLength(1);
    await back.server.close();

    const right = await startAt('2026-11-20T11:00:00+08:00');
    await sendToServer(Number(new URL(right.server.origin).port), '第二件');
    await right.server.close();
    expect((await inspectRecord(record())).size).toBe(2);
  });
});

describe('a server killed during writes', () => {
  it('loses no acknowledged comment and stores none twice when it is killed repeatedly', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    console.info(`seed ${seed}`);
    const result = await runKillLoop({
      writes: 40,
      connections: 8,
      perKill: 18,
      seed,
      start: () => serveNode(data),
      inspect: () => inspectRecord(record()),
    });
    expect(result.acknowledged).toBe(40);
    expect(result.kills).toBeGreaterThan(1);
  });
});
