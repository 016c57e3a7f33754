// Seals over no events, gaps between seals, and seals that a reader kept.
import { describe, expect, it } from 'vitest';
import type { LedgerExport, LedgerSeal } from '../../api/contract/ledger.ts';
import { findLostHeads, readHead } from '../../api/domain/ledger/anchors.ts';
import { makeSeal, sealHash, verifyLedger } from '../../api/domain/ledger/ledger.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { writeLedger } from '../../api/domain/ledger/ledger-text.ts';
import { findLoneAnswers } from '../../api/domain/ledger/lone-answers.ts';
import { knowledge, sealHourly, writeSteps } from '../support/ledger.ts';

const hour = 3_600_000;
const ledger = await sealHourly(writeSteps());

/** A ledger sealed at these instants, each seal over the events until then. */
async function sealAt(times: number[]): Promise<LedgerExport> {
  const seals: LedgerSeal[] = [];
  for (const time of times) {
    const done = seals.at(-1)?.last ?? 0;
    const leaves = ledger.events.slice(done).filter(({ at }) => Date.parse(at) <= time);
    seals.push(
      await makeSeal(
        seals.at(-1) ?? null,
        leaves.map(({ leaf }) => leaf),
        time,
      ),
    );
  }
  return { ...ledger, seals, head: seals.at(-1)?.hash ?? '' };
}

const first = Date.parse(ledger.events[0]?.at ?? '');
const everyHour = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index * hour);
const check = async (sealed: LedgerExport) => checkLedger(writeLedger(sealed), null, { knowledge });

describe('seals over no events', () => {
  it('are part of an intact ledger, from the first seal on', async () => {
    const sealed = await sealAt(everyHour(first - 2 * hour, 20));
    expect(sealed.seals.filter(({ last, first: from }) => last < from).length).toBeGreaterThan(5);
    expect(sealed.seals[0]).toMatchObject({ first: 1, last: 0 });
    expect(await check(sealed)).toMatchObject({ findings: [], notes: [] });
  });

  it('cannot be dropped, moved in time or put in another order', async () => {
    const { seals, ...rest } = await sealAt(everyHour(first - 2 * hour, 20));
    const forge = async (forged: LedgerSeal[]) => (await verifyLedger({ ...rest, seals: forged })).length;
    const reseal = async (seal: LedgerSeal, at: string) => ({ ...seal, at, hash: await sealHash({ ...seal, at }) });
    expect(await forge(seals.filter(({ number }) => number !== 19))).toBeGreaterThan(0);
    const [last] = seals.slice(-1);
    if (!last) throw new Error('there are seals');
    const early = await reseal(last, new Date(first).toISOString());
    const found = await verifyLedger({ ...rest, seals: [...seals.slice(0, -1), early], head: early.hash });
    expect(found).toEqual([{ where: '第 20 号封存', what: '时间早于上一号封存' }]);
    expect(await forge([...seals.slice(0, 17), ...seals.slice(17).reverse()])).toBeGreaterThan(0);
  });
});

describe('gaps between seals', () => {
  it('are noted where the record went on without seals, as no finding', async () => {
    const result = await check(await sealAt([first - hour, first + 20 * hour]));
    expect(result?.findings).toEqual([]);
    expect(result?.notes).toEqual([
      { where: '第 2 号封存', what: expect.stringMatching(/^到这一号为止有\d+小时没有封存，其间有记录/u) },
    ]);
  });

  it('are counted where nothing was recorded, as when the server stood still', async () => {
    const result = await check(await sealAt([...everyHour(first - 2 * hour, 12), first + 100 * hour]));
    expect(result).toMatchObject({ findings: [], notes: [{ where: '封存的间隔' }] });
    expect(result?.notes[0]?.what).toContain('有1次超过3小时没有封存，最长91小时');
  });

  it('mean nothing in ledgers from before the hourly seals', async () => {
    expect((await check(ledger))?.notes).toEqual([]);
  });
});

describe('seals ahead of the reader’s time', () => {
  const last = Date.parse(ledger.seals.at(-1)?.at ?? '');
  const notesAt = async (now: number) => (await checkLedger(writeLedger(ledger), null, { knowledge, now }))?.notes;

  it('are noted, as no finding: the reader’s clock may be the wrong one', async () => {
    expect(await notesAt(last + hour)).toEqual([]);
    // Two clocks differ by minutes.
    expect(await notesAt(last - hour / 20)).toEqual([]);
    expect(await notesAt(last - 30 * hour)).toEqual([
      {
        where: `第 ${ledger.seals.length} 号封存`,
        what: '时间比核对所用的机器还晚30小时：本系统的时钟拨快了，或者这台机器的时间不对',
      },
    ]);
  });
});

describe('an answer on the last day of its window', () => {
  /** One verdict, made two hours before the window ended; then seals at these hours after it. */
  async function judgeThenSeal(hours: number[], facts: object = {}): Promise<LedgerExport> {
    const at = Date.parse('2020-02-05T22:00:00+08:00');
    const verdict = { verdict: 'met', due: '2020-02-05', closesAt: '24:00', ...facts };
    const [event] = ledger.events;
    if (!event) throw new Error('there are events');
    const judged = { ...event, type: 'judged', at: new Date(at).toISOString(), facts: verdict };
    const seals = [await makeSeal(null, [], at - hour), await makeSeal(null, [judged.leaf], at + hour / 60)];
    for (const after of hours) seals.push(await makeSeal(null, [], at + after * hour));
    return { ...ledger, events: [judged], seals };
  }

  it('is named if nothing was sealed from then until its window had ended', async () => {
    expect(findLoneAnswers(await judgeThenSeal([10]))).toHaveLength(1);
    expect(findLoneAnswers(await judgeThenSeal([0.5, 10]))).toHaveLength(1);
    expect(findLoneAnswers(await judgeThenSeal([1, 2, 3, 4]))).toEqual([]);
    expect(findLoneAnswers(await judgeThenSeal([1, 3, 13]))).toEqual([]);
  });

  it('is not named if it was late, or its verdict says no day', async () => {
    expect(findLoneAnswers(await judgeThenSeal([10], { verdict: 'missed' }))).toEqual([]);
    for (const due of ['soon', '2020-02-31', 5])
      expect(findLoneAnswers(await judgeThenSeal([10], { due }))).toEqual([]);
  });
});

describe('a seal copied from a receipt', () => {
  const { number, hash } = ledger.seals[1] ?? { number: 0, hash: '' };

  it.each([
    ['the hash alone', hash, null],
    ['in capitals and groups', hash.toUpperCase().replace(/(.{8})/gu, '$1 '), null],
    ['as the receipt writes it', `第2号 ${hash}`, 2],
    ['with everything beside it', `记录校验值：第 2 号\n2020年1月28日 10:00 封存\n${hash}`, 2],
    ['with the plain number', `2 ${hash}`, 2],
  ])('is read %s', (_, typed, kept) => {
    expect(readHead(typed)).toEqual({ number: kept, hash });
    expect(findLostHeads(ledger, [{ number: kept, hash }])).toEqual([]);
  });

  it.each(['', hash.slice(1), `${hash}0`, `x${hash}`, '第2号'])('is not read from “%s”', (typed) => {
    expect(readHead(typed)).toBeNull();
  });

  it('that is missing is explained: an older file, a rewritten record, or a wrong number', () => {
    const last = ledger.seals.length;
    const explain = (kept: number | null, of = 'a1'.repeat(32)) =>
      findLostHeads(ledger, [{ number: kept, hash: of }]).map(({ what }) => what);
    expect(explain(last + 3)).toEqual([expect.stringContaining(`只到第${last}号封存`)]);
    expect(explain(2)).toEqual([expect.stringContaining('第2号封存与您记下的不同')]);
    expect(explain(3, hash)).toEqual([expect.stringContaining('第3号封存与您记下的不同')]);
    expect(explain(null)).toEqual([expect.stringContaining('被改写过')]);
    expect(number).toBe(2);
  });
});
