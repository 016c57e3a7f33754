import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LedgerExport, type LedgerSeal, ledgerExportSchema } from '../../api/contract/ledger.ts';
import { merkleRoot, noSeal, verifyLedger } from '../../api/domain/ledger/ledger.ts';
import { editOnce, type Json } from '../support/edit-once.ts';
import { recomputeHashes, sealHourly, type Written, writeSteps } from '../support/ledger.ts';

let ledger: LedgerExport;
beforeAll(async () => {
  ledger = await sealHourly(writeSteps());
});

/** The nth entry, counted from 1 as in the findings. */
function nth<Entry>(entries: Entry[], n: number): Entry {
  const entry = entries[n - 1];
  if (!entry) throw new Error(`there is no ${n}th`);
  return entry;
}

/** A copy to tamper with. */
const copy = () => structuredClone(ledger);

describe('verifying an exported ledger', () => {
  it('verification accepts an unmodified ledger, even an empty one', async () => {
    expect(ledgerExportSchema.parse(ledger)).toEqual(ledger);
    expect([ledger.events.length, ledger.seals.length]).toEqual([24, 6]);
    expect(await verifyLedger(ledger)).toEqual([]);
    expect(await verifyLedger({ format: 'mingbai-ledger-1', head: noSeal, seals: [], events: [] })).toEqual([]);
  });

  it('verification names the changed event and the seal that it breaks', async () => {
    const forged = copy();
    nth(forged.events, 12).facts['unit'] = 'yibaoju';
    expect(await verifyLedger(forged)).toEqual([
      { where: '第 12 条（GX200128-00001 replied）', what: '内容与它的指纹不符：被改动过' },
      { where: '第 3 号封存', what: '第 8–12 条与封存时不同' },
    ]);
  });

  it('verification names the place of a deleted event and the comment whose history has a gap', async () => {
    const forged = copy();
    forged.events.splice(3, 1);
    const findings = await verifyLedger(forged);
    expect(findings[0]).toEqual({
      where: '第 5 条（GX200128-00003 received）',
      what: '应为第 4 条：有记录被删去、插入或换了次序',
    });
    expect(findings).toContainEqual({ where: '第 8 条（GX200128-00001 drafted）', what: '这件留言的记录不连续' });
    expect(findings.at(-1)).toEqual({ where: '末尾', what: '有记录没有封存，或封存的记录不在' });
  });

  it('verification names two events that swapped places', async () => {
    const forged = copy();
    forged.events.splice(5, 2, nth(forged.events, 7), nth(forged.events, 6));
    const places = (await verifyLedger(forged)).map(({ where }) => where);
    expect(places.slice(0, 2)).toEqual(['第 7 条（GX200128-00002 returned）', '第 6 条（GX200128-00002 assigned）']);
  });

  it('verification names a backdated event', async () => {
    const forged = copy();
    nth(forged.events, 12).at = '2020-01-28T01:35:00.000Z';
    expect(await verifyLedger(await recomputeHashes(forged))).toEqual([
      { where: '第 12 条（GX200128-00001 replied）', what: '时间早于上一条：倒填日期' },
      { where: '第 12 条（GX200128-00001 replied）', what: '时间早于上一号封存：倒填日期' },
    ]);
  });
});

describe('a reply backdated before it was recorded', () => {
  /** The second comment's reply is recorded at 13:25 but claims an earlier time. */
  const backdateReplyBy = (minutes: number) =>
    writeSteps().map((written): Written => {
      const { event, who } = written;
      const isReply = event.type === 'replied' && who.receiptCode === 'GX200128-00002';
      return isReply ? { ...written, event: { ...event, at: event.at - minutes * 60_000 } } : written;
    });

  it('verification detects a reply that claims a time before the previous seal, even if it is sealed in order', async () => {
    expect(await verifyLedger(await sealHourly(backdateReplyBy(33)))).toEqual([
      { where: '第 19 条（GX200128-00002 replied）', what: '时间早于上一号封存：倒填日期' },
    ]);
  });

  it('verification accepts a reply that was being recorded while a seal was made', async () => {
    expect(await verifyLedger(await sealHourly(backdateReplyBy(29)))).toEqual([]);
  });
});

const earlier = (instant: string) => new Date(Date.parse(instant) - 1).toISOString();

describe('a ledger recomputed after tampering', () => {
  it('a ledger recomputed after tampering has a different head from the published one', async () => {
    const forged = copy();
    nth(forged.events, 12).facts['unit'] = 'yibaoju';
    const fitting = await recomputeHashes(forged);
    expect(await verifyLedger(fitting)).toEqual([]);
    expect(fitting.head).not.toBe(ledger.head);
    expect((await recomputeHashes(copy())).head).toBe(ledger.head);
  });

  it.each<[string, (first: LedgerSeal, second: LedgerSeal, third: LedgerSeal) => void, string]>([
    ['a missing seal', (_, second) => second.number++, '封存编号不连续'],
    ['a seal dated before its predecessor', (first, second) => (second.at = earlier(first.at)), '时间早于上一号封存'],
    ['a seal that covers the next seal’s events', (_, second) => second.last++, '封存的范围不连续'],
    ['a seal with the wrong predecessor', (first, _, third) => (third.previous = first.hash), '与上一号封存接不上'],
    ['the root of another batch', (first, second) => (second.root = first.root), '第 5–7 条与封存时不同'],
  ])('a ledger recomputed after tampering fails verification through %s', async (_, forge, what) => {
    const forged = copy();
    const [first, second, third] = [1, 2, 3].map((n) => nth(forged.seals, n)) as [LedgerSeal, LedgerSeal, LedgerSeal];
    forge(first, second, third);
    expect((await verifyLedger(forged)).map((finding) => finding.what)).toContain(what);
  });

  it('a ledger recomputed after tampering cannot contain a seal older than its events', async () => {
    const forged = copy();
    nth(forged.events, 24).at = '2020-01-29T00:00:00.000Z';
    expect(await verifyLedger(await recomputeHashes(forged))).toEqual([
      { where: '第 24 条（GX200128-00004 withdrawn）', what: '时间晚于封存' },
    ]);
  });
});

describe('the Merkle root of a seal', () => {
  it('the Merkle root differs for every order, number and duplication of events', async () => {
    expect(await merkleRoot([])).toBe(noSeal);
    expect(await merkleRoot(['a'])).toBe('a');
    const roots = await Promise.all(
      ['ab', 'ba', 'abc', 'abcc', 'acb', 'abab', 'ababa'].map((all) => merkleRoot([...all])),
    );
    expect(new Set(roots).size).toBe(roots.length);
  });
});

describe('10,000 random edits of an exported ledger', { timeout: 600_000 }, () => {
  it('verification detects each of 10,000 random edits of a ledger', async () => {
    const editCount = 10_000;
    let edits = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (chance) => {
        if (edits === editCount) return;
        const file = copy() as Json;
        editOnce(file, (below) => (chance.next().value as number) % below);
        if (isDeepStrictEqual(file, ledger)) return; // The edit changed nothing.
        edits++;
        const parsed = ledgerExportSchema.safeParse(JSON.parse(JSON.stringify(file)));
        if (!parsed.success) refused++;
        else expect(await verifyLedger(parsed.data)).not.toEqual([]);
      }),
      { seed: 20261121, numRuns: 2 * editCount, endOnFailure: true },
    );
    expect(edits).toBe(editCount);
    // About half of them no longer parse as a ledger. Hashes and order expose the others.
    expect(edits - refused).toBeGreaterThan(4500);
  });
});
