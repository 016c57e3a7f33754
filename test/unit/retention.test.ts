import { describe, expect, it } from 'vitest';
import { retentionEnd } from '../../api/domain/privacy/retention.ts';

const endOn = (now: string, months: number) =>
  new Date(retentionEnd(Date.parse(`${now}T10:00:00+08:00`), months) + 8 * 3_600_000).toISOString().slice(0, 16);

describe('contact retention', () => {
  it.each([
    ['2026-11-20', 12, '2025-11-20T00:00'],
    ['2026-03-31', 1, '2026-02-28T00:00'],
    ['2028-03-31', 1, '2028-02-29T00:00'],
    ['2026-01-15', 2, '2025-11-15T00:00'],
    ['2028-02-29', 12, '2027-02-28T00:00'],
  ])('retention on %s with %i months erases contacts of comments closed before %s', (now, months, end) => {
    expect(endOn(now, months)).toBe(end);
  });
});
