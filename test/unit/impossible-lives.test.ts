// LEDGER_LIVES=1000 runs the long version (npm run test:long).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { writeLedger } from '../../api/domain/ledger/ledger-text.ts';
import { forgeries } from '../support/impossible-lives.ts';
import { knowledge, type Life, live, type Next, planNames, writeLives } from '../support/possible-lives.ts';

const count = Number(process.env['LEDGER_LIVES'] ?? 200);
const timeout = 1_800_000;

async function findIn(lives: Life[], next: Next) {
  const check = await checkLedger(writeLedger(await writeLives(lives, next)), null, { knowledge });
  return check?.findings ?? [{ where: '', what: 'not a ledger' }];
}

/** Runs a check with seeded chance, for each number below a count. */
async function repeat(runs: number, seed: number, check: (run: number, next: Next) => Promise<void>): Promise<void> {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat()), async (chance) => {
      await check(run++, (bound) => (chance.next().value as number) % bound);
    }),
    { seed, numRuns: runs, endOnFailure: true },
  );
}

const drawLives = (from: number, next: Next) =>
  planNames.filter(() => next(2) === 0).map((name, index) => live(name, from + index, next));

describe('the lives in a public ledger', { timeout }, () => {
  it('lives that can happen have no findings, however they are interleaved and sealed', async () => {
    const all = planNames.map((name, index) => live(name, index, () => 0));
    expect(await findIn(all, () => 0)).toEqual([]);
    await repeat(50, 20261130, async (_, next) => {
      const lives = planNames.flatMap((name, index) => [live(name, index, next), live(name, index + 100, next)]);
      expect(await findIn(lives, next)).toEqual([]);
    });
  });

  it(`${count} impossible lives under hashes that fit are all found`, async () => {
    const seen = new Set<string>();
    await repeat(count, 20261201, async (run, next) => {
      const [what, plan, forge] = forgeries[run % forgeries.length] as (typeof forgeries)[number];
      const life = live(plan, 7000 + run, next);
      forge(life.steps, life);
      // Behind it, so that no seal ends within the act that it forges.
      const later = live('withdrawn', 9000, () => 300);
      later.steps = later.steps.map((step) => ({ ...step, at: step.at + 20 * 86_400_000 }));
      later.receiptCode = 'GX200217-09000';
      const findings = await findIn([...drawLives(1, next), life, later], next);
      expect(findings.length, what).toBeGreaterThan(0);
      seen.add(what);
    });
    expect(seen.size).toBe(Math.min(count, forgeries.length));
  });

  it('names the impossible event, and reports each broken life once', async () => {
    const life = live('answered', 1, () => 0);
    const [, , forge] = forgeries.find(([what]) => what === 'a rating before the reply') ?? [];
    forge?.(life.steps, life);
    expect(await findIn([life], () => 1)).toEqual([
      { where: '第 3 条（GX200128-00001 rated）', what: '当时不能“评价”：与此前的办理经过不符' },
    ]);
  });
});
