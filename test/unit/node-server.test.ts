// The self-hosted home as a whole: the server, its data folder, its start and shutdown.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { get, request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listMigrations } from '../../api/homes/migration-files.ts';
import { databaseFile } from '../../api/homes/node/stores.ts';
import type { LogEntry } from '../../api/ports/log.ts';
import { deleteFolder, makeDataFolder } from '../support/data-folder.ts';
import { nodeSettings, startTestServer } from '../support/node-server.ts';
import { readFileRows } from '../support/record-folder.ts';
import { followOnServer, moveOnServer, sendToServer } from '../support/server.ts';
import { productionSettings } from '../support/test-settings.ts';

let data = '';
const cleanups: (() => Promise<void>)[] = [];

beforeEach(() => {
  data = makeDataFolder();
});
afterEach(async () => {
  for (const close of cleanups.splice(0)) await close();
  deleteFolder(data);
});

/** A stopped clock, so that all requests fall within one minute. */
const sameMinute = () => 0;

async function start(more: Record<string, string> = {}, steadyNow?: () => number) {
  const { server, log } = await startTestServer({ ...nodeSettings(data), ...more }, steadyNow);
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await server.close();
    isClosed = true;
  };
  cleanups.push(close);
  const port = Number(new URL(server.origin).port);
  return { port, log, close, origin: server.origin };
}

/** Returns the response as sent, because `fetch` would decompress it. */
function getRaw(port: number, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: Buffer }>((done, failed) => {
    get({ port, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    }).on('error', failed);
  });
}

async function postRaw(port: number, path: string, headers: Record<string, string>): Promise<Response> {
  const response = await fetch(`http://localhost:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{}',
  });
  // A connection with an unread response stays open, and the server would wait for it while it shuts down.
  await response.arrayBuffer();
  return response;
}

/**
 * Sends without Content-Length, as browsers do for empty bodies and some clients for others.
 *
 * @returns the status
 */
function sendChunked(port: number, method: string, path: string, parts: string[]): Promise<number | undefined> {
  const headers = { origin: nodeSettings(data).BASE_URL, 'content-type': 'application/json' };
  return new Promise((done, failed) => {
    const sending = request({ port, method, path, headers, agent: false }, (response) => {
      response.resume();
      done(response.statusCode);
    }).on('error', failed);
    for (const part of parts) sending.write(part);
    sending.end();
  });
}

describe('a self-hosted home', () => {
  it('stores a comment in its jurisdiction’s database and finds it after a restart', async () => {
    const first = await start();
    const receipt = await sendToServer(first.port, '养老服务在哪里公开');
    expect(receipt.receiptCode).toMatch(/^GX/u);
    await first.close();
    const second = await start();
    expect(await followOnServer(second.port, receipt)).toMatchObject({ title: '养老服务在哪里公开' });
    expect(readdirSync(data).sort()).toEqual([
      'gaotang',
      'guanxian',
      'liaocheng',
      'pingyin',
      'serving.lock',
      'taiqian',
    ]);
    const count = (place: string) =>
      readFileRows(databaseFile(data, place), 'SELECT count(*) AS n FROM comments')[0]?.['n'];
    expect(
      readdirSync(data)
        .filter((name) => name !== 'serving.lock')
        .map(count),
    ).toEqual([0, 1, 0, 0, 0]);
  });

  it('logs at start which secret cannot decrypt the stored data and still serves', async () => {
    const errorsIn = (log: LogEntry[]) => log.filter(({ level }) => level === 'error').map(({ message }) => message);
    const first = await start();
    await sendToServer(first.port, '留了电话的一件', 'no', { name: '张三', contact: '13800000000' });
    await first.close();
    const same = await start();
    expect(errorsIn(same.log)).toEqual([]);
    await same.close();
    const other = await start({ CONTACT_KEY: `test:${'f0'.repeat(32)}` });
    expect(errorsIn(other.log)).toEqual([
      'guanxian: CONTACT_KEY cannot decrypt the stored data: restore the value that encrypted it',
    ]);
    expect((await getRaw(other.port, '/readyz')).status).toBe(200);
  });

  it('accepts a request without Content-Length, empty or chunked, and enforces the size limit', async () => {
    const { port } = await start();
    expect(await sendChunked(port, 'DELETE', '/api/session', [])).toBe(200);
    const unknown = ['{"receiptCode":"GX261120-00000",', '"trackingCode":"ABCD-EFGH-JKMN"}'];
    expect(await sendChunked(port, 'POST', '/api/follow', unknown)).toBe(404);
    const large = ['{"receiptCode":"', 'x'.repeat(2_000_000), '"}'];
    expect(await sendChunked(port, 'POST', '/api/follow', large)).toBe(413);
  });

  it('leaves no trace of an erased name and phone number in the database file', async () => {
    const { port, close } = await start();
    const receipt = await sendToServer(port, '删掉我的电话', 'no', { name: '王小明', contact: '13912340000' });
    const file = databaseFile(data, 'guanxian');
    const sealed = String(readFileRows(file, 'SELECT sealed FROM contacts')[0]?.['sealed']);
    const { receiptCode, trackingCode } = receipt;
    await moveOnServer(port, { receiptCode, trackingCode, action: { move: 'erase' } });
    await close();
    expect(sealed.length).toBeGreaterThan(40);
    expect(readFileSync(file, 'latin1').includes(sealed)).toBe(false);
  });

  it('leaves a single database file per jurisdiction after shutdown', async () => {
    const server = await start();
    await sendToServer(server.port, '留言一');
    await server.close();
    expect(readdirSync(join(data, 'guanxian'))).toEqual(['record.db']);
    expect(readFileRows(databaseFile(data, 'guanxian'), 'SELECT title FROM comments')).toMatchObject([
      { title: '留言一' },
    ]);
  });

  it('records migrations as wrangler does and applies each once', async () => {
    await (await start()).close();
    await (await start()).close();
    const names = readFileRows(databaseFile(data, 'pingyin'), 'SELECT name FROM d1_migrations ORDER BY id');
    expect(names.map(({ name }) => name)).toEqual(listMigrations());
  });

  it('refuses to open data from a newer version, so that none of it is lost', async () => {
    await (await start()).close();
    const file = new DatabaseSync(databaseFile(data, 'pingyin'));
    file.exec("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
    file.close();
    await expect(start()).rejects.toThrow('does not know 9999_later.sql');
    // The failed start closed every file that it had opened.
    const again = new DatabaseSync(databaseFile(data, 'pingyin'));
    again.exec("DELETE FROM d1_migrations WHERE name = '9999_later.sql'");
    again.close();
    await start();
  });

  it('refuses to start after a rule was edited in place, and names the file and the remedy', async () => {
    await (await start()).close();
    const edit = (hash: string) => {
      const file = new DatabaseSync(databaseFile(data, 'pingyin'));
      const known = file.prepare("SELECT hash FROM judging_files WHERE identity = 'guanxian@2021-06-28'").get();
      // As if the record had seen another text of the rule: an office with full control edits the file instead.
      file.exec('DROP TRIGGER IF EXISTS judging_files_refuse_update');
      file.prepare("UPDATE judging_files SET hash = ? WHERE identity = 'guanxian@2021-06-28'").run(hash);
      file.close();
      return String(known?.['hash']);
    };
    const honest = edit('0'.repeat(64));
    await expect(start()).rejects.toThrow(
      /^content\/rules\/guanxian-2021\.json里guanxian@2021-06-28这条答复期限被改过，.*：请恢复原文；规定变了，另加一个文件，写上新的 since。$/u,
    );
    edit(honest);
    await start();
  });

  it('refuses to start with a release that lacks the calendar in force', async () => {
    await (await start()).close();
    const file = new DatabaseSync(databaseFile(data, 'pingyin'));
    file.exec('UPDATE calendar_in_force SET version = 9');
    file.close();
    await expect(start()).rejects.toThrow(/已按第9版日历计算，这个程序只有第1版/u);
  });

  it('lets only one process serve a data folder', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow('another process already serves');
    await first.close();
    await start();
  });

  it('names every missing or invalid setting and does not start', async () => {
    await expect(start({ DATA_DIR: '', PORT: 'x', TRUSTED_PROXIES: 'all' })).rejects.toThrow(
      /DATA_DIR.*PORT 要写成0至65535之间的整数.*TRUSTED_PROXIES 里的 all 不是网段/u,
    );
    await expect(start({ AUTH_SECRET: 'short' })).rejects.toThrow('AUTH_SECRET 至少要有32');
    await expect(start({ ENVIRONMENT: 'production' })).rejects.toThrow('正式运行时要用 https');
    expect(readdirSync(data)).toEqual([]);
  });

  it('the server accepts connections only from its own machine by default', async () => {
    expect(new URL((await start()).origin).hostname).toBe('127.0.0.1');
  });

  it('creates databases that only their owner can read', async () => {
    await start();
    expect(statSync(join(data, 'guanxian')).mode & 0o077).toBe(0);
  });

  it('completes running requests before shutdown', async () => {
    const server = await start();
    const asked = getRaw(server.port, '/data/ledger.json?place=guanxian');
    await getRaw(server.port, '/about/');
    const closed = server.close();
    expect((await asked).status).toBe(200);
    await closed;
    await expect(getRaw(server.port, '/about/')).rejects.toThrow();
  });
});

describe('responses of a self-hosted home', () => {
  it('serves files and application pages like the edge, each with its headers', async () => {
    const { port } = await start();
    const file = await getRaw(port, '/about/');
    expect(file).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=0, must-revalidate' } });
    const page = await getRaw(port, '/documents/guanxian-2021/tasks/17/');
    expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache', 'x-frame-options': 'DENY' } });
    expect(await getRaw(port, '/api/nothing')).toMatchObject({ status: 404 });
    expect((await getRaw(port, '/nothing/')).body.toString()).toContain('</html>');
  });

  it('compresses public pages as the browser accepts and answers 304 to a known ETag', async () => {
    const { port } = await start();
    const plain = await getRaw(port, '/about/');
    const brotli = await getRaw(port, '/about/', { 'accept-encoding': 'gzip, br' });
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    const again = await getRaw(port, '/about/', { 'accept-encoding': 'gzip, br' });
    expect(again.body).toEqual(brotli.body);
    const gzip = await getRaw(port, '/', { 'accept-encoding': 'gzip, br' });
    expect(gzip.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(gunzipSync(gzip.body).toString()).toContain('</html>');
    const refused = await getRaw(port, '/about/', { 'accept-encoding': 'br;q=0, identity' });
    expect(refused.headers['content-encoding']).toBe(undefined);
    const etag = String(brotli.headers['etag']);
    expect(etag).toBe(`W/${String(plain.headers['etag'])}`);
    expect(await getRaw(port, '/about/', { 'if-none-match': etag })).toMatchObject({ status: 304 });
  });

  it('never compresses a page with one resident’s data', async () => {
    const { port } = await start();
    const receipt = await sendToServer(port, '我的留言');
    const answer = await fetch(`http://localhost:${port}/api/follow`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip' },
      body: JSON.stringify({ receiptCode: receipt.receiptCode, trackingCode: receipt.trackingCode }),
    });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
  });

  it('counts requests against the sender that the proxy names, never against one that the client names', async () => {
    const { port } = await start({}, sameMinute);
    const statuses = await Promise.all(
      Array.from({ length: 21 }, () => postRaw(port, '/api/follow', { 'x-forwarded-for': '198.51.100.7' })),
    ).then((answers) => answers.map(({ status }) => status));
    // The limit applies before the body is read, so an empty one counts too.
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect((await postRaw(port, '/api/follow', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(422);
    const spoofed = { 'x-forwarded-for': '192.0.2.77, 198.51.100.7', 'cf-connecting-ip': '192.0.2.1' };
    expect((await postRaw(port, '/api/follow', spoofed)).status).toBe(429);
  });

  it('trusts no proxy unless one is configured', async () => {
    const { port } = await start({ TRUSTED_PROXIES: '' }, sameMinute);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => postRaw(port, '/api/follow', { 'x-forwarded-for': `203.0.${n}.9` })),
    );
    expect((await postRaw(port, '/api/follow', { 'x-forwarded-for': '203.0.200.9' })).status).toBe(429);
  });

  it('sets Secure cookies behind a proxy that terminates TLS', async () => {
    const { port } = await start({ ...productionSettings, ENVIRONMENT: 'production' });
    const answer = await fetch(`http://localhost:${port}/follow/`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: 'https://mingbai.example' },
      body: new URLSearchParams(
        await sendToServer(port, '一件').then(({ receiptCode, trackingCode }) => ({ receiptCode, trackingCode })),
      ),
    });
    expect(answer.headers.getSetCookie().join()).toContain('Secure');
    expect((await getRaw(port, 'http://evil.example/about?x=1')).headers['location']).toBe('/about/?x=1');
  });
});
