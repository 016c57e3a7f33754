import { describe, expect, it } from 'vitest';
import { canView, canViewContact } from '../../api/domain/access/viewers.ts';
import { checkMove, listMoves, listResidentMoves } from '../../api/life/check-move.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { CommentEvent, MoveName } from '../../api/life/life.ts';
import { isQuiet } from '../../api/life/words.ts';

const desk = { role: 'desk', unit: null, id: 'a' } as const;
const civilAffairs = { role: 'unit', unit: 'minzhengju', id: 'b' } as const;
const education = { role: 'unit', unit: 'jiaotiju', id: 'c' } as const;

const received: CommentEvent = {
  type: 'received',
  at: 1,
  jurisdiction: 'guanxian',
  kind: 'question',
  about: 'guanxian-2021/tasks/17',
  sample: false,
  text: 'hash',
};
const assigned: CommentEvent = { type: 'assigned', at: 2, unit: 'minzhengju' };
const replied: CommentEvent = { type: 'replied', at: 3, unit: 'minzhengju', text: 'hash', calendar: 1 };

describe('what a resident may do', () => {
  const left = { mayBePublished: true, hasPersonalData: true };
  const said = (...more: CommentEvent[]) => listResidentMoves(deriveStanding([received, assigned, ...more]), left);
  const disputed: CommentEvent = { type: 'disputed', at: 4, text: 'hash' };
  const corrected: CommentEvent = { type: 'corrected', at: 5, unit: 'minzhengju', text: 'other', reason: '补充' };
  const rated: CommentEvent = { type: 'rated', at: 6, solved: 5, speed: 5, manner: 5 };

  it('is to withdraw before the answer, and to judge it and ask on after it', () => {
    expect(said()).toEqual(['withhold', 'withdraw', 'erase']);
    expect(said(replied)).toEqual(['rate', 'dispute', 'follow-up', 'withhold', 'erase']);
    expect(said({ type: 'declined', at: 3, reason: '正在诉讼', calendar: 1 })).toEqual([
      'follow-up',
      'withhold',
      'erase',
    ]);
  });

  it('is to rate once, and to dispute each reply once', () => {
    expect(said(replied, rated, disputed)).toEqual(['follow-up', 'withhold', 'erase']);
    expect(said(replied, disputed, { type: 'upheld', at: 5, reason: '已答' })).not.toContain('dispute');
    expect(said(replied, disputed, corrected)).toContain('dispute');
  });

  it('changes neither verdict nor what a clerk is about to do', () => {
    const standing = deriveStanding([received, assigned, replied, disputed, corrected, rated]);
    expect(standing).toMatchObject({ state: 'replied', stoppedAt: 3, stoppedBy: 'reply', wasDisputed: true });
    expect([rated, disputed].map(isQuiet)).toEqual([true, false]);
  });
});

describe('who only reads', () => {
  it.each(['reviewer', 'auditor', 'admin'] as const)('makes no move and sees no contact: %s', (role) => {
    const reader = { role, unit: null, id: 'd' };
    const disputed: CommentEvent = { type: 'disputed', at: 4, text: 'hash' };
    for (const more of [[], [assigned], [assigned, replied], [assigned, replied, disputed]]) {
      const standing = deriveStanding([received, ...more]);
      expect([listMoves(standing, true, reader), canViewContact(standing, reader)]).toEqual([[], false]);
    }
  });
});

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
    expect(deriveStanding([received, { type: 'declined', at: 5, reason: '正在诉讼', calendar: 1 }]).stoppedAt).toBe(5);
    expect(deriveStanding([received, assigned, replied, { ...replied, at: 8 }]).stoppedAt).toBe(3);
  });

  it('keeps the calendar of its verdict, and nothing later changes verdict or calendar', () => {
    const standing = deriveStanding([
      ...[received, assigned, replied],
      { type: 'corrected', at: 5, unit: 'minzhengju', text: 'other', reason: '更正电话' },
      { type: 'recomputed', at: 6, from: '2027-01-08', to: '2027-01-11', calendar: 2 },
      { ...replied, at: 7, calendar: 2 },
    ]);
    expect(standing).toMatchObject({ state: 'replied', stoppedAt: 3, stoppedBy: 'reply', judgedBy: 1, version: 6 });
  });

  it('waits for review once drafted, and is with the unit again when it is sent back', () => {
    const drafted: CommentEvent = { type: 'drafted', at: 3, unit: 'minzhengju', text: 'hash' };
    expect(deriveStanding([received, assigned, drafted]).state).toBe('in-review');
    const review = (passed: boolean): CommentEvent => ({ type: 'reviewed', at: 4, passed, reason: '请补充依据' });
    expect(deriveStanding([received, assigned, drafted, review(false)]).state).toBe('assigned');
    expect(deriveStanding([received, assigned, drafted, review(true)]).state).toBe('in-review');
  });

  it('ends without a verdict when the resident withdraws it', () => {
    const standing = deriveStanding([received, assigned, { type: 'withdrawn', at: 4 }]);
    expect(standing).toMatchObject({ state: 'withdrawn', stoppedAt: 4, stoppedBy: 'withdrawal', judgedBy: null });
  });

  it('ends with a refusal, by the calendar of the refusal', () => {
    const standing = deriveStanding([received, { type: 'declined', at: 5, reason: '正在诉讼', calendar: 3 }]);
    expect(standing).toMatchObject({ state: 'declined', stoppedAt: 5, stoppedBy: 'refusal', judgedBy: 3 });
  });

  it('remembers each change of class, the rating, and whether it is published', () => {
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

  it('refuses a record that does not begin with its receipt', () => {
    expect(() => deriveStanding([])).toThrow('begins with its receipt');
    expect(() => deriveStanding([assigned])).toThrow('begins with its receipt');
    expect(() => deriveStanding([received, received])).toThrow('received once');
  });
});

describe('the table of moves', () => {
  it.each<[string, CommentEvent[], MoveName[], MoveName[]]>([
    ['waits', [received], ['classify', 'assign', 'decline'], []],
    ['is with the unit', [received, assigned], ['classify', 'transfer', 'urge'], ['return', 'reply']],
    ['has its reply', [received, assigned, replied], ['publish'], []],
    ['is published', [received, assigned, replied, { type: 'published', at: 4 }], ['unpublish'], []],
    [
      'came back',
      [received, assigned, { type: 'returned', at: 3, unit: 'minzhengju', reason: '职责' }],
      ['classify', 'assign', 'decline'],
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
  ])('offers desk and unit exactly their moves when a comment %s', (_, events, forDesk, forUnit) => {
    const standing = deriveStanding(events);
    expect(listMoves(standing, true, desk)).toEqual(forDesk);
    expect(listMoves(standing, true, civilAffairs)).toEqual(forUnit);
  });

  it('offers another unit nothing, and publishing only with consent', () => {
    expect(listMoves(deriveStanding([received, assigned]), true, education)).toEqual([]);
    expect(listMoves(deriveStanding([received, assigned, replied]), false, desk)).toEqual([]);
  });

  it('says why a move is refused', () => {
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

describe('urging', () => {
  const urged: CommentEvent = { type: 'urged', at: 3, reason: '明天到期' };

  it('marks the comment until it is answered, wherever it goes meanwhile', () => {
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

  it('moves neither state nor window, and makes no move of the unit stale', () => {
    const before = deriveStanding([received, assigned]);
    const after = deriveStanding([received, assigned, urged]);
    expect({ ...after, urgedAt: null, version: 2 }).toEqual(before);
    expect(isQuiet(urged)).toBe(true);
  });

  it('is for what a unit has to answer', () => {
    const refused = (...events: CommentEvent[]) => checkMove('urge', deriveStanding([received, ...events]), true, desk);
    expect(refused()).toEqual({ ok: false, reason: 'not-in-this-state' });
    expect(refused(assigned, replied)).toEqual({ ok: false, reason: 'not-in-this-state' });
    expect(checkMove('urge', deriveStanding([received, assigned]), true, civilAffairs)).toEqual({
      ok: false,
      reason: 'not-your-role',
    });
  });
});

describe('who may look at name and contact', () => {
  it('is the desk, and the unit that holds the comment', () => {
    const held = deriveStanding([received, assigned]);
    expect([desk, civilAffairs, education].map((viewer) => canViewContact(held, viewer))).toEqual([true, true, false]);
  });

  it('is no unit while the desk holds it, and no clerk without a unit', () => {
    const nobody = { role: 'unit', unit: null, id: 'e' } as const;
    const waiting = deriveStanding([received]);
    expect([civilAffairs, nobody].map((viewer) => canViewContact(waiting, viewer))).toEqual([false, false]);
  });
});

describe('units that help', () => {
  const assignedWith: CommentEvent = { ...assigned, helpers: 'jiaotiju,yibaoju' };
  const transferred: CommentEvent = {
    type: 'transferred',
    at: 3,
    from: 'minzhengju',
    unit: 'rensheju',
    reason: '职责',
  };
  const helpersAfter = (...events: CommentEvent[]) => deriveStanding([received, assignedWith, ...events]).helpers;

  it('help until the comment leaves the unit, and after a transfer only who is named anew', () => {
    expect(deriveStanding([received, assigned]).helpers).toEqual([]);
    expect(helpersAfter()).toEqual(['jiaotiju', 'yibaoju']);
    expect(helpersAfter(replied)).toEqual(['jiaotiju', 'yibaoju']);
    expect(helpersAfter(transferred)).toEqual([]);
    expect(helpersAfter({ ...transferred, helpers: 'jiaotiju' })).toEqual(['jiaotiju']);
    expect(helpersAfter({ type: 'returned', at: 3, unit: 'minzhengju', reason: '职责' })).toEqual([]);
  });

  it('read along and advise, and see neither name nor contact', () => {
    const helped = deriveStanding([received, assignedWith]);
    expect([civilAffairs, education].map((viewer) => canView(helped, viewer))).toEqual([true, true]);
    expect(canView(helped, { role: 'unit', unit: 'rensheju' })).toBe(false);
    expect(canView(helped, { role: 'unit', unit: null })).toBe(false);
    expect(canView(helped, { role: 'admin', unit: null })).toBe(false);
    expect([civilAffairs, education].map((viewer) => canViewContact(helped, viewer))).toEqual([true, false]);
    expect(listMoves(helped, true, education)).toEqual(['advise']);
    expect(listMoves(helped, true, civilAffairs)).toEqual(['return', 'reply']);
    expect(checkMove('reply', helped, true, education)).toEqual({ ok: false, reason: 'not-your-unit' });
    expect(checkMove('advise', helped, true, civilAffairs)).toEqual({ ok: false, reason: 'not-your-unit' });
  });

  it('move neither state nor clock by advising, but what they say is to be read before the reply', () => {
    const advised: CommentEvent = { type: 'advised', at: 3, unit: 'jiaotiju', text: 'hash' };
    const before = deriveStanding([received, assignedWith]);
    expect({ ...deriveStanding([received, assignedWith, advised]), version: 2 }).toEqual(before);
    expect(isQuiet(advised)).toBe(false);
  });
});
