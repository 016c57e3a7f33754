// The self-hosted home's replacements for what Cloudflare provides on the edge.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseNetwork } from '../../api/domain/access/networks.ts';
import { readEdgeTable } from '../../api/homes/node/edge-table.ts';
import { createFolderBucket } from '../../api/homes/node/folder-bucket.ts';
import { applyHeaders, parseHeaders } from '../../api/homes/node/headers-file.ts';
import { createLimits } from '../../api/homes/node/limits.ts';
import { type MinuteTimer, readCron, startScheduler } from '../../api/homes/node/scheduler.ts';
import { findSenderAddress } from '../../api/homes/node/sender-address.ts';
import { useTestFolder } from '../support/own-folder.ts';

const testFolder = useTestFolder();

describe('rate limits', () => {
  const { limits } = readEdgeTable();

  it('the self-hosted home enforces the edge’s rate limits for each sender separately', async () => {
    const rateLimits = createLimits(limits, () => 0);
    const countAllowed = async (sender: string) => {
      let allowed = 0;
      for (let n = 0; n < 100; n++) if (await rateLimits.allow('receipt', sender)) allowed++;
      return allowed;
    };
    expect([await countAllowed('GX261120-00001'), await countAllowed('GX261120-00002')]).toEqual([10, 10]);
    expect(await rateLimits.allow('intake', 'GX261120-00001')).toBe(true);
  });

  it('resets the rate limits every minute', async () => {
    const clock = { now: 59_000 };
    const rateLimits = createLimits({ ...limits, intake: { limit: 1, period: 60 } }, () => clock.now);
    expect([await rateLimits.allow('intake', 'a'), await rateLimits.allow('intake', 'a')]).toEqual([true, false]);
    clock.now = 60_000;
    expect(await rateLimits.allow('intake', 'a')).toBe(true);
  });

  it('throttles new senders once the limiter’s memory is full', async () => {
    const rateLimits = createLimits(limits, () => 0);
    for (let n = 0; n < 100_000; n++) await rateLimits.allow('intake', String(n));
    expect([await rateLimits.allow('intake', 'one more'), await rateLimits.allow('intake', '7')]).toEqual([
      false,
      true,
    ]);
  });
});

describe('routing between application and files', () => {
  const { isForApplication } = readEdgeTable();

  it('routes the same paths to the application as the edge does', () => {
    const application = ['/', '/api/comments', '/ask/', '/documents/guanxian-2021/tasks/17/', '/data/ledger.json'];
    expect(application.filter((path) => !isForApplication(path))).toEqual([]);
    const files = ['/about/', '/_astro/a.css', '/data/tasks.json', '/check/', '/care', '/apiary/', '/clock/x'];
    expect(files.filter(isForApplication)).toEqual([]);
  });
});

describe('scheduled jobs', () => {
  /** A fake alarm that rings when the test advances the clock. */
  function makeAlarm(start: string) {
    let now = Date.parse(start);
    let next: { at: number; ring: () => void } | null = null;
    const alarm: MinuteTimer = {
      now: () => now,
      setTimer(milliseconds, ring) {
        next = { at: now + milliseconds, ring };
        return () => {
          next = null;
        };
      },
    };
    const moveTo = (instant: string) => {
      const end = Date.parse(instant);
      while (next && next.at <= end) {
        now = Math.max(now, next.at);
        next.ring();
      }
      now = end;
    };
    return { alarm, moveTo, sleepUntil: (instant: string) => (now = Date.parse(instant)), isSet: () => next !== null };
  }
  const settle = () => new Promise((resume) => setImmediate(resume));

  it('runs jobs at the edge’s times in UTC', () => {
    const minutes = (cron: string) =>
      Array.from({ length: 60 }, (_, minute) => minute).filter((minute) =>
        readCron(cron)(new Date(Date.UTC(2026, 10, 20, 3, minute))),
      );
    expect(minutes('7 * * * *')).toEqual([7]);
    expect(minutes('*/20 3 20 11 5')).toEqual([0, 20, 40]);
    expect(minutes('0 4 * * *')).toEqual([]);
    for (const cron of readEdgeTable().crons) expect(minutes(cron).length).toBeGreaterThan(0);
  });

  it.each(['7 * * *', '1,2 * * * *', '1-5 * * * *', '@hourly', '*/0 * * * *'])(
    'rejects the unsupported cron expression %s',
    (cron) => {
      expect(() => readCron(cron)).toThrow('unsupported cron expression');
    },
  );

  it('runs every minute’s due jobs one after another', async () => {
    const { alarm, moveTo } = makeAlarm('2026-11-20T00:00:30Z');
    const ran: string[] = [];
    startScheduler(
      ['7 * * * *', '*/5 * * * *'],
      async (cron) => void ran.push(`${new Date(alarm.now()).getUTCMinutes()} ${cron}`),
      alarm,
    );
    for (const minute of ['05', '07', '10']) {
      moveTo(`2026-11-20T00:${minute}:00Z`);
      await settle();
    }
    expect(ran).toEqual(['5 */5 * * * *', '7 7 * * * *', '10 */5 * * * *']);
  });

  it('never runs a job twice at once and runs a missed one once afterwards', async () => {
    const { alarm, moveTo } = makeAlarm('2026-11-20T00:00:30Z');
    const ends: (() => void)[] = [];
    startScheduler(['*/5 * * * *'], () => new Promise((end) => ends.push(end)), alarm);
    moveTo('2026-11-20T00:25:00Z');
    await settle();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await settle();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await settle();
    expect(ends).toHaveLength(2);
  });

  it('runs a job again after a failure and catches up once after the machine slept', async () => {
    const { alarm, moveTo, sleepUntil } = makeAlarm('2026-11-20T00:00:30Z');
    const ran: number[] = [];
    startScheduler(['7 * * * *'], (cron) => Promise.reject(new Error(`${ran.push(cron.length)}`)), alarm);
    moveTo('2026-11-20T00:07:00Z');
    await settle();
    sleepUntil('2026-11-20T09:30:00Z');
    moveTo('2026-11-20T09:31:00Z');
    await settle();
    expect(ran).toHaveLength(2);
  });

  it('the scheduler waits for the running job on shutdown and starts no other', async () => {
    const { alarm, moveTo, isSet } = makeAlarm('2026-11-20T00:00:30Z');
    const order: string[] = [];
    let finish = () => {};
    const stop = startScheduler(
      ['*/5 * * * *', '6 * * * *'],
      () => new Promise<void>((end) => (finish = end)).then(() => void order.push('run')),
      alarm,
    );
    moveTo('2026-11-20T00:06:00Z');
    const stopped = stop().then(() => order.push('stopped'));
    finish();
    await stopped;
    expect([order, isSet()]).toEqual([['run', 'stopped'], false]);
  });
});

describe('the sender’s address', () => {
  const trusted = ['127.0.0.1', '::1', '10.0.0.0/8'].flatMap((text) => parseNetwork(text) ?? []);

  it.each([
    ['198.51.100.7', '203.0.113.9', '198.51.100.7', 'an untrusted sender cannot claim another address'],
    ['127.0.0.1', '203.0.113.9', '203.0.113.9', 'a trusted proxy names its client'],
    ['::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9', 'a trusted proxy with an IPv4-mapped address'],
    ['127.0.0.1', '192.0.2.1, 203.0.113.9', '203.0.113.9', 'entries that the sender added are ignored'],
    ['127.0.0.1', '192.0.2.1, 203.0.113.9, 10.0.0.5', '203.0.113.9', 'a chain of trusted proxies'],
    ['127.0.0.1', '2001:db8::7', '2001:db8::7', 'IPv6'],
    ['127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7', 'with a port'],
    ['127.0.0.1', '203.0.113.9:4711', '203.0.113.9', 'with a port'],
    ['127.0.0.1', '', '127.0.0.1', 'an empty header'],
    ['127.0.0.1', 'unknown', '127.0.0.1', 'an invalid address'],
    ['127.0.0.1', '10.0.0.5', '10.0.0.5', 'a client inside the trusted network'],
  ])('resolves a request from %s with X-Forwarded-For "%s" to %s: %s', (remote, forwarded, address) => {
    expect(findSenderAddress(remote, forwarded, trusted)).toBe(address);
  });

  it('uses the peer’s address when no proxy is trusted', () => {
    expect(findSenderAddress('127.0.0.1', '203.0.113.9', [])).toBe('127.0.0.1');
  });
});

describe('the attachment folder', () => {
  const read = async (bucket: ReturnType<typeof createFolderBucket>, key: string) => {
    const found = await bucket.get(key);
    return found && new TextDecoder().decode(await found.arrayBuffer());
  };

  it('stores a file under its key and overwrites it on the next put', async () => {
    const bucket = createFolderBucket(testFolder());
    await bucket.put('comments/2026-11-20/abc/1', 'first');
    await bucket.put('comments/2026-11-20/abc/1', 'second');
    expect(await read(bucket, 'comments/2026-11-20/abc/1')).toBe('second');
    expect(await read(bucket, 'comments/2026-11-20/abc/2')).toBe(null);
    await bucket.delete(['comments/2026-11-20/abc/1', 'comments/2026-11-20/abc/2']);
    expect(await read(bucket, 'comments/2026-11-20/abc/1')).toBe(null);
  });

  it('lists keys by prefix, in order, after a given key', async () => {
    const bucket = createFolderBucket(testFolder());
    for (const key of ['a/2', 'a/1/x', 'b/1', 'a/3', 'ab/1']) await bucket.put(key, key);
    const keys = async (options?: { prefix?: string; startAfter?: string }) =>
      (await bucket.list(options)).objects.map(({ key }) => key);
    expect(await keys()).toEqual(['a/1/x', 'a/2', 'a/3', 'ab/1', 'b/1']);
    expect(await keys({ prefix: 'a/' })).toEqual(['a/1/x', 'a/2', 'a/3']);
    expect(await keys({ prefix: 'a/', startAfter: 'a/2' })).toEqual(['a/3']);
    expect(await keys({ prefix: 'a' })).toEqual(['a/1/x', 'a/2', 'a/3', 'ab/1']);
    expect(await keys({ prefix: 'c/' })).toEqual([]);
  });

  it.each(['../x', 'a/../../x', '/etc/passwd', 'a//b', '.parts/x', 'a/.b', 'A\\b', 'a\0b', ''])(
    'refuses the unsafe key %j',
    async (name) => {
      const bucket = createFolderBucket(testFolder());
      await expect(bucket.put(name, 'x')).rejects.toThrow('invalid key');
      await expect(bucket.get(name)).rejects.toThrow('invalid key');
      await expect(bucket.delete([name])).rejects.toThrow('invalid key');
    },
  );

  it('leaves no partial file after a failed write and deletes those of a killed server', async () => {
    const bucket = createFolderBucket(testFolder());
    await bucket.put('a/1', 'whole');
    // A folder at the file's path blocks the write.
    await expect(bucket.put('a', 'x')).rejects.toThrow();
    expect(readdirSync(join(testFolder(), '.parts'))).toEqual([]);
    writeFileSync(join(testFolder(), '.parts', 'left'), 'half');
    createFolderBucket(testFolder());
    expect(readdirSync(testFolder())).toEqual(['a']);
    expect(await read(bucket, 'a/1')).toBe('whole');
  });
});

describe('the static site’s headers file', () => {
  const rules = parseHeaders(
    '/*\n  X-A: 1\n\n# reason\n/b/*\n  X-A: 2\n  Cache-Control: no-store\n/c/:name\n  ! X-A\n',
  );
  const headersFor = (path: string) => {
    const headers = new Headers({ 'cache-control': 'public' });
    applyHeaders(rules, path, headers);
    return Object.fromEntries(headers);
  };

  it('the headers file sets headers by path, in the order of its rules', () => {
    expect(headersFor('/a')).toEqual({ 'cache-control': 'public', 'x-a': '1' });
    expect(headersFor('/b/c/d')).toEqual({ 'cache-control': 'no-store', 'x-a': '1, 2' });
    expect(headersFor('/c/d')).toEqual({ 'cache-control': 'public' });
    expect(headersFor('/c/d/e')).toEqual({ 'cache-control': 'public', 'x-a': '1' });
  });

  it('the headers file applies even when the path contains a line break', () => {
    expect(headersFor('/b/\n\u2028')).toEqual({ 'cache-control': 'no-store', 'x-a': '1, 2' });
  });

  it('rejects a line of the headers file that is neither a path nor a header', () => {
    expect(() => parseHeaders('X-A: 1')).toThrow('line 1');
    expect(() => parseHeaders('/*\n  nonsense')).toThrow('line 2');
  });
});
