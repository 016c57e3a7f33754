// Properties of every life that staff and residents can give a comment. fast-check searches for counterexamples.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateSchema } from '../../api/contract/words.ts';
import { type Action, makeFacts } from '../../api/life/actions.ts';
import { listMoves, listResidentMoves } from '../../api/life/check-move.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { ActedEvent } from '../../api/life/life.ts';
import { moveSchema, residentMoveSchema } from '../../api/life/requests.ts';
import { isOpen, states } from '../../api/life/states.ts';
import { received } from '../support/comment-events.ts';

const unit = 'minzhengju';
const movers = [
  { role: 'desk', unit: null, id: 'zhao' },
  { role: 'unit', unit, id: 'wang' },
  { role: 'unit', unit: 'yibaoju', id: 'chen' },
  { role: 'reviewer', unit: null, id: 'li' },
  { role: 'reviewer', unit: null, id: 'sun' },
] as const;

/** Inputs of all moves. Each move takes its own. */
const input = {
  unit,
  helpers: ['yibaoju'],
  classification: 'simple',
  reason: '理由',
  ground: 'lawsuit',
  about: 'units/guanxian/minzhengju',
  kind: 'help',
  text: '您好，名单在县民政局专栏公布。',
  solved: 5,
  speed: 4,
  manner: 3,
};

/** Makes the events of a life from moves that the application offers to someone. */
function makeLife(choices: number[], reviewers: number): ActedEvent[] {
  const events: ActedEvent[] = [received];
  for (const [step, choice] of choices.entries()) {
    const standing = deriveStanding(events);
    const left = { mayBePublished: !standing.isConsentWithdrawn, hasPersonalData: true };
    const offers = [
      ...movers.flatMap((mover) => listMoves(standing, left.mayBePublished, mover).map((move) => ({ mover, move }))),
      ...listResidentMoves(standing, left).map((move) => ({ mover: null, move })),
    ].filter(({ move }) => move !== 'follow-up');
    const offer = offers[choice % offers.length];
    if (!offer) return events;
    const sent = { ...input, move: offer.move };
    const action: Action = offer.mover ? moveSchema.parse(sent) : residentMoveSchema.parse(sent);
    const { draft } = standing;
    const made = makeFacts(action, {
      standing,
      reviewers,
      now: step + 2,
      ownUnit: offer.mover?.unit ?? '',
      calendar: 1,
      judging: { rule: 'guanxian@2021-06-28', ruleHash: 'hash', calendar: 1, calendarHash: 'hash' },
      draft: draft && { unit: draft.unit, text: input.text, reason: standing.stoppedAt === null ? undefined : '更正' },
      subjectTitle: () => '冠县民政局',
      declineWords: () => ({ ground: '正在诉讼', channel: '请向法院反映' }),
    });
    events.push(
      ...made.map(({ event }) => ({
        ...(typeof event === 'function' ? event('hash') : event),
        actor: offer.mover?.id ?? null,
      })),
    );
  }
  return events;
}

describe('whatever staff and residents do with a comment', () => {
  const lives = fc.tuple(fc.array(fc.nat(), { maxLength: 40 }), fc.integer({ min: 0, max: 2 }));

  it('a comment’s clock runs exactly in the open states, and each closed state names what stopped it', () => {
    fc.assert(
      fc.property(lives, ([choices, reviewers]) => {
        const events = makeLife(choices, reviewers);
        for (let length = 1; length <= events.length; length++) {
          const { state, stoppedBy, stoppedAt } = deriveStanding(events.slice(0, length));
          expect([state, stoppedBy]).toEqual([state, states[state].stoppedBy]);
          expect([state, stoppedAt === null]).toEqual([state, isOpen(state)]);
        }
      }),
      { seed: 20261130, numRuns: 300 },
    );
  });

  it('a comment can reach every state', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lives, ([choices, reviewers]) => {
        const events = makeLife(choices, reviewers);
        for (let length = 1; length <= events.length; length++) seen.add(deriveStanding(events.slice(0, length)).state);
      }),
      { seed: 20261130, numRuns: 300 },
    );
    expect([...seen].sort()).toEqual([...stateSchema.options].sort());
  });
});
