// What happens to a draft: who wrote and approved it, and when it ends.
import { describe, expect, it } from 'vitest';
import type { ActedEvent } from '../../api/life/life.ts';
import { assigned, changesOf, received, replied } from '../support/comment-events.ts';

const unit = 'minzhengju';
const withHelper: ActedEvent = { ...assigned, helpers: 'jiaotiju' };
const drafted: ActedEvent = { type: 'drafted', at: 3, unit, text: 'hash', actor: 'wang' };
const disputed: ActedEvent = { type: 'disputed', at: 6, text: 'hash' };
const draft = { isInReview: true, unit, authors: ['wang'], passedBy: [] };

describe('a draft', () => {
  it.each<[string, ActedEvent[], object]>([
    [
      'transferring a draft in review',
      [withHelper, drafted, { type: 'transferred', at: 4, from: unit, unit: 'yibaoju', reason: '职责' }],
      { state: 'assigned', unit: 'yibaoju', helpers: [], draft: null },
    ],
    [
      'returning a rejected draft',
      [
        withHelper,
        drafted,
        { type: 'reviewed', at: 4, passed: false, reason: '缺依据' },
        { type: 'returned', at: 5, unit, reason: '职责' },
      ],
      { state: 'returned', unit: null, helpers: [], draft: null },
    ],
    ['drafting', [assigned, drafted], { state: 'in-review', draft }],
    [
      'a second draft, by another clerk',
      [assigned, drafted, { ...drafted, at: 4, actor: 'chen' }],
      { draft: { ...draft, authors: ['wang', 'chen'] } },
    ],
    ['a second draft by the same clerk', [assigned, drafted, { ...drafted, at: 4 }], {}],
    [
      'a draft whose author is unknown',
      [assigned, { ...drafted, actor: null }],
      {
        state: 'in-review',
        draft: { ...draft, authors: [] },
      },
    ],
    [
      'approving',
      [assigned, drafted, { type: 'reviewed', at: 4, passed: true, reason: '', actor: 'li' }],
      { draft: { ...draft, passedBy: ['li'] } },
    ],
    [
      'a second approval',
      [
        assigned,
        drafted,
        { type: 'reviewed', at: 4, passed: true, reason: '', actor: 'li' },
        { type: 'reviewed', at: 5, passed: true, reason: '', actor: 'sun' },
      ],
      { draft: { ...draft, passedBy: ['li', 'sun'] } },
    ],
    [
      'an approval whose reviewer is unknown',
      [assigned, drafted, { type: 'reviewed', at: 4, passed: true, reason: '' }],
      {},
    ],
    [
      'sending a draft back',
      [
        assigned,
        drafted,
        { type: 'reviewed', at: 4, passed: true, reason: '', actor: 'li' },
        { type: 'reviewed', at: 5, passed: false, reason: '缺依据', actor: 'sun' },
      ],
      { state: 'assigned', draft: { ...draft, isInReview: false } },
    ],
    ['a review without a draft', [assigned, { type: 'reviewed', at: 4, passed: true, reason: '', actor: 'li' }], {}],
    ['a correction in review', [assigned, replied, disputed, drafted], { draft }],
  ])('%s changes this and nothing else', (_, events, changes) => {
    expect(changesOf([received, ...events])).toEqual(changes);
  });
});
