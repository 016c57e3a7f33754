import { describe, expect, it } from 'vitest';
import { maxSimilarComments, rankUnits } from '../../api/domain/text/rank-units.ts';

const units = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: `${id}局` }));
const handled = (unit: string, ...codes: string[]) => codes.map((receiptCode) => ({ unit, receiptCode }));
const noHistory = { units, responsible: [], sameSubject: [], alike: [] };
const idsOf = (offers: { id: string }[]) => offers.map(({ id }) => id).join('');

describe('units suggested to the desk', () => {
  it('suggested units start with the units that the task table names, in its order', () => {
    const offers = rankUnits({ ...noHistory, responsible: ['c', 'b'] });
    expect(idsOf(offers)).toBe('cbad');
    expect(offers.map(({ rank, why }) => [rank, why])).toEqual([
      ['responsible', '这一项的责任单位'],
      ['responsible', '这一项的责任单位'],
      ['other', ''],
      ['other', ''],
    ]);
  });

  it('suggested units continue with units that handled the same subject, then similar comments, each with a count', () => {
    const offers = rankUnits({
      ...noHistory,
      responsible: ['d'],
      sameSubject: [...handled('b', '1'), ...handled('d', '2')],
      alike: handled('a', '3', '4', '5'),
    });
    expect(offers.map(({ id, why }) => [id, why])).toEqual([
      ['d', '这一项的责任单位；近一年 1 件相似留言由它办理'],
      ['b', '近一年 1 件相似留言由它办理'],
      ['a', '近一年 3 件相似留言由它办理'],
      ['c', ''],
    ]);
  });

  it('suggested units count a comment once even if it matches in both ways', () => {
    const [first] = rankUnits({ ...noHistory, sameSubject: handled('b', '1', '2'), alike: handled('b', '2', '3') });
    expect(first).toMatchObject({ id: 'b', rank: 'experienced', why: '近一年 3 件相似留言由它办理' });
  });

  it('suggested units say “300 or more” when the search stopped at its limit', () => {
    const codes = Array.from({ length: maxSimilarComments }, (_, index) => String(index));
    expect(rankUnits({ ...noHistory, sameSubject: handled('a', ...codes) })[0]?.why).toContain('300 件以上相似留言');
  });

  it('suggested units leave out units that no longer exist', () => {
    expect(idsOf(rankUnits({ ...noHistory, responsible: ['gone'], sameSubject: handled('gone', '1') }))).toBe('abcd');
  });
});
