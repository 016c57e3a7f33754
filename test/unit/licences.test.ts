import { describe, expect, it } from 'vitest';
import { isAllowed, readLicences } from '../support/licences.ts';

describe('the packages’ licences', () => {
  it('package licences are all known and allowed', () => {
    const all = readLicences();
    expect(all.length).toBeGreaterThan(400);
    expect(all.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  });

  it('package licences need one allowed licence in a choice and all of them in a combination', () => {
    expect(isAllowed('(MIT OR GPL-3.0-or-later)')).toBe(true);
    expect(isAllowed('Apache-2.0 AND LGPL-3.0-or-later AND MIT')).toBe(true);
    expect(['GPL-2.0-only', 'MIT AND GPL-2.0-only', 'SEE LICENSE IN x', 'none'].some(isAllowed)).toBe(false);
  });
});
