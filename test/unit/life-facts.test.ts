// The facts that each move records, from what was sent and how the comment stands.
import { describe, expect, it } from 'vitest';
import { recordedResidentMoves, staffMoves } from '../../api/life/life.ts';
import type { MoveContext } from '../../api/life/move.ts';
import { startStanding } from '../../api/life/standing.ts';

const at = Date.parse('2026-11-20T09:00:00+08:00');
const context: MoveContext = {
  now: at,
  standing: { ...startStanding(at), unit: 'minzhengju', isAnswered: true },
  ownUnit: 'jiaotiju',
  calendar: 3,
  judging: {
    rule: 'guanxian@2021-06-28',
    ruleHash: 'r'.repeat(64),
    calendar: 3,
    calendarHash: 'c'.repeat(64),
  },
  reviewers: 0,
  draft: null,
  subjectTitle: (about) => `事项 ${about}`,
  declineWords: (ground) => ({ ground: `理由 ${ground}`, channel: '请拨打', telephone: '12345', address: '' }),
};

/** The facts that a move records, with texts hashed as `#text`. */
const factsOf = (made: ({ event: unknown } | { words: string; event: (hash: string) => unknown })[]) =>
  made.map((one) => ('words' in one ? one.event(`#${one.words}`) : one.event));

describe('the facts of a move', () => {
  const { assign, transfer, categorize, classify, reply, correct, pass, decline, publish, advise } = staffMoves;

  it('assigning and transferring record the unit, and supporting units only if there are any', () => {
    expect(factsOf(assign.make({ move: 'assign', unit: 'yibaoju', helpers: [] }, context))).toEqual([
      { type: 'assigned', at, unit: 'yibaoju' },
    ]);
    const input = {
      move: 'transfer',
      unit: 'yibaoju',
      helpers: ['jiaotiju', 'minzhengju'],
      reason: '属于医保',
    } as const;
    expect(factsOf(transfer.make({ ...input, helpers: [...input.helpers] }, context))).toEqual([
      {
        type: 'transferred',
        at,
        from: 'minzhengju',
        unit: 'yibaoju',
        reason: '属于医保',
        helpers: 'jiaotiju,minzhengju',
      },
    ]);
  });

  it('naming the subject records its id, kind and current title', () => {
    const named = { about: 'units/guanxian/yibaoju', kind: 'help' } as const;
    expect(factsOf(categorize.make({ move: 'categorize', ...named }, context))).toEqual([
      { type: 'categorized', at, ...named, title: '事项 units/guanxian/yibaoju' },
    ]);
  });

  it('reclassifying records the old and the new classification', () => {
    expect(factsOf(classify.make({ move: 'classify', classification: 'simple', reason: '简单' }, context))).toEqual([
      { type: 'classified', at, from: 'standard', to: 'simple', reason: '简单', ...context.judging },
    ]);
  });

  it('a reply that needs review is recorded as a draft, and sent with the last approval', () => {
    const input = { move: 'reply', text: '您好', alikeSeen: [] } as const;
    expect(factsOf(reply.make({ ...input, alikeSeen: [] }, context))).toEqual([
      { type: 'replied', at, unit: 'minzhengju', text: '#您好', calendar: 3 },
    ]);
    expect(factsOf(reply.make({ ...input, alikeSeen: [] }, { ...context, reviewers: 1 }))).toEqual([
      { type: 'drafted', at, unit: 'minzhengju', text: '#您好' },
    ]);
    const draft = { isInReview: true, unit: 'minzhengju', authors: ['a'], passedBy: [] };
    const reviewed = { ...context, standing: { ...context.standing, draft } };
    const words = { unit: 'minzhengju', text: '您好', reason: undefined };
    const approve = (reviewers: number) =>
      factsOf(pass.make({ move: 'pass', alikeSeen: [] }, { ...reviewed, reviewers, draft: words }));
    expect(approve(2)).toEqual([{ type: 'reviewed', at, passed: true, reason: '' }]);
    expect(approve(1)).toEqual([
      { type: 'reviewed', at, passed: true, reason: '' },
      { type: 'replied', at, unit: 'minzhengju', text: '#您好', calendar: 3 },
    ]);
  });

  it('a correction is recorded with its reason, as a draft if the rule requires review', () => {
    const make = (reviewers: number) =>
      factsOf(
        correct.make({ move: 'correct', text: '更正', reason: '补充', alikeSeen: [] }, { ...context, reviewers }),
      );
    expect(make(0)).toEqual([{ type: 'corrected', at, unit: 'minzhengju', text: '#更正', reason: '补充' }]);
    expect(make(1)).toEqual([{ type: 'drafted', at, unit: 'minzhengju', text: '#更正', reason: '补充' }]);
  });

  it('declining records the wording of its reason, and publishing records its files and redactions', () => {
    expect(
      factsOf(decline.make({ move: 'decline', ground: 'g', duplicateOf: 'GX261119-7K3QF', reason: '' }, context)),
    ).toEqual([
      {
        type: 'declined',
        at,
        reason: '',
        calendar: 3,
        ground: '理由 g',
        channel: '请拨打',
        telephone: '12345',
        address: '',
      },
    ]);
    const blackouts = [{ part: 'reply' as const, from: 3, to: 8 }];
    expect(factsOf(publish.make({ move: 'publish', files: [1, 3], blackouts }, context))).toEqual([
      { type: 'published', at, files: '1,3', blackouts: 'reply:3-8' },
    ]);
    expect(factsOf(publish.make({ move: 'publish', files: [], blackouts: [] }, context))).toEqual([
      { type: 'published', at },
    ]);
  });

  it('a duplicate records the comment that it repeats, and what follows says that it is about the refusal', () => {
    const refused = { ...context, standing: { ...context.standing, isAnswered: false } };
    const declineWords = (ground: string) => ({ ground, channel: '请看答复', namesComment: true as const });
    const input = { move: 'decline', ground: '重复', duplicateOf: 'GX261119-7K3QF', reason: '' } as const;
    expect([
      ...factsOf(decline.make(input, { ...refused, declineWords })),
      ...factsOf(recordedResidentMoves.dispute.make({ move: 'dispute', text: '另一件事' }, refused)),
      ...factsOf(staffMoves.uphold.make({ move: 'uphold', reason: '同' }, refused)),
      ...factsOf(staffMoves.reopen.make({ move: 'reopen', unit: 'yibaoju', helpers: [] }, refused)),
    ]).toEqual([
      {
        type: 'declined',
        at,
        reason: '',
        calendar: 3,
        ground: '重复',
        channel: '请看答复',
        duplicateOf: 'GX261119-7K3QF',
      },
      { type: 'disputed', at, text: '#另一件事', ground: 'other-matter' },
      { type: 'upheld', at, reason: '同', refusal: true },
      { type: 'reopened', at, unit: 'yibaoju' },
    ]);
  });

  it('advice records the clerk’s own unit, and moves with only a reason record that reason', () => {
    expect(factsOf(advise.make({ move: 'advise', text: '意见' }, context))).toEqual([
      { type: 'advised', at, unit: 'jiaotiju', text: '#意见' },
    ]);
    const { urge, uphold, unpublish, release } = staffMoves;
    expect([
      ...factsOf(urge.make({ move: 'urge', reason: '急' }, context)),
      ...factsOf(uphold.make({ move: 'uphold', reason: '已答' }, context)),
      ...factsOf(unpublish.make({ move: 'unpublish', reason: '误' }, context)),
      ...factsOf(release.make({ move: 'release' }, context)),
      ...factsOf(staffMoves.return.make({ move: 'return', reason: '非本单位' }, context)),
      ...factsOf(staffMoves['send-back'].make({ move: 'send-back', reason: '缺' }, context)),
    ]).toEqual([
      { type: 'urged', at, reason: '急' },
      { type: 'upheld', at, reason: '已答' },
      { type: 'unpublished', at, reason: '误' },
      { type: 'released', at },
      { type: 'returned', at, unit: 'minzhengju', reason: '非本单位' },
      { type: 'reviewed', at, passed: false, reason: '缺' },
    ]);
  });

  it('an approved correction goes out with its reason and the unit that drafted it', () => {
    const draft = { isInReview: true, unit: 'minzhengju', authors: ['a'], passedBy: ['b'] };
    const reviewed = { ...context, reviewers: 2, standing: { ...context.standing, draft } };
    const words = { unit: 'yibaoju', text: '更正', reason: '补充' };
    expect(factsOf(pass.make({ move: 'pass', alikeSeen: [] }, { ...reviewed, draft: words }))).toEqual([
      { type: 'reviewed', at, passed: true, reason: '' },
      { type: 'corrected', at, unit: 'yibaoju', text: '#更正', reason: '补充' },
    ]);
  });

  it('nothing is approved without a draft and its words', () => {
    const draft = { isInReview: true, unit: 'minzhengju', authors: ['a'], passedBy: [] };
    const words = { unit: 'minzhengju', text: '您好', reason: undefined };
    const approve = (changed: Partial<MoveContext>) => () =>
      pass.make({ move: 'pass', alikeSeen: [] }, { ...context, ...changed });
    const withoutWords = 'a draft without its words';
    expect(approve({ draft: words })).toThrow(withoutWords);
    expect(approve({ standing: { ...context.standing, draft } })).toThrow(withoutWords);
  });

  it('publication names each released file once, in order', () => {
    expect(factsOf(publish.make({ move: 'publish', files: [3, 1, 3], blackouts: [] }, context))).toEqual([
      { type: 'published', at, files: '1,3' },
    ]);
  });

  it('a resident’s moves record the rating, the words of the dispute, and nothing else', () => {
    const moves = recordedResidentMoves;
    expect([
      ...factsOf(moves.rate.make({ move: 'rate', solved: 5, speed: 4, manner: 3 }, context)),
      ...factsOf(moves.dispute.make({ move: 'dispute', text: '没有答到' }, context)),
      ...factsOf(moves.withhold.make({ move: 'withhold' }, context)),
      ...factsOf(moves.withdraw.make({ move: 'withdraw' }, context)),
      ...factsOf(moves.erase.make({ move: 'erase' }, context)),
    ]).toEqual([
      { type: 'rated', at, solved: 5, speed: 4, manner: 3 },
      { type: 'disputed', at, text: '#没有答到' },
      { type: 'consent-withdrawn', at },
      { type: 'withdrawn', at },
      { type: 'erased', at },
    ]);
  });
});
