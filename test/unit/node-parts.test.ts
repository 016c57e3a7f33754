// The parts of the home on plain Node that the edge brings by itself.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseNetwork } from '../../api/domain/access/networks.ts';
import { type Alarm, readCron, startClockwork } from '../../api/homes/node/clockwork.ts';
import { readEdgeTable } from '../../api/homes/node/edge-table.ts';
import { createFolderBucket } from '../../api/homes/node/folder-bucket.ts';
import { applyHeaders, parseHeaders } from '../../api/homes/node/headers-file.ts';
import { createLimits } from '../../api/homes/node/limits.ts';
import { senderAddress } from '../../api/homes/node/sender-address.ts';
import { useOwnFolder } from '../support/own-folder.ts';

const place = useOwnFolder();

describe('the limits on senders', () => {
  const { limits } = readEdgeTable();

  it('are those of the edge, and hold one sender back without the others', async () => {
    const held = createLimits(limits, () => 0);
    const tries = async (sender: string) => {
      let allowed = 0;
      for (let n = 0; n < 100; n++) if (await held.allow('receipt', sender)) allowed++;
      return allowed;
    };
    expect([await tries('GX261120-00001'), await tries('GX261120-00002')]).toEqual([10, 10]);
    expect(await held.allow('intake', 'GX261120-00001')).toBe(true);
  });

  it('begin anew with the next minute', async () => {
    const clock = { now: 59_000 };
    const held = createLimits({ ...limits, intake: { limit: 1, period: 60 } }, () => clock.now);
    expect([await held.allow('intake', 'a'), await held.allow('intake', 'a')]).toEqual([true, false]);
    clock.now = 60_000;
    expect(await held.allow('intake', 'a')).toBe(true);
  });

  it('hold new senders back where more come at once than can be remembered', async () => {
    const held = createLimits(limits, () => 0);
    for (let n = 0; n < 100_000; n++) await held.allow('intake', String(n));
    expect([await held.allow('intake', 'one more'), await held.allow('intake', '7')]).toEqual([false, true]);
  });
});

describe('the addresses that the application answers', () => {
  const { isForApplication } = readEdgeTable();

  it('are those of the edge', () => {
    const application = ['/', '/api/comments', '/ask/', '/documents/guanxian-2021/tasks/17/', '/data/ledger.json'];
    expect(application.filter((path) => !isForApplication(path))).toEqual([]);
    const files = ['/about/', '/_astro/a.css', '/data/tasks.json', '/check/', '/care', '/apiary/', '/clock/x'];
    expect(files.filter(isForApplication)).toEqual([]);
  });
});

describe('scheduled work', () => {
  /** A clock that rings when the test moves it on. */
  function makeAlarm(start: string) {
    let now = Date.parse(start);
    let next: { at: number; ring: () => void } | null = null;
    const alarm: Alarm = {
      now: () => now,
      after(milliseconds, ring) {
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

  it('comes at the times that the edge has, by UTC', () => {
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
    'refuses the time %s, which it cannot read',
    (cron) => {
      expect(() => readCron(cron)).toThrow('cannot be read here');
    },
  );

  it('runs in each minute what is due, in turn', async () => {
    const { alarm, moveTo } = makeAlarm('2026-11-20T00:00:30Z');
    const ran: string[] = [];
    startClockwork(
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

  it('never runs twice at once: what comes due meanwhile runs once, afterwards', async () => {
    const { alarm, moveTo } = makeAlarm('2026-11-20T00:00:30Z');
    const ends: (() => void)[] = [];
    startClockwork(['*/5 * * * *'], () => new Promise((end) => ends.push(end)), alarm);
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

  it('comes again after it failed, and catches up once after the machine slept', async () => {
    const { alarm, moveTo, sleepUntil } = makeAlarm('2026-11-20T00:00:30Z');
    const ran: number[] = [];
    startClockwork(['7 * * * *'], (cron) => Promise.reject(new Error(`${ran.push(cron.length)}`)), alarm);
    moveTo('2026-11-20T00:07:00Z');
    await settle();
    sleepUntil('2026-11-20T09:30:00Z');
    moveTo('2026-11-20T09:31:00Z');
    await settle();
    expect(ran).toHaveLength(2);
  });

  it('is waited for at the end, and begins nothing more', async () => {
    const { alarm, moveTo, isSet } = makeAlarm('2026-11-20T00:00:30Z');
    const order: string[] = [];
    let finish = () => {};
    const stop = startClockwork(
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

describe('the address of a sender', () => {
  const trusted = ['127.0.0.1', '::1', '10.0.0.0/8'].flatMap((text) => parseNetwork(text) ?? []);

  it.each([
    ['198.51.100.7', '203.0.113.9', '198.51.100.7', 'whoever is no proxy of ours cannot say to be another'],
    ['127.0.0.1', '203.0.113.9', '203.0.113.9', 'our proxy says whom it heard from'],
    ['::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9', 'also in the clothes of IPv6'],
    ['127.0.0.1', '192.0.2.1, 203.0.113.9', '203.0.113.9', 'what the sender wrote before it counts for nothing'],
    ['127.0.0.1', '192.0.2.1, 203.0.113.9, 10.0.0.5', '203.0.113.9', 'several proxies of ours in a row'],
    ['127.0.0.1', '2001:db8::7', '2001:db8::7', 'IPv6'],
    ['127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7', 'with a port'],
    ['127.0.0.1', '203.0.113.9:4711', '203.0.113.9', 'with a port'],
    ['127.0.0.1', '', '127.0.0.1', 'no word of the proxy'],
    ['127.0.0.1', 'unknown', '127.0.0.1', 'a word that is no address'],
    ['127.0.0.1', '10.0.0.5', '10.0.0.5', 'an office inside our own networks'],
  ])('from %s saying "%s" is %s: %s', (remote, forwarded, address) => {
    expect(senderAddress(remote, forwarded, trusted)).toBe(address);
  });

  it('is the other end of the line where no proxy is trusted', () => {
    expect(senderAddress('127.0.0.1', '203.0.113.9', [])).toBe('127.0.0.1');
  });
});

describe('the folder of attachments', () => {
  const read = async (bucket: ReturnType<typeof createFolderBucket>, key: string) => {
    const found = await bucket.get(key);
    return found && new TextDecoder().decode(await found.arrayBuffer());
  };

  it('keeps a file under its name, and the same name again is the same file', async () => {
    const bucket = createFolderBucket(place());
    await bucket.put('comments/2026-11-20/abc/1', 'first');
    await bucket.put('comments/2026-11-20/abc/1', 'second');
    expect(await read(bucket, 'comments/2026-11-20/abc/1')).toBe('second');
    expect(await read(bucket, 'comments/2026-11-20/abc/2')).toBe(null);
    await bucket.delete(['comments/2026-11-20/abc/1', 'comments/2026-11-20/abc/2']);
    expect(await read(bucket, 'comments/2026-11-20/abc/1')).toBe(null);
  });

  it('lists what begins so, in its order, after the last of those before', async () => {
    const bucket = createFolderBucket(place());
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
    'keeps and finds nothing under the name %j',
    async (name) => {
      const bucket = createFolderBucket(place());
      await expect(bucket.put(name, 'x')).rejects.toThrow('kept nowhere');
      await expect(bucket.get(name)).rejects.toThrow('kept nowhere');
      await expect(bucket.delete([name])).rejects.toThrow('kept nowhere');
    },
  );

  it('leaves nothing half written where it cannot write, and forgets what a killed server left', async () => {
    const bucket = createFolderBucket(place());
    await bucket.put('a/1', 'whole');
    // A folder stands where the file should go.
    await expect(bucket.put('a', 'x')).rejects.toThrow();
    expect(readdirSync(join(place(), '.parts'))).toEqual([]);
    writeFileSync(join(place(), '.parts', 'left'), 'half');
    createFolderBucket(place());
    expect(readdirSync(place())).toEqual(['a']);
    expect(await read(bucket, 'a/1')).toBe('whole');
  });
});

describe('the headers of the built site', () => {
  const rules = parseHeaders(
    '/*\n  X-A: 1\n\n# reason\n/b/*\n  X-A: 2\n  Cache-Control: no-store\n/c/:name\n  ! X-A\n',
  );
  const sent = (path: string) => {
    const headers = new Headers({ 'cache-control': 'public' });
    applyHeaders(rules, path, headers);
    return Object.fromEntries(headers);
  };

  it('are set by address, in their order', () => {
    expect(sent('/a')).toEqual({ 'cache-control': 'public', 'x-a': '1' });
    expect(sent('/b/c/d')).toEqual({ 'cache-control': 'no-store', 'x-a': '1, 2' });
    expect(sent('/c/d')).toEqual({ 'cache-control': 'public' });
    expect(sent('/c/d/e')).toEqual({ 'cache-control': 'public', 'x-a': '1' });
  });

  it('are there for an address with a line end in it too', () => {
    expect(sent('/b/\n\u2028')).toEqual({ 'cache-control': 'no-store', 'x-a': '1, 2' });
  });

  it('are refused where a line says neither address nor header', () => {
    expect(() => parseHeaders('X-A: 1')).toThrow('line 1');
    expect(() => parseHeaders('/*\n  nonsense')).toThrow('line 2');
  });
});
