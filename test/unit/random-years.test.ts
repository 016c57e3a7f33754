// Random lives over five simulated years, with calendars announced, rules changed and crashes in the middle: every number of
// page, reports and open data equals an independent count from the exported files alone (issue 15). YEARS_LIVES=10000 runs
// the long version (npm run test:long).
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTestFolder } from '../support/own-folder.ts';
import { runYears } from '../years/run.ts';

const place = useTestFolder();
const lives = Number(process.env['YEARS_LIVES'] ?? 60);
const seed = Number(process.env['YEARS_SEED'] ?? 1);
/** Every office has some lives, so that its files stay small. */
const livesPerOffice = 100;
const offices = Array.from({ length: Math.ceil(lives / livesPerOffice) }, (_, index) => ({
  name: `years ${seed + index}`,
  count: Math.min(livesPerOffice, lives - index * livesPerOffice),
}));

/** Types of facts that happened. */
const types = new Set<string>();

describe('five years of an office', () => {
  it.each(offices)(
    '$name: every number of $count lives equals the independent count',
    {
      timeout: 30 * 60_000,
    },
    async ({ name, count }) => {
      const told = await runYears(join(place(), 'data'), name, count, 0.03);
      console.info(name, JSON.stringify({ ...told, types: told.types.size }));
      expect(told.steps).toBeGreaterThan(count);
      expect(told.crashes).toBeGreaterThan(0);
      expect(told.crashedIntakes).toBeGreaterThan(0);
      for (const type of told.types) types.add(type);
    },
  );

  it('all offices together met new due days, verdicts, duplicates taken up again and other kinds', () => {
    expect([...types]).toEqual(expect.arrayContaining(['recomputed', 'judged', 'reopened', 'categorized']));
  });
});
