import { describe, expect, it } from 'vitest';
import type { MoveName } from '../../api/contract/words.ts';
import { type CommentEvent, checkMove, deriveStanding, listMoves } from '../../api/domain/lifecycle.ts';

const desk = { role: 'desk', unit: null } as const;
const civilAffairs = { role: 'unit', unit: 'minzhengju' } as const;
const education = { role: 'unit', unit: 'jiaotiju' } as const;

const received: CommentEvent = { type: 'received', at: 1 };
const assigned: CommentEvent = { type: 'assigned', at: 2, unit: 'minzhengju' };
const replied: CommentEvent = { type: 'replied', at: 3, unit: 'minzhengju', text: 'hash' };

describe('the life of a comment', () => {
  it('starts as a standard question that waits at the desk', () => {
    expect(deriveStanding([received])).toMatchObject({ state: 'received', classification: 'standard', unit: null });
  });

  it('is with the unit after it was assigned, and back at the desk when the unit returns it', () => {
    expect(deriveStanding([received, assigned])).toMatchObject({ state: 'assigned', unit: 'minzhengju' });
    const returned: CommentEvent = { type: 'returned', at: 3, unit: 'minzhengju', reason: '不属于本单位职责' };
    expect(deriveStanding([received, assigned, returned])).toMatchObject({ state: 'returned', unit: null });
  });

  it('stops the clock with the first reply or the refusal, and with nothing else', () => {
    const classified: CommentEvent = {
      type: 'classified',
      at: 9,
      from: 'standard',
      to: 'simple',
      reason: '问办公时间',
    };
    expect(deriveStanding([received, assigned, classified]).stoppedAt).toBeNull();
    expect(deriveStanding([received, assigned, replied]).stoppedAt).toBe(3);
    expect(deriveStanding([received, { type: 'declined', at: 5, reason: '正在诉讼' }]).stoppedAt).toBe(5);
    expect(deriveStanding([received, assigned, replied, { ...replied, at: 8 }]).stoppedAt).toBe(3);
  });

  it('refuses a record that does not begin with its receipt', () => {
    expect(() => deriveStanding([assigned])).toThrow('begins with its receipt');
    expect(() => deriveStanding([received, received])).toThrow('received once');
  });
});

describe('the table of moves', () => {
  it.each<[string, CommentEvent[], MoveName[], MoveName[]]>([
    ['waits', [received], ['classify', 'assign', 'decline'], []],
    ['is with the unit', [received, assigned], ['classify', 'transfer'], ['return', 'reply']],
    ['has its reply', [received, assigned, replied], ['publish'], []],
    ['is published', [received, assigned, replied, { type: 'published', at: 4 }], ['unpublish'], []],
    ['was declined', [received, { type: 'declined', at: 2, reason: '已起诉' }], [], []],
  ])('offers desk and unit exactly their moves when a comment %s', (_, events, forDesk, forUnit) => {
    const standing = deriveStanding(events);
    expect(listMoves(standing, true, desk)).toEqual(forDesk);
    expect(listMoves(standing, true, civilAffairs)).toEqual(forUnit);
  });

  it('says why a move is refused', () => {
    const waiting = deriveStanding([received]);
    const withUnit = deriveStanding([received, assigned]);
    const answered = deriveStanding([received, assigned, replied]);
    expect(checkMove('reply', waiting, true, desk)).toEqual({ ok: false, reason: 'not-your-role' });
    expect(checkMove('reply', withUnit, true, education)).toEqual({ ok: false, reason: 'not-your-unit' });
    expect(checkMove('assign', withUnit, true, desk)).toEqual({ ok: false, reason: 'not-in-this-state' });
    expect(checkMove('publish', answered, false, desk)).toEqual({ ok: false, reason: 'no-consent' });
    expect(checkMove('unpublish', answered, true, desk)).toEqual({ ok: false, reason: 'not-published' });
  });
});
