import { describe, expect, it } from 'vitest';
import { declineReasonSchema } from '../../api/contract/decline.ts';
import { declineReasons } from '../../content/decline-reasons.ts';

describe('reasons to decline a comment', () => {
  it.each(declineReasons)(
    'a reason to decline says where to turn and cites the source: $ground',
    ({ channel, source, telephone }) => {
      expect(channel).toMatch(/^请/u);
      expect(source.length).toBeGreaterThan(2);
      // The text includes the number, because notes and printouts show only the text.
      expect(channel).toContain(telephone ?? '');
    },
  );

  it('reasons to decline have unique ids and unique wording', () => {
    for (const part of ['id', 'ground'] as const) {
      expect(new Set(declineReasons.map((reason) => reason[part])).size).toBe(declineReasons.length);
    }
  });

  it('reasons to decline link only to government sites over https', () => {
    const [reason] = declineReasons;
    for (const address of ['http://www.moj.gov.cn/', 'https://www.moj.gov.cn.example/', 'javascript:alert(1)']) {
      expect([address, declineReasonSchema.safeParse({ ...reason, address }).success]).toEqual([address, false]);
    }
    expect(declineReasonSchema.safeParse({ ...reason, address: 'https://www.moj.gov.cn/' }).success).toBe(true);
  });
});
