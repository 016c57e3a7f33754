// When a move is refused, and the reason that the clerk reads: every condition met and unmet.
import { describe, expect, it } from 'vitest';
import { stateSchema } from '../../api/contract/words.ts';
import { canResidentMove, checkMove, isAssignable, listMoves, type Mover } from '../../api/life/check-move.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { ActedEvent, MoveName, ResidentMoveName } from '../../api/life/life.ts';
import { assigned, received, replied } from '../support/comment-events.ts';

const desk: Mover = { role: 'desk', unit: null, id: 'zhao' };
const clerk: Mover = { role: 'unit', unit: 'minzhengju', id: 'wang' };
const reviewer = (id: string): Mover => ({ role: 'reviewer', unit: null, id });

const held: ActedEvent = { type: 'held', at: 2, reason: 'unproved' };
const released: ActedEvent = { type: 'released', at: 2 };
const published: ActedEvent = { type: 'published', at: 4 };
const disputed: ActedEvent = { type: 'disputed', at: 4, text: 'hash' };
const drafted: ActedEvent = { type: 'drafted', at: 5, unit: 'minzhengju', text: 'hash', actor: 'wang' };
const passed: ActedEvent = { type: 'reviewed', at: 6, passed: true, reason: '', actor: 'li' };
const sentBack: ActedEvent = { type: 'reviewed', at: 6, passed: false, reason: '缺依据', actor: 'li' };
const declined: ActedEvent = { type: 'declined', at: 2, reason: '正在诉讼', calendar: 1 };
const rated: ActedEvent = { type: 'rated', at: 4, solved: 5, speed: 4, manner: 3 };

describe('a staff move', () => {
  it.each<[string, MoveName, Mover, ActedEvent[], string | null]>([
    ['only a held comment is released', 'release', desk, [], 'not-held'],
    ['a held comment is released', 'release', desk, [held], null],
    ['a held comment is not assigned', 'assign', desk, [held], 'held'],
    ['a released comment is assigned', 'assign', desk, [held, released], null],
    ['a held comment is declined', 'decline', desk, [held], null],
    ['an answer is published once', 'publish', desk, [assigned, replied, published], 'already-published'],
    ['an answer whose comment was held stays hidden', 'publish', desk, [assigned, held, replied], 'held'],
    ['an unpublished answer cannot be taken down', 'unpublish', desk, [assigned, replied], 'not-published'],
    ['a disputed answer is taken down', 'unpublish', desk, [assigned, replied, published, disputed], null],
    [
      'a dispute without a correction has nothing to review',
      'pass',
      reviewer('li'),
      [assigned, replied, disputed],
      'no-draft',
    ],
    [
      'a correction sent back has nothing to review',
      'pass',
      reviewer('sun'),
      [assigned, replied, disputed, drafted, sentBack],
      'no-draft',
    ],
    ['a correction in review is reviewed', 'pass', reviewer('li'), [assigned, replied, disputed, drafted], null],
    ['nobody reviews an own draft', 'pass', reviewer('wang'), [assigned, drafted], 'own-draft'],
    ['nobody reviews twice', 'send-back', reviewer('li'), [assigned, drafted, passed], 'reviewed-already'],
    ['a second reviewer reviews', 'pass', reviewer('sun'), [assigned, drafted, passed], null],
    [
      'a correction in review is not corrected again',
      'correct',
      clerk,
      [assigned, replied, disputed, drafted],
      'draft-in-review',
    ],
    [
      'a correction sent back is corrected again',
      'correct',
      clerk,
      [assigned, replied, disputed, drafted, sentBack],
      null,
    ],
    ['a dispute is upheld', 'uphold', desk, [assigned, replied, disputed], null],
    ['a closed comment is not assigned', 'assign', desk, [declined], 'not-in-this-state'],
    ['the desk does not reply', 'reply', desk, [assigned], 'not-your-role'],
  ])('%s', (_, move, mover, events, reason) => {
    const checked = checkMove(move, deriveStanding([received, ...events]), true, mover);
    expect(checked).toEqual(reason === null ? { ok: true } : { ok: false, reason });
  });

  it('offers a clerk without a unit nothing, even where no unit holds the comment', () => {
    const nobody: Mover = { role: 'unit', unit: null, id: 'chen' };
    const standings = [[], [assigned], [assigned, replied, disputed]].map((events) =>
      deriveStanding([received, ...events]),
    );
    expect(standings.map((standing) => listMoves(standing, true, nobody))).toEqual([[], [], []]);
  });
});

describe('a resident’s move', () => {
  it.each<[string, ResidentMoveName, ActedEvent[], boolean]>([
    ['an answer is rated', 'rate', [assigned, replied], true],
    ['an answer is rated once', 'rate', [assigned, replied, rated], false],
    ['a refusal is not rated', 'rate', [declined], false],
    ['a disputed answer is still rated', 'rate', [assigned, replied, disputed], true],
    ['an answer is disputed', 'dispute', [assigned, replied], true],
    [
      'an answer is disputed once',
      'dispute',
      [assigned, replied, disputed, { type: 'upheld', at: 7, reason: '已答' }],
      false,
    ],
    ['an answered comment is followed up', 'follow-up', [assigned, replied], true],
    ['a declined comment is followed up', 'follow-up', [declined], true],
    ['an open comment is not followed up', 'follow-up', [assigned], false],
    ['a withdrawn comment is not followed up', 'follow-up', [{ type: 'withdrawn', at: 2 }], false],
    ['an open comment is withdrawn', 'withdraw', [assigned], true],
    ['an answered comment is not withdrawn', 'withdraw', [assigned, replied], false],
  ])('%s', (_, move, events, isOpen) => {
    const left = { mayBePublished: true, hasPersonalData: true };
    expect(canResidentMove(move, deriveStanding([received, ...events]), left)).toBe(isOpen);
  });

  it('consent is withdrawn only while it is given, and data erased only while it is stored', () => {
    const standing = deriveStanding([received]);
    const can = (move: ResidentMoveName, mayBePublished: boolean, hasPersonalData: boolean) =>
      canResidentMove(move, standing, { mayBePublished, hasPersonalData });
    expect([can('withhold', true, false), can('withhold', false, true)]).toEqual([true, false]);
    expect([can('erase', false, true), can('erase', true, false)]).toEqual([true, false]);
  });
});

describe('the rows that the desk can select to assign', () => {
  it('are the received and returned comments that are not held', () => {
    const selectable = (heldBecause: 'unproved' | null) =>
      stateSchema.options.filter((state) => isAssignable({ state, heldBecause }));
    expect([selectable(null), selectable('unproved')]).toEqual([['received', 'returned'], []]);
  });
});
