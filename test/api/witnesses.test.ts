// Witnesses outside the house: a stand-in time-stamp authority, another site, and an auditor's mailbox.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { RecordHeads } from '../../api/contract/ledger.ts';
import { type WitnessedHead, type WitnessMarks, witnessMarksSchema } from '../../api/contract/witnesses.ts';
import { listLedgerEvents, listSeals } from '../../api/db/ledger.ts';
import { checkMarks } from '../../api/domain/ledger/marks.ts';
import { parseEnvironment } from '../../api/ports/env.ts';
import { createWitnesses } from '../../api/ports/witnesses.ts';
import { runJobs } from '../../api/record/jobs.ts';
import { sealHour } from '../../api/record/seals.ts';
import { openTestOffice, origin } from '../api-support/office.ts';
import { type Faults, openAuthority } from '../support/time-stamp-authority.ts';

const hour = 3_600_000;
const authority = 'https://tsa.example/stamp';
const other = 'https://other.example';

type Answer = (init: RequestInit) => Promise<Response>;

/** An office with these witnesses, each an address that answers; others are unreachable. */
async function openWitnessed(WITNESSES: string, answers: Record<string, Answer>, more: Record<string, string> = {}) {
  const office = await openTestOffice();
  const settings = parseEnvironment({ ...env, ENVIRONMENT: 'local', BASE_URL: origin, WITNESSES, ...more });
  const asked: string[] = [];
  const post = async (url: string, init: RequestInit) => {
    asked.push(url);
    expect(init.redirect).toBe('manual');
    const answer = answers[url];
    if (!answer) throw new TypeError('fetch failed');
    return answer(init);
  };
  office.deps.witnesses = createWitnesses(settings, post, office.deps.random);
  await office.sendComment();
  await sealHour(office.deps);
  const marks = async () => witnessMarksSchema.parse(await (await office.request('/data/witnesses.json')).json());
  const ledger = async () => {
    const seals = await listSeals(office.deps.database);
    const events = await listLedgerEvents(office.deps.database, 0, 1000, 1000);
    return { format: 'mingbai-ledger-1' as const, head: seals.at(-1)?.hash ?? '', seals, events };
  };
  return { office, asked, marks, ledger };
}

type Office = Awaited<ReturnType<typeof openTestOffice>>;

async function serveAuthority(now: () => number, faults: Faults = {}): Promise<Answer> {
  const answer = await openAuthority(now, faults);
  return async ({ body }) => new Response(await answer(new Uint8Array(body as Uint8Array<ArrayBuffer>)));
}

const witnessStatus = async (office: Office) => {
  const admin = await office.signIn('admin');
  const status = await (await admin.get('/api/status')).json<{
    items: { id: string; state: string; found: string }[];
  }>();
  return status.items.find(({ id }) => id === 'witnesses');
};

describe('a time-stamp authority', () => {
  it('signs the newest seal once a day, and anybody can check its tokens against the ledger', async () => {
    const clock = { now: 0 };
    const tsa = await serveAuthority(() => clock.now);
    const { office, asked, marks, ledger } = await openWitnessed(`tsa=${authority}`, { [authority]: tsa });
    for (let passed = 0; passed < 30; passed++) {
      clock.now = office.clock.now;
      await runJobs(office.deps, ['witnesses']);
      office.clock.now += hour;
      await sealHour(office.deps);
    }
    expect(asked).toHaveLength(2);
    const published = await marks();
    expect(published.map(({ witness, seal }) => [witness, seal.number])).toEqual([
      [`tsa=${authority}`, 21],
      [`tsa=${authority}`, 1],
    ]);
    const check = await checkMarks(await ledger(), published);
    expect(check).toMatchObject({ findings: [], others: 0, stamps: [{ number: 1 }, { number: 21 }] });
    expect(await witnessStatus(office)).toMatchObject({ state: 'fine' });
  });

  it('gives away a ledger that was rewritten, backdated, or stamped with another nonce', async () => {
    const { office, marks, ledger } = await openWitnessed(`tsa=${authority}`, {
      [authority]: await serveAuthority(() => office.clock.now),
    });
    await runJobs(office.deps, ['witnesses']);
    const [mark] = await marks();
    const { seals, ...rest } = await ledger();
    const [seal] = seals;
    if (!mark || !seal) throw new Error('the seal was stamped');
    const findings = async (changes: Partial<WitnessMarks[number]>, at = seal.at, hash = seal.hash) =>
      (await checkMarks({ ...rest, seals: [{ ...seal, at, hash }] }, [{ ...mark, ...changes }])).findings.map(
        ({ what }) => what,
      );
    expect(await findings({})).toEqual([]);
    const moved = (by: number) => new Date(Date.parse(seal.at) + by).toISOString();
    expect(await findings({}, seal.at, 'f'.repeat(64))).toEqual([expect.stringContaining('不在这份公开记录里')]);
    expect(await findings({}, moved(-20 * hour))).toEqual([expect.stringContaining('被往前写了')]);
    expect(await findings({}, moved(hour))).toEqual([expect.stringContaining('早于封存')]);
    expect(await findings({ nonce: 'ab' })).toEqual([expect.stringContaining('随机数')]);
    expect(await findings({ token: `${mark.token.slice(0, -8)}AAAAAAA=` })).toEqual([
      expect.stringContaining('签名不对'),
    ]);
    const forged = { ...mark.seal, hash: 'f'.repeat(64) };
    expect(await findings({ seal: forged }, seal.at, forged.hash)).toEqual([expect.stringContaining('另一个校验值')]);
  });

  it.each<[string, Faults]>([
    ['refuses', { isRefusing: true }],
    ['answers another request', { nonce: Uint8Array.of(7).buffer }],
    ['signs with a certificate for something else', { usage: '1.3.6.1.5.5.7.3.1' }],
  ])('that %s leaves no mark; it blocks nothing, shows on the status page and is asked again', async (_, faults) => {
    const { office, asked, marks } = await openWitnessed(`tsa=${authority}`, {
      [authority]: await serveAuthority(() => office.clock.now, faults),
    });
    await expect(runJobs(office.deps, ['witnesses', 'upkeep'])).rejects.toThrow('witnesses failed');
    expect(await marks()).toEqual([]);
    expect(await witnessStatus(office)).toMatchObject({ state: 'problem', found: expect.stringContaining(authority) });
    expect((await office.sendComment({ key: 'd'.repeat(32) })).receiptCode).toMatch(/^GX/u);
    await expect(runJobs(office.deps, ['witnesses'])).rejects.toThrow();
    expect(asked).toHaveLength(2);
  });
});

describe('another site of this software', () => {
  it('fetches the newest seal from the site itself, and holds it where anybody can read it', async () => {
    const keeper = { look: async (): Promise<unknown> => null };
    const { office, marks } = await openWitnessed(`mingbai=${other}`, {
      [`${other}/api/witness`]: async ({ body }) => {
        const { site } = JSON.parse(String(body));
        expect(site).toBe(origin);
        const heads = (await keeper.look()) as RecordHeads;
        return Response.json(heads.map((shown) => ({ site, ...shown, seenAt: '2026-11-20T01:00:00.000Z' })));
      },
    });
    keeper.look = async () => (await office.request('/data/head.json')).json();
    await runJobs(office.deps, ['witnesses']);
    const [mark] = await marks();
    expect(mark).toMatchObject({ witness: `mingbai=${other}`, seal: { number: 1 } });
    expect(JSON.parse(mark?.token ?? '')).toMatchObject([{ site: origin, head: { number: 1 } }]);
  });

  it('is kept only if it was agreed, only from its own address, and never in place of what was kept', async () => {
    const shown = { number: 5, at: '2026-11-20T00:07:00.000Z', hash: 'a1'.repeat(32) };
    const heads: RecordHeads = [{ places: ['pingyin'], head: shown }];
    const { office, asked } = await openWitnessed(
      '',
      { [`${other}/data/head.json`]: async () => Response.json(heads) },
      { WITNESS_FOR: other },
    );
    const ask = (site: string) => office.postJson('/api/witness', { site });
    expect((await ask('https://stranger.example')).status).toBe(403);
    expect((await ask('nonsense')).status).toBe(422);
    expect(asked).toEqual([]);
    expect(await (await ask(`${other}/some/path`)).json<WitnessedHead[]>()).toMatchObject([
      { site: other, head: shown },
    ]);
    // Asked all the time, it looks every half hour.
    await ask(other);
    expect(asked).toHaveLength(1);
    office.clock.now += hour;
    heads[0] = { places: ['pingyin'], head: { ...shown, hash: 'b2'.repeat(32) } };
    await ask(other);
    const held = await (await office.request('/data/witnessed.json')).json<WitnessedHead[]>();
    expect(held.map(({ head }) => [head.number, head.hash.slice(0, 4)])).toEqual([
      [5, 'b2b2'],
      [5, 'a1a1'],
    ]);
    await expect(env.DB.prepare('DELETE FROM witnessed_heads').run()).rejects.toThrow('append-only');
    await expect(env.DB.prepare("UPDATE witnessed_heads SET hash = ''").run()).rejects.toThrow('append-only');
  });

  it('that is out of reach answers the asker with a sentence', async () => {
    const { office } = await openWitnessed('', {}, { WITNESS_FOR: other });
    expect((await office.postJson('/api/witness', { site: other })).status).toBe(503);
  });
});

describe('an auditor’s mailbox', () => {
  it('gets the newest seal by mail once a day; its address is nowhere in open data', async () => {
    const sent: { to: string; text: string }[] = [];
    const { office, marks } = await openWitnessed(
      'mail=auditor@example.cn',
      {
        'https://mail.example/send': async ({ body }) => {
          sent.push(JSON.parse(String(body)));
          return Response.json({});
        },
      },
      { MAIL_URL: 'https://mail.example/send' },
    );
    await runJobs(office.deps, ['witnesses']);
    await runJobs(office.deps, ['witnesses']);
    const [seal] = await listSeals(office.deps.database);
    expect(sent).toMatchObject([{ to: 'auditor@example.cn', text: expect.stringContaining(`第1号 ${seal?.hash}`) }]);
    expect(await marks()).toMatchObject([{ witness: 'mail', token: '' }]);
    expect(JSON.stringify(await marks())).not.toContain('auditor');
  });
});

describe('the setting', () => {
  it.each(['tsa=http://tsa.example', 'https://tsa.example', 'mail=nobody', 'fax=123'])('refuses %s', (WITNESSES) => {
    expect(() => parseEnvironment({ ...env, ENVIRONMENT: 'local', BASE_URL: origin, WITNESSES })).toThrow('WITNESSES');
  });
});
