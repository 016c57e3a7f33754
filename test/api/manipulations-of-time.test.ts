// The rows of the table of manipulations (manipulations.test.ts) that set the clock. An office with full control of server,
// files and clock is refused, or found by the verifier, or visible to every citizen.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { Status } from '../../api/contract/status.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { writeLedger } from '../../api/domain/ledger/ledger-text.ts';
import { sealHour, sealStartOrStop } from '../../api/record/seals.ts';
import { answerText } from '../api-support/answered.ts';
import {
  another,
  dropGuards,
  findIn,
  knowledge,
  openOpenCase,
  readFigures,
  readLedger,
  restartAt,
} from '../api-support/manipulations.ts';
import { shanghai } from '../api-support/office.ts';

const hour = 3_600_000;
/** The comment of 20 November is due on Friday the 27th; the office wakes up on Saturday. */
const evening = shanghai('2026-11-27T20:00');
const morning = shanghai('2026-11-28T08:00');
const reply = { move: 'reply', text: answerText } as const;

/** One assigned comment, unanswered in its window; the hours of the last night are sealed. */
async function openLateCase() {
  const office = await openOpenCase();
  for (let at = evening; at <= morning; at += hour) {
    office.clock.now = at;
    await sealHour(office.deps);
  }
  const { version } = await office.unit.readCase(office.receiptCode);
  return { ...office, version };
}

const answerAt = async (office: Awaited<ReturnType<typeof restartAt>>, receiptCode: string, version: number) => {
  const unit = await office.signIn('minzheng');
  return unit.move(receiptCode, reply, version);
};

describe('an office that sets its clock', () => {
  it('clock back: the running server goes by its steady clock, and a restarted one records nothing', async () => {
    const { receiptCode, version } = await openLateCase();
    const restarted = await restartAt(shanghai('2026-11-27T23:30'));
    const refused = await answerAt(restarted, receiptCode, version);
    expect([refused.status, (await refused.json<Problem>()).code]).toEqual([503, 'wrong-clock']);
    expect((await restarted.request('/readyz')).status).toBe(503);
    expect((await readFigures(restarted)).countOf('onTime', 'late')).toEqual([0, 0]);

    const running = await restartAt(morning);
    running.clock.now = shanghai('2026-11-27T23:30');
    running.steady.now += 60_000;
    expect((await answerAt(running, receiptCode, version)).status).toBe(200);
    await sealHour(running.deps);
    expect((await readFigures(running)).countOf('onTime', 'late')).toEqual([0, 1]);
    const ledger = await readLedger(running);
    expect(ledger.events.find(({ type }) => type === 'replied')?.at).toBe(new Date(morning + 60_000).toISOString());
    expect(await findIn(ledger)).toEqual([]);
  });

  it('clock back in a server without its guards: the verifier finds the answer under the seals of the night', async () => {
    const { receiptCode, version, unit, ...office } = await openLateCase();
    await dropGuards();
    office.clock.now = shanghai('2026-11-27T23:30');
    expect((await unit.move(receiptCode, reply, version)).status).toBe(200);
    expect((await readFigures(office)).countOf('onTime')).toEqual([1]);
    office.clock.now = morning + hour;
    await sealHour(office.deps);
    const backdated = expect.stringContaining('倒填日期');
    expect(await findIn(await readLedger(office))).toEqual(expect.arrayContaining([backdated]));
  });

  it('clock back with the seals of the night deleted: whoever kept one of their heads finds it', async () => {
    const { receiptCode, version, unit, ...office } = await openLateCase();
    // A comment of the night, whose receipt holds the newest seal.
    const { head } = await office.sendComment({ title: '夜里的一件', key: 'a'.repeat(32) });
    const before = await readLedger(office);
    await dropGuards();
    const back = shanghai('2026-11-27T23:30');
    await env.DB.batch([
      env.DB.prepare('DELETE FROM seals WHERE at > ?').bind(back),
      env.DB.prepare('DELETE FROM events WHERE at > ?').bind(back),
      env.DB.prepare("UPDATE sqlite_sequence SET seq = (SELECT max(position) FROM events) WHERE name = 'events'"),
    ]);
    office.clock.now = back;
    expect((await unit.move(receiptCode, reply, version)).status).toBe(200);
    office.clock.now = morning;
    await sealHour(office.deps);
    const ledger = await readLedger(office);
    expect((await readFigures(office)).countOf('onTime')).toEqual([1]);
    expect(await findIn(ledger)).toEqual([]);
    expect(await findIn(ledger, [head?.hash ?? ''])).toEqual([expect.stringContaining('以前的记录被改写过')]);
    const since = await checkLedger(writeLedger(ledger), null, { knowledge, since: writeLedger(before) });
    expect(since?.findings.map(({ what }) => what)).toContainEqual(expect.stringContaining('与旧文件里的不同'));
  });

  it('clock back by an office that stopped its server before the window ended: the verifier names the answer', async () => {
    const { receiptCode, ...office } = await openOpenCase();
    const stop = shanghai('2026-11-27T18:00');
    office.clock.now = stop;
    await sealHour(office.deps);
    const { version } = await office.unit.readCase(receiptCode);
    // Truly it is Saturday morning.
    const fake = await restartAt(stop + hour);
    await sealStartOrStop(fake.deps);
    expect((await answerAt(fake, receiptCode, version)).status).toBe(200);
    await sealStartOrStop(fake.deps);
    const right = await restartAt(morning);
    await sealStartOrStop(right.deps);
    const check = await checkLedger(writeLedger(await readLedger(right)), null, { knowledge });
    expect(check?.findings).toEqual([]);
    expect(check?.notes.map(({ where, what }) => [where, what])).toContainEqual([
      receiptCode,
      expect.stringMatching(/^期限前一天之内的答复记为按期，随后13小时没有封存和记录，到期限以后才恢复/u),
    ]);
  });

  it('clock ahead: a running server does not follow, and one that starts weeks ahead records nothing', async () => {
    const office = await openOpenCase();
    await sealHour(office.deps);
    const running = await restartAt(office.clock.now);
    running.clock.now += 3 * 24 * hour;
    running.steady.now += hour;
    const { window } = await (await running.postJson('/api/comments', another)).json<Receipt>();
    expect(window.receivedAt).toBe(new Date(shanghai('2026-11-20T10:00')).toISOString());

    const weeks = await restartAt(shanghai('2026-12-07T09:00'));
    const refused = await weeks.postJson('/api/comments', { ...another, key: 'b'.repeat(32) });
    expect([refused.status, (await refused.json<Problem>()).code]).toEqual([503, 'wrong-clock']);
  });

  it('clock ahead by days at a start: receipt and verifier show it, and the true time is refused until it has passed', async () => {
    const office = await openOpenCase();
    const today = office.clock.now;
    await sealHour(office.deps);
    const ahead = await restartAt(today + 3 * 24 * hour);
    const { window } = await (await ahead.postJson('/api/comments', another)).json<Receipt>();
    expect(window.receivedAt).toBe(new Date(shanghai('2026-11-23T09:00')).toISOString());
    await sealHour(ahead.deps);
    const check = await checkLedger(writeLedger(await readLedger(ahead)), null, { knowledge, now: today });
    expect(check?.notes.map(({ what }) => what)).toContainEqual(expect.stringContaining('晚72小时'));
    expect((await checkLedger(writeLedger(await readLedger(ahead)), null, { knowledge }))?.findings).toEqual([]);
    const right = await restartAt(today + hour);
    expect((await right.postJson('/api/comments', { ...another, key: 'b'.repeat(32) })).status).toBe(503);
    const { items } = await (await (await right.signIn('admin')).get('/api/status')).json<Status>();
    expect(items.find(({ id }) => id === 'clock')?.state).toBe('problem');
  });
});
