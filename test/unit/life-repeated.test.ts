// A resident clicks twice, or sends the form again: what counts as done already, so that nobody reads of a failure.
import { describe, expect, it } from 'vitest';
import { isDone } from '../../api/life/actions.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { CommentEvent } from '../../api/life/life.ts';
import { assigned, received, replied } from '../support/comment-events.ts';

const after = (...more: CommentEvent[]) => deriveStanding([received, assigned, ...more]);
const disputed: CommentEvent = { type: 'disputed', at: 4, text: 'hash' };
const corrected: CommentEvent = { type: 'corrected', at: 5, unit: 'minzhengju', text: 'other', reason: '补充' };

describe('a resident’s second click', () => {
  const rated = after(replied, { type: 'rated', at: 4, solved: 5, speed: 4, manner: 3 });

  it('finds the same rating recorded already', () => {
    expect(isDone({ move: 'rate', solved: 5, speed: 4, manner: 3 }, rated, true)).toBe(true);
    expect(isDone({ move: 'rate', solved: 5, speed: 4, manner: 3 }, after(replied), true)).toBe(false);
  });

  it.each([
    ['solved', { solved: 1 }],
    ['speed', { speed: 1 }],
    ['manner', { manner: 1 }],
  ])('is a second rating, not a repetition, when %s differs', (_, other) => {
    expect(isDone({ move: 'rate', solved: 5, speed: 4, manner: 3, ...other }, rated, true)).toBe(false);
  });

  it('finds the reply disputed already, until it is corrected', () => {
    const dispute = { move: 'dispute', text: '没有答到电话' } as const;
    const standings = [after(replied), after(replied, disputed), after(replied, disputed, corrected)];
    expect(standings.map((standing) => isDone(dispute, standing, true))).toEqual([false, true, false]);
  });

  it('finds the consent withdrawn already', () => {
    const standings = [after(replied), after(replied, { type: 'consent-withdrawn', at: 4 })];
    expect(standings.map((standing) => isDone({ move: 'withhold' }, standing, true))).toEqual([false, true]);
  });

  it('finds the comment withdrawn already', () => {
    const standings = [after(), after({ type: 'withdrawn', at: 3 }), after(replied)];
    expect(standings.map((standing) => isDone({ move: 'withdraw' }, standing, true))).toEqual([false, true, false]);
  });

  it('finds the personal data erased already once none is stored', () => {
    expect([true, false].map((hasData) => isDone({ move: 'erase' }, after(), hasData))).toEqual([false, true]);
  });
});
