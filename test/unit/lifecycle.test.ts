import { describe, expect, it } from 'vitest';
import { canView, canViewContact } from '../../api/domain/access/viewers.ts';
import { checkMove, listMoves, listResidentMoves } from '../../api/life/check-move.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { CommentEvent, MoveName } from '../../api/life/life.ts';
import { isQuiet } from '../../api/life/words.ts';
import { assigned, received, replied } from '../support/comment-events.ts';

const desk = { role: 'desk', unit: null, id: 'a' } as const;
const civilAffairs = { role: 'unit', unit: 'minzhengju', id: 'b' } as const;
const education = { role: 'unit', unit: 'jiaotiju', id: 'c' } as const;

describe('moves of a resident', () => {
  const consent = { mayBePublished: true, hasPersonalData: true };
  const movesAfter = (...more: CommentEvent[]) =>
    listResidentMoves(deriveStanding([received, assigned, ...more]), consent);
  const disputed: CommentEvent = { type: 'disputed', at: 4, text: 'hash' };
  const corrected: CommentEvent = { type: 'corrected', at: 5, unit: 'minzhengju', text: 'other', reason: '补充' };
  const rated: CommentEvent = { type: 'rated', at: 6, solved: 5, speed: 5, manner: 5 };

  it('lets a resident withdraw before the reply, and rate, dispute and follow up after it', () => {
    expect(movesAfter()).toEqual(['withhold', 'withdraw', 'erase']);
    expect(movesAfter(replied)).toEqual(['rate', 'dispute', 'follow-up', 'withhold', 'erase']);
    expect(movesAfter({ type: 'declined', at: 3, reason: '正在诉讼', calendar: 1 })).toEqual([
      'follow-up',
      'withhold',
      'erase',
    ]);
  });

  it('lets a resident rate once and dispute each reply once', () => {
    expect(movesAfter(replied, rated, disputed)).toEqual(['follow-up', 'withhold', 'erase']);
    expect(movesAfter(replied, disputed, { type: 'upheld', at: 5, reason: '已答' })).not.toContain('dispute');
    expect(movesAfter(replied, disputed, corrected)).toContain('dispute');
  });

  it('ratings and disputes change neither the verdict nor the clerk’s available moves', () => {
    const standing = deriveStanding([received, assigned, replied, disputed, corrected, rated]);
    expect(standing).toMatchObject({ state: 'replied', stoppedAt: 3, stoppedBy: 'reply', wasDisputed: true });
    expect([rated, disputed].map(isQuiet)).toEqual([true, false]);
  });
});

describe('staff who only read', () => {
  it.each(['reviewer', 'auditor', 'admin'] as const)(
    'staff who only read can make no move and see no contact: %s',
    (role) => {
      const reader = { role, unit: null, id: 'd' };
      const disputed: CommentEvent = { type: 'disputed', at: 4, text: 'hash' };
      for (const more of [[], [assigned], [assigned, replied], [assigned, replied, disputed]]) {
        const standing = deriveStanding([received, ...more]);
        expect([listMoves(standing, true, reader), canViewContact(standing, reader)]).toEqual([[], false]);
      }
    },
  );
});

describe('the life of a comment', () => {
  it('a comment starts as a standard comment at the desk', () => {
    expect(deriveStanding([received])).toMatchObject({ state: 'received', classification: 'standard', unit: null });
  });

  it('a comment goes to the assigned unit and back to the desk when the unit returns it', () => {
    expect(deriveStanding([received, assigned])).toMatchObject({ state: 'assigned', unit: 'minzhengju' });
    const returned: CommentEvent = { type: 'returned', at: 3, unit: 'minzhengju', reason: '不属于本单位职责' };
    expect(deriveStanding([received, assigned, returned])).toMatchObject({ state: 'returned', unit: null });
  });

  it('only the first reply or declining stops the clock', () => {
    const classified: CommentEvent = {
      type: 'classified',
      at: 9,
      from: 'standard',
      to: 'simple',
      reason: '问办公时间',
    };
    expect(deriveStanding([received, assigned, classified]).stoppedAt).toBeNull();
    expect(deriveStanding([received, assigned, replied]).stoppedAt).toBe(3);
    expect(deriveStanding([received, { type: 'declined', at: 5, reason: '正在诉讼', calendar: 1 }]).stoppedAt).toBe(5);
    expect(deriveStanding([received, assigned, replied, { ...replied, at: 8 }]).stoppedAt).toBe(3);
  });

  it('a comment keeps the verdict and its calendar version whatever happens later', () => {
    const standing = deriveStanding([
      ...[received, assigned, replied],
      { type: 'corrected', at: 5, unit: 'minzhengju', text: 'other', reason: '更正电话' },
      { type: 'recomputed', at: 6, from: '2027-01-08', to: '2027-01-11', calendar: 2 },
      { ...replied, at: 7, calendar: 2 },
    ]);
    expect(standing).toMatchObject({ state: 'replied', stoppedAt: 3, stoppedBy: 'reply', judgedBy: 1, version: 6 });
  });

  it('a comment waits for review once drafted and goes back to the unit when the reviewer rejects it', () => {
    const drafted: CommentEvent = { type: 'drafted', at: 3, unit: 'minzhengju', text: 'hash' };
    expect(deriveStanding([received, assigned, drafted]).state).toBe('in-review');
    const review = (passed: boolean): CommentEvent => ({ type: 'reviewed', at: 4, passed, reason: '请补充依据' });
    expect(deriveStanding([received, assigned, drafted, review(false)]).state).toBe('assigned');
    expect(deriveStanding([received, assigned, drafted, review(true)]).state).toBe('in-review');
  });

  it('a comment ends without a verdict when the resident withdraws it', () => {
    const standing = deriveStanding([received, assigned, { type: 'withdrawn', at: 4 }]);
    expect(standing).toMatchObject({ state: 'withdrawn', stoppedAt: 4, stoppedBy: 'withdrawal', judgedBy: null });
  });

  it('a declined comment is judged by the calendar at that time', () => {
    const standing = deriveStanding([received, { type: 'declined', at: 5, reason: '正在诉讼', calendar: 3 }]);
    expect(standing).toMatchObject({ state: 'declined', stoppedAt: 5, stoppedBy: 'refusal', judgedBy: 3 });
  });

  it('a comment’s state records each reclassification, the rating and the publication', () => {
    const standing = deriveStanding([
      received,
      { type: 'classified', at: 2, from: 'standard', to: 'simple', reason: '只问时间' },
      { type: 'classified', at: 3, from: 'simple', to: 'standard', reason: '需要会商' },
      { ...assigned, at: 4 },
      { type: 'transferred', at: 5, from: 'minzhengju', unit: 'yibaoju', reason: '职责' },
      { ...replied, at: 6 },
      { type: 'published', at: 7 },
      { type: 'unpublished', at: 8, reason: '含个人信息' },
      { type: 'rated', at: 9, solved: 5, speed: 4, manner: 3 },
      { type: 'contact-viewed', at: 10, reason: '核实地址' },
    ]);
    expect(standing).toMatchObject({
      classification: 'standard',
      unit: 'yibaoju',
      isPublished: false,
      rating: { solved: 5, speed: 4, manner: 3 },
      reclassifications: [
        { at: 2, from: 'standard', to: 'simple' },
        { at: 3, from: 'simple', to: 'standard' },
      ],
    });
  });

  it('rejects a history that does not start with exactly one receipt', () => {
    expect(() => deriveStanding([])).toThrow('begins with its receipt');
    expect(() => deriveStanding([assigned])).toThrow('begins with its receipt');
    expect(() => deriveStanding([received, received])).toThrow('received once');
  });
});

describe('the table of moves', () => {
  it.each<[string, CommentEvent[], MoveName[], MoveName[]]>([
    ['waits at the desk', [received], ['classify', 'categorize', 'assign', 'decline'], []],
    ['is with the unit', [received, assigned], ['classify', 'categorize', 'transfer', 'urge'], ['return', 'reply']],
    ['has been replied to', [received, assigned, replied], ['publish'], []],
    ['is published', [received, assigned, replied, { type: 'published', at: 4 }], ['unpublish'], []],
    [
      'was returned',
      [received, assigned, { type: 'returned', at: 3, unit: 'minzhengju', reason: '职责' }],
      ['classify', 'categorize', 'assign', 'decline'],
      [],
    ],
    [
      'waits for review',
      [received, assigned, { type: 'drafted', at: 3, unit: 'minzhengju', text: 'hash' }],
      ['urge'],
      [],
    ],
    ['was withdrawn', [received, assigned, { type: 'withdrawn', at: 3 }], [], []],
    ['was declined', [received, { type: 'declined', at: 2, reason: '已起诉', calendar: 1 }], [], []],
  ])('offers the desk and the unit exactly their moves when a comment %s', (_, events, forDesk, forUnit) => {
    const standing = deriveStanding(events);
    expect(listMoves(standing, true, desk)).toEqual(forDesk);
    expect(listMoves(standing, true, civilAffairs)).toEqual(forUnit);
  });

  it('offers another unit no move, and publishing only with the resident’s consent', () => {
    expect(listMoves(deriveStanding([received, assigned]), true, education)).toEqual([]);
    expect(listMoves(deriveStanding([received, assigned, replied]), false, desk)).toEqual([]);
  });

  it('gives the reason why a move is refused', () => {
    const waiting = deriveStanding([received]);
    const withUnit = deriveStanding([received, assigned]);
    const answered = deriveStanding([received, assigned, replied]);
    expect(checkMove('reply', waiting, true, desk)).toEqual({ ok: false, reason: 'not-your-role' });
    expect(checkMove('reply', withUnit, true, education)).toEqual({ ok: false, reason: 'not-your-unit' });
    expect(checkMove('assign', withUnit, true, desk)).toEqual({ ok: false, reason: 'not-in-this-state' });
    expect(checkMove('publish', answered, false, desk)).toEqual({ ok: false, reason: 'no-consent' });
    const published = deriveStanding([received, assigned, replied, { type: 'published', at: 4 }]);
    expect(checkMove('publish', published, true, desk)).toEqual({ ok: false, reason: 'already-published' });
    expect(checkMove('unpublish', published, false, desk)).toEqual({ ok: true });
    expect(checkMove('unpublish', answered, true, desk)).toEqual({ ok: false, reason: 'not-published' });
  });
});

describe('urging a unit', () => {
  const urged: CommentEvent = { type: 'urged', at: 3, reason: '明天到期' };

  it('urging marks the comment as urged until it is answered, across transfers', () => {
    expect(deriveStanding([received, assigned, urged]).urgedAt).toBe(3);
    expect(deriveStanding([received, assigned, urged, { ...urged, at: 4 }]).urgedAt).toBe(4);
    const transferred: CommentEvent = {
      type: 'transferred',
      at: 4,
      from: 'minzhengju',
      unit: 'yibaoju',
      reason: '职责',
    };
    expect(deriveStanding([received, assigned, urged, transferred]).urgedAt).toBe(3);
    expect(deriveStanding([received, assigned, urged, { ...replied, at: 5 }]).urgedAt).toBeNull();
    expect(deriveStanding([received, assigned, urged, { type: 'withdrawn', at: 5 }]).urgedAt).toBeNull();
  });

  it('urging changes neither state nor window and invalidates no move of the unit', () => {
    const before = deriveStanding([received, assigned]);
    const after = deriveStanding([received, assigned, urged]);
    expect({ ...after, urgedAt: null, version: 2 }).toEqual(before);
    expect(isQuiet(urged)).toBe(true);
  });

  it('urging is possible only while a unit owes the answer', () => {
    const urgeAfter = (...events: CommentEvent[]) =>
      checkMove('urge', deriveStanding([received, ...events]), true, desk);
    expect(urgeAfter()).toEqual({ ok: false, reason: 'not-in-this-state' });
    expect(urgeAfter(assigned, replied)).toEqual({ ok: false, reason: 'not-in-this-state' });
    expect(checkMove('urge', deriveStanding([received, assigned]), true, civilAffairs)).toEqual({
      ok: false,
      reason: 'not-your-role',
    });
  });
});

describe('access to a resident’s name and contact', () => {
  it('shows the contact to the desk and the unit that holds the comment', () => {
    const held = deriveStanding([received, assigned]);
    expect([desk, civilAffairs, education].map((viewer) => canViewContact(held, viewer))).toEqual([true, true, false]);
  });

  it('hides the contact from units while the desk holds the comment, and from a clerk without a unit', () => {
    const nobody = { role: 'unit', unit: null, id: 'e' } as const;
    const waiting = deriveStanding([received]);
    expect([civilAffairs, nobody].map((viewer) => canViewContact(waiting, viewer))).toEqual([false, false]);
  });
});

describe('supporting units', () => {
  const assignedWith: CommentEvent = { ...assigned, helpers: 'jiaotiju,yibaoju' };
  const transferred: CommentEvent = {
    type: 'transferred',
    at: 3,
    from: 'minzhengju',
    unit: 'rensheju',
    reason: '职责',
  };
  const supportingUnitsAfter = (...events: CommentEvent[]) =>
    deriveStanding([received, assignedWith, ...events]).helpers;

  it('supporting units stay until the comment leaves the unit, and after a transfer only if named again', () => {
    expect(deriveStanding([received, assigned]).helpers).toEqual([]);
    expect(supportingUnitsAfter()).toEqual(['jiaotiju', 'yibaoju']);
    expect(supportingUnitsAfter(replied)).toEqual(['jiaotiju', 'yibaoju']);
    expect(supportingUnitsAfter(transferred)).toEqual([]);
    expect(supportingUnitsAfter({ ...transferred, helpers: 'jiaotiju' })).toEqual(['jiaotiju']);
    expect(supportingUnitsAfter({ type: 'returned', at: 3, unit: 'minzhengju', reason: '职责' })).toEqual([]);
  });

  it('supporting units may read and advise but see neither name nor contact', () => {
    const withSupport = deriveStanding([received, assignedWith]);
    expect([civilAffairs, education].map((viewer) => canView(withSupport, viewer))).toEqual([true, true]);
    expect(canView(withSupport, { role: 'unit', unit: 'rensheju' })).toBe(false);
    expect(canView(withSupport, { role: 'unit', unit: null })).toBe(false);
    expect(canView(withSupport, { role: 'admin', unit: null })).toBe(false);
    expect([civilAffairs, education].map((viewer) => canViewContact(withSupport, viewer))).toEqual([true, false]);
    expect(listMoves(withSupport, true, education)).toEqual(['advise']);
    expect(listMoves(withSupport, true, civilAffairs)).toEqual(['return', 'reply']);
    expect(checkMove('reply', withSupport, true, education)).toEqual({ ok: false, reason: 'not-your-unit' });
    expect(checkMove('advise', withSupport, true, civilAffairs)).toEqual({ ok: false, reason: 'not-your-unit' });
  });

  it('supporting units change neither state nor clock by advising, but their advice counts as unread before the reply', () => {
    const advised: CommentEvent = { type: 'advised', at: 3, unit: 'jiaotiju', text: 'hash' };
    const before = deriveStanding([received, assignedWith]);
    expect({ ...deriveStanding([received, assignedWith, advised]), version: 2 }).toEqual(before);
    expect(isQuiet(advised)).toBe(false);
  });
});
