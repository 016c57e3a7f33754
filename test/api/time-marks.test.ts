// Marks of the time where nothing happens, and a clock set back under them (design rules 17 and 19).
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { RecordHeads } from '../../api/contract/ledger.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { Status } from '../../api/contract/status.ts';
import { listLedgerEvents, listSeals } from '../../api/db/ledger.ts';
import { noSeal, verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { runJobs } from '../../api/record/jobs.ts';
import { sealedHead } from '../../api/record/ledger.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { sealHour, sealStartOrStop } from '../../api/record/seals.ts';
import { assignToCivilAffairs, newComment, openTestOffice, reply, shanghai } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

const minute = 60_000;
const hour = 60 * minute;

const sealsOf = ({ deps }: Office) => listSeals(deps.database);

async function findingsOf({ deps }: Office) {
  const seals = await listSeals(deps.database);
  const { last = 0, hash = noSeal } = seals.at(-1) ?? {};
  const events = await listLedgerEvents(deps.database, 0, last, 10_000);
  return verifyLedger({ format: 'mingbai-ledger-1', head: hash, seals, events });
}

describe('seals where nothing happens', () => {
  it('upkeep seals every hour without new events, and the chain verifies', async () => {
    const office = await openTestOffice();
    await sealHour(office.deps);
    await office.sendComment();
    for (let passed = 0; passed < 4; passed++) {
      office.clock.now += hour;
      await sealHour(office.deps);
    }
    const seals = await sealsOf(office);
    expect(seals.map(({ first, last }) => [first, last])).toEqual([
      [1, 0],
      [1, 1],
      [2, 1],
      [2, 1],
      [2, 1],
    ]);
    expect(seals.filter(({ root }) => root === noSeal)).toHaveLength(4);
    expect(await findingsOf(office)).toEqual([]);
  });

  it('upkeep that runs all the time makes one seal in fifty minutes', async () => {
    const office = await openTestOffice();
    for (let run = 0; run < 30; run++) {
      await Promise.all([sealHour(office.deps), sealHour(office.deps)]);
      office.clock.now += 5 * minute;
    }
    expect(await sealsOf(office)).toHaveLength(3);
  });

  it('readers of the ledger make no seal without new events', async () => {
    const office = await openTestOffice();
    await sealHour(office.deps);
    for (let asked = 0; asked < 5; asked++) {
      office.clock.now += 2 * hour;
      await sealedHead(office.deps);
      await office.request('/data/head.json');
    }
    expect(await sealsOf(office)).toHaveLength(1);
  });

  it('a start and a stop are sealed, but not over and over', async () => {
    const office = await openTestOffice();
    await sealStartOrStop(office.deps);
    // An empty record has nothing to protect.
    expect(await sealsOf(office)).toEqual([]);
    await sealHour(office.deps);
    office.clock.now += hour;
    await sealStartOrStop(office.deps);
    for (let restart = 0; restart < 20; restart++) {
      office.clock.now += 10_000;
      await sealStartOrStop(office.deps);
    }
    expect(await sealsOf(office)).toHaveLength(2);
  });

  it('no seal over nothing leaps years ahead, and the next comment is sealed all the same', async () => {
    const office = await openTestOffice();
    await sealHour(office.deps);
    office.clock.now += 12 * 24 * hour;
    await sealHour(office.deps);
    expect(await sealsOf(office)).toHaveLength(1);
    expect(office.log.at(-1)?.message).toContain('288 hours ahead of the newest seal');
    await office.sendComment();
    await sealHour(office.deps);
    expect(await sealsOf(office)).toHaveLength(2);
  });

  it('hours without a seal are logged', async () => {
    const office = await openTestOffice();
    await sealHour(office.deps);
    office.clock.now += 9 * hour;
    await sealHour(office.deps);
    expect(office.log.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      'no seal for 9 hours before this one',
    ]);
  });
});

/** The office turns the clock back overnight: the answer was due on Thursday, and it is Friday morning. */
async function openOfficeAfterDueDate() {
  const office = await openTestOffice();
  office.clock.now = shanghai('2026-11-19T09:00');
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  const receipt = await office.sendComment();
  await desk.move(receipt.receiptCode, assignToCivilAffairs);
  for (let passed = 0; passed < 8 * 24; passed++) {
    office.clock.now += hour;
    if (passed > 8 * 24 - 4) await sealHour(office.deps);
  }
  office.clock.now = shanghai('2026-11-27T09:00');
  await sealHour(office.deps);
  return { office, desk, unit, receipt };
}

describe('a clock set back under a seal', () => {
  it('makes no late answer timely: the answer is refused with 503, and nothing is recorded', async () => {
    const { office, unit, receipt } = await openOfficeAfterDueDate();
    const { version } = await unit.readCase(receipt.receiptCode);
    office.clock.now = shanghai('2026-11-26T16:00');
    const refused = await unit.move(receipt.receiptCode, reply, version);
    expect(refused.status).toBe(503);
    const problem = await refused.json<Problem>();
    expect([problem.code, problem.title]).toEqual(['wrong-clock', '网站的时间不对，现在不能登记']);
    expect((await unit.readCase(receipt.receiptCode)).version).toBe(version);
    office.clock.now = shanghai('2026-11-27T09:10');
    expect((await unit.move(receipt.receiptCode, reply)).status).toBe(200);
    expect((await unit.readCase(receipt.receiptCode)).window.state).toBe('missed');
  });

  it('keeps a resident’s typed words, on the form and on the page of a comment', async () => {
    const { office, receipt } = await openOfficeAfterDueDate();
    office.clock.now -= 20 * hour;
    const sent = { ...newComment, text: '请问村里的路灯什么时候修？', key: 'c'.repeat(32) };
    const page = await office.postForm('/ask/', sent);
    const text = await page.text();
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '120']);
    for (const word of ['网站的时间不对', sent.text, sent.key]) expect(text).toContain(word);
    const view = await office.postJson('/api/follow', receipt);
    expect((await view.json<FollowView>()).receiptCode).toBe(receipt.receiptCode);
  });

  it('seals nothing, runs no upkeep, and goes on serving the ledger', async () => {
    const { office } = await openOfficeAfterDueDate();
    const before = await sealsOf(office);
    office.clock.now -= 20 * hour;
    await sealHour(office.deps);
    await expect(maintain(office.deps)).rejects.toThrow('behind the record');
    await expect(runJobs(office.deps, ['upkeep'])).rejects.toThrow('behind the record');
    expect(await sealsOf(office)).toEqual(before);
    expect((await office.request('/data/ledger.json')).status).toBe(200);
  });

  it('shows on the status page, in /readyz and in the metrics', async () => {
    const { office } = await openOfficeAfterDueDate();
    const admin = await office.signIn('admin');
    const itemOf = async (id: string) =>
      (await (await admin.get('/api/status')).json<Status>()).items.find((item) => item.id === id);
    expect((await itemOf('clock'))?.state).toBe('fine');
    expect((await office.request('/readyz')).status).toBe(200);
    office.clock.now -= 20 * hour;
    expect(await itemOf('clock')).toMatchObject({ state: 'problem', found: expect.stringContaining('慢20 小时') });
    expect((await office.request('/readyz')).status).toBe(503);
    expect(office.log.at(-1)?.message).toBe('not ready: clock');
  });

  it('is refused by the database itself, whoever writes', async () => {
    await openOfficeAfterDueDate();
    const at = shanghai('2026-11-26T16:00');
    const seal = `INSERT INTO seals SELECT number + 1, hash, last + 1, last, root, ${at}, 'x' FROM seals ORDER BY number DESC LIMIT 1`;
    const event = `INSERT INTO events (receipt_code, version, type, at, actor_role, data, salt, leaf)
      SELECT receipt_code, version + 1, 'urged', ${at}, 'desk', '{}', salt, leaf FROM events ORDER BY position DESC LIMIT 1`;
    for (const sql of [seal, event]) await expect(env.DB.prepare(sql).run()).rejects.toThrow('behind the record');
  });

  it('differs from clocks a few minutes apart, which the record takes', async () => {
    const { office, unit, receipt } = await openOfficeAfterDueDate();
    office.clock.now -= 4 * minute;
    expect((await unit.move(receipt.receiptCode, reply)).status).toBe(200);
    await sealHour(office.deps);
    expect(await findingsOf(office)).toEqual([]);
  });
});

describe('the newest seal leaves the house', () => {
  it('on the receipt, the page of the comment, the published answer and in open data', async () => {
    const office = await openTestOffice();
    expect((await office.sendComment()).head).toBeNull();
    await sealHour(office.deps);
    const [seal] = await sealsOf(office);
    if (!seal) throw new Error('a seal was made');
    const head = { number: seal.number, at: seal.at, hash: seal.hash };
    const receipt = await office.sendComment({ key: 'b'.repeat(32) });
    expect(receipt.head).toEqual(head);
    // Nobody waits for a seal of the comment itself.
    expect(await sealsOf(office)).toHaveLength(1);
    const view = await (await office.postJson('/api/follow', receipt)).json<FollowView>();
    expect(view.head).toEqual(head);
    const heads = await (await office.request('/data/head.json')).json<RecordHeads>();
    expect(heads.map((entry) => entry.head)).toEqual([head]);
    const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
    await desk.move(receipt.receiptCode, assignToCivilAffairs);
    await unit.move(receipt.receiptCode, reply);
    await desk.move(receipt.receiptCode, { move: 'publish' });
    const sent = await office.submitForm('/follow/', {
      receiptCode: receipt.receiptCode,
      trackingCode: receipt.trackingCode,
    });
    const answer = await office.request(`/answers/${receipt.receiptCode}/`);
    for (const page of [await sent.text(), await answer.text()]) {
      expect(page).toContain('记录校验值');
      expect(page).toContain(`第1号 ${seal.hash}`);
    }
  });
});
