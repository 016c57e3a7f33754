import { describe, expect, it } from 'vitest';
import { alikeLookedThrough, rankUnits } from '../../api/domain/text/unit-offers.ts';

const units = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: `${id}局` }));
const had = (unit: string, ...codes: string[]) => codes.map((receiptCode) => ({ unit, receiptCode }));
const nothing = { units, responsible: [], sameSubject: [], alike: [] };
const idsOf = (offers: { id: string }[]) => offers.map(({ id }) => id).join('');

describe('the units that the desk is offered', () => {
  it('are those that the table names, in its order, before all others', () => {
    const offers = rankUnits({ ...nothing, responsible: ['c', 'b'] });
    expect(idsOf(offers)).toBe('cbad');
    expect(offers.map(({ rank, why }) => [rank, why])).toEqual([
      ['responsible', '这一项的责任单位'],
      ['responsible', '这一项的责任单位'],
      ['other', ''],
      ['other', ''],
    ]);
  });

  it('are then those that had comments about the same subject, then those with comments alike, each with how many', () => {
    const offers = rankUnits({
      ...nothing,
      responsible: ['d'],
      sameSubject: [...had('b', '1'), ...had('d', '2')],
      alike: had('a', '3', '4', '5'),
    });
    expect(offers.map(({ id, why }) => [id, why])).toEqual([
      ['d', '这一项的责任单位；近一年 1 件相似留言由它办理'],
      ['b', '近一年 1 件相似留言由它办理'],
      ['a', '近一年 3 件相似留言由它办理'],
      ['c', ''],
    ]);
  });

  it('are counted once for a comment that is both', () => {
    const [first] = rankUnits({ ...nothing, sameSubject: had('b', '1', '2'), alike: had('b', '2', '3') });
    expect(first).toMatchObject({ id: 'b', rank: 'experienced', why: '近一年 3 件相似留言由它办理' });
  });

  it('say that there may be more where only so many are looked through', () => {
    const codes = Array.from({ length: alikeLookedThrough }, (_, index) => String(index));
    expect(rankUnits({ ...nothing, sameSubject: had('a', ...codes) })[0]?.why).toContain('300 件以上相似留言');
  });

  it('hold none that cannot be assigned any more', () => {
    expect(idsOf(rankUnits({ ...nothing, responsible: ['gone'], sameSubject: had('gone', '1') }))).toBe('abcd');
  });
});
