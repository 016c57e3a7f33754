import { describe, expect, it } from 'vitest';
import { declineReasonSchema } from '../../api/contract/decline.ts';
import { declineReasons } from '../../content/decline-reasons.ts';

describe('the reasons to decline a comment', () => {
  it.each(declineReasons)(
    'says where to turn to, and on what that rests: $ground',
    ({ channel, source, telephone }) => {
      expect(channel).toMatch(/^请/u);
      expect(source.length).toBeGreaterThan(2);
      // A number stands in the words as well: they are what a note or a print shows.
      expect(channel).toContain(telephone ?? '');
    },
  );

  it('are told apart by id and by words', () => {
    for (const part of ['id', 'ground'] as const) {
      expect(new Set(declineReasons.map((reason) => reason[part])).size).toBe(declineReasons.length);
    }
  });

  it('name no address but a government’s own, over https', () => {
    const [reason] = declineReasons;
    for (const address of ['http://www.moj.gov.cn/', 'https://www.moj.gov.cn.example/', 'javascript:alert(1)']) {
      expect([address, declineReasonSchema.safeParse({ ...reason, address }).success]).toEqual([address, false]);
    }
    expect(declineReasonSchema.safeParse({ ...reason, address: 'https://www.moj.gov.cn/' }).success).toBe(true);
  });
});
