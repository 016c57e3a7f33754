// The home on plain Node as a whole: a server on this machine, its folder of data, its start and its end.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { get, request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listMigrations } from '../../api/homes/node/migrations.ts';
import { databaseFile } from '../../api/homes/node/stores.ts';
import type { LogEntry } from '../../api/ports/log.ts';
import { dropFolder, makeDataFolder } from '../support/data-folder.ts';
import { nodeSettings, startTestServer } from '../support/node-server.ts';
import { readFileRows } from '../support/record-folder.ts';
import { followOnServer, moveOnServer, sendToServer } from '../support/server.ts';
import { productionSettings } from '../support/test-settings.ts';

let data = '';
const running: (() => Promise<void>)[] = [];

beforeEach(() => {
  data = makeDataFolder();
});
afterEach(async () => {
  for (const close of running.splice(0)) await close();
  dropFolder(data);
});

async function start(more: Record<string, string> = {}) {
  const { server, log } = await startTestServer({ ...nodeSettings(data), ...more });
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await server.close();
    isClosed = true;
  };
  running.push(close);
  const port = Number(new URL(server.origin).port);
  return { port, log, close, origin: server.origin };
}

/** As it goes over the line: `fetch` would undo the compression. */
function ask(port: number, path: string, headers: Record<string, string> = {}) {
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

/** With no length said before: as browsers send what has no body, and some programs what has one. @returns the status */
function sendInParts(port: number, method: string, path: string, parts: string[]): Promise<number | undefined> {
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

describe('a server of one’s own', () => {
  it('takes a comment into the database of its place, and has it after a new start', async () => {
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

  it('says at its start which secret does not open what is stored, and answers all the same', async () => {
    const told = (log: LogEntry[]) => log.filter(({ level }) => level === 'error').map(({ message }) => message);
    const first = await start();
    await sendToServer(first.port, '留了电话的一件', 'no', { name: '张三', contact: '13800000000' });
    await first.close();
    const same = await start();
    expect(told(same.log)).toEqual([]);
    await same.close();
    const other = await start({ CONTACT_KEY: `test:${'f0'.repeat(32)}` });
    expect(told(other.log)).toEqual([
      'guanxian: CONTACT_KEY does not open what is stored; put back the one that the record was written with',
    ]);
    expect((await ask(other.port, '/readyz')).status).toBe(200);
  });

  it('answers what comes without its length: signing out has no body, a body may come in parts', async () => {
    const { port } = await start();
    expect(await sendInParts(port, 'DELETE', '/api/session', [])).toBe(200);
    const unknown = ['{"receiptCode":"GX261120-00000",', '"trackingCode":"ABCD-EFGH-JKMN"}'];
    expect(await sendInParts(port, 'POST', '/api/follow', unknown)).toBe(404);
    const large = ['{"receiptCode":"', 'x'.repeat(2_000_000), '"}'];
    expect(await sendInParts(port, 'POST', '/api/follow', large)).toBe(413);
  });

  it('holds nothing of a name and a telephone number in its file once they are erased', async () => {
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

  it('leaves one file a place when it ends: nothing waits in a log beside it', async () => {
    const server = await start();
    await sendToServer(server.port, '留言一');
    await server.close();
    expect(readdirSync(join(data, 'guanxian'))).toEqual(['record.db']);
    expect(readFileRows(databaseFile(data, 'guanxian'), 'SELECT title FROM comments')).toMatchObject([
      { title: '留言一' },
    ]);
  });

  it('writes down its migrations as wrangler does, and applies each once', async () => {
    await (await start()).close();
    await (await start()).close();
    const names = readFileRows(databaseFile(data, 'pingyin'), 'SELECT name FROM d1_migrations ORDER BY id');
    expect(names.map(({ name }) => name)).toEqual(listMigrations());
  });

  it('refuses data of a newer version, of which it would lose something', async () => {
    await (await start()).close();
    const file = new DatabaseSync(databaseFile(data, 'pingyin'));
    file.exec("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
    file.close();
    await expect(start()).rejects.toThrow('does not know 9999_later.sql');
    // And lets go of what it had opened.
    const again = new DatabaseSync(databaseFile(data, 'pingyin'));
    again.exec("DELETE FROM d1_migrations WHERE name = '9999_later.sql'");
    again.close();
    await start();
  });

  it('serves a folder of data once at a time', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow('is served by another process already');
    await first.close();
    await start();
  });

  it('names every setting that is missing or refused, and serves nothing', async () => {
    await expect(start({ DATA_DIR: '', PORT: 'x', TRUSTED_PROXIES: 'all' })).rejects.toThrow(
      /DATA_DIR.*PORT 要写成0至65535之间的整数.*TRUSTED_PROXIES 里的 all 不是网段/u,
    );
    await expect(start({ AUTH_SECRET: 'short' })).rejects.toThrow('AUTH_SECRET 至少要有32');
    await expect(start({ ENVIRONMENT: 'production' })).rejects.toThrow('正式运行时要用 https');
    expect(readdirSync(data)).toEqual([]);
  });

  it('listens for this machine alone unless told otherwise', async () => {
    expect(new URL((await start()).origin).hostname).toBe('127.0.0.1');
  });

  it('lets its databases be read by nobody else', async () => {
    await start();
    expect(statSync(join(data, 'guanxian')).mode & 0o077).toBe(0);
  });

  it('finishes what was asked before it ends', async () => {
    const server = await start();
    const asked = ask(server.port, '/data/ledger.json?place=guanxian');
    await ask(server.port, '/about/');
    const closed = server.close();
    expect((await asked).status).toBe(200);
    await closed;
    await expect(ask(server.port, '/about/')).rejects.toThrow();
  });
});

describe('what goes over the line', () => {
  it('is a file for files and the application for what the edge gives to it, each with its headers', async () => {
    const { port } = await start();
    const file = await ask(port, '/about/');
    expect(file).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=0, must-revalidate' } });
    const page = await ask(port, '/documents/guanxian-2021/tasks/17/');
    expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache', 'x-frame-options': 'DENY' } });
    expect(await ask(port, '/api/nothing')).toMatchObject({ status: 404 });
    expect((await ask(port, '/nothing/')).body.toString()).toContain('</html>');
  });

  it('is compressed where the browser takes that, and the same words in any dress', async () => {
    const { port } = await start();
    const plain = await ask(port, '/about/');
    const brotli = await ask(port, '/about/', { 'accept-encoding': 'gzip, br' });
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    const again = await ask(port, '/about/', { 'accept-encoding': 'gzip, br' });
    expect(again.body).toEqual(brotli.body);
    const gzip = await ask(port, '/', { 'accept-encoding': 'gzip, br' });
    expect(gzip.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(gunzipSync(gzip.body).toString()).toContain('</html>');
    const refused = await ask(port, '/about/', { 'accept-encoding': 'br;q=0, identity' });
    expect(refused.headers['content-encoding']).toBe(undefined);
    const etag = String(brotli.headers['etag']);
    expect(etag).toBe(`W/${String(plain.headers['etag'])}`);
    expect(await ask(port, '/about/', { 'if-none-match': etag })).toMatchObject({ status: 304 });
  });

  it('is not compressed where it is one person’s', async () => {
    const { port } = await start();
    const receipt = await sendToServer(port, '我的留言');
    const answer = await fetch(`http://localhost:${port}/api/follow`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip' },
      body: JSON.stringify({ receiptCode: receipt.receiptCode, trackingCode: receipt.trackingCode }),
    });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
  });

  it('is counted for the sender that the proxy names, and for nobody whom the sender names', async () => {
    const { port } = await start();
    const tryCodes = async (headers: Record<string, string>) => {
      const answers = [];
      for (let n = 0; n < 21; n++) answers.push((await ask(port, '/api/follow', headers)).status);
      return answers;
    };
    // Not a word is parsed before the limit: a GET is counted as well.
    expect((await tryCodes({ 'x-forwarded-for': '198.51.100.7' })).at(-1)).toBe(429);
    expect((await ask(port, '/api/follow', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
    const spoofed = { 'x-forwarded-for': '192.0.2.77, 198.51.100.7', 'cf-connecting-ip': '192.0.2.1' };
    expect((await ask(port, '/api/follow', spoofed)).status).toBe(429);
  });

  it('believes no proxy where none is set', async () => {
    const { port } = await start({ TRUSTED_PROXIES: '' });
    for (let n = 0; n < 20; n++) await ask(port, '/api/follow', { 'x-forwarded-for': `203.0.${n}.9` });
    expect((await ask(port, '/api/follow', { 'x-forwarded-for': '203.0.200.9' })).status).toBe(429);
  });

  it('sets cookies for https alone behind a proxy that ends it, whatever the line to the proxy is', async () => {
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
    expect((await ask(port, 'http://evil.example/about?x=1')).headers['location']).toBe('/about/?x=1');
  });
});
