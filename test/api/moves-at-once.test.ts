// Five people work on one comment at once: two desk clerks, the assigned unit, a supporting unit, and the resident.
// Each makes every offered move repeatedly while the ledger is sealed.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { otherClassification } from '../../api/contract/words.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import type { EventType, MoveName, ResidentMoveName } from '../../api/life/life.ts';
import type { FollowView, MoveInput } from '../../api/life/requests.ts';
import { sealEvents } from '../../api/record/seals.ts';
import { sampleAccounts } from '../../seeds/demo/load.ts';
import { dispute, rate } from '../api-support/answered.ts';
import { openDesk } from '../api-support/desk.ts';

/**
 * Number of requests in each round. In the last one the resident withdraws the comment, and few moves remain possible.
 */
const manyRequests = [200, 60];
const fewRequests = [60, 20];
const lastRound = 1;

const supportingClerk = sampleAccounts.find(({ username }) => username === 'yibao');
const secondDesk = sampleAccounts.find(({ username }) => username === 'desk');

/** The event that each move records. Moves that need a review do not occur here. */
const eventOf: Partial<Record<MoveName | ResidentMoveName, EventType>> = {
  classify: 'classified',
  categorize: 'categorized',
  assign: 'assigned',
  transfer: 'transferred',
  return: 'returned',
  reply: 'replied',
  decline: 'declined',
  urge: 'urged',
  correct: 'corrected',
  uphold: 'upheld',
  publish: 'published',
  unpublish: 'unpublished',
  advise: 'advised',
  rate: 'rated',
  dispute: 'disputed',
  withhold: 'consent-withdrawn',
  withdraw: 'withdrawn',
};
/** Events that do not make a clerk's view stale. */
const quietEvents = ['urged', 'rated', 'judged'];

const assignWithSupport: MoveInput = { move: 'assign', unit: 'minzhengju', helpers: ['yibaoju'] };
const answer: MoveInput = { move: 'reply', text: '您好，名单在县民政局专栏公布。' };

/** A move with unique wording, so that the test can recognise it in the record. */
function moveOf(name: MoveName, turn: number, classification: 'simple' | 'standard'): MoveInput {
  const reason = `第 ${turn} 次办理`;
  const unit = ['jiaotiju', 'rensheju', 'minzhengju'][turn % 3] ?? '';
  switch (name) {
    case 'classify':
      return { move: name, classification, reason };
    case 'categorize':
      return { move: name, about: `units/guanxian/${unit}`, kind: 'help' };
    case 'assign':
      return turn % 2 === 0 ? assignWithSupport : { move: name, unit };
    case 'transfer':
      return { move: name, unit, reason };
    case 'decline':
      return { move: name, ground: 'lawsuit', reason };
    case 'reply':
      return { move: name, text: `您好，这是第 ${turn} 份答复。` };
    case 'correct':
      return { move: name, text: `您好，这是第 ${turn} 份更正。`, reason };
    case 'advise':
      return { move: name, text: `第 ${turn} 份协办意见` };
    case 'publish':
      return { move: name, blackouts: [{ part: 'text', from: 0, to: 1 + (turn % 3) }] };
    case 'return':
    case 'urge':
    case 'uphold':
    case 'unpublish':
      return { move: name, reason };
    default:
      throw new Error(`${name} is not expected here`);
  }
}

/** Opens an office with all five people and one comment. */
async function openSharedComment() {
  const office = await openDesk();
  if (!supportingClerk || !secondDesk) throw new Error('the sample accounts have changed');
  const staff = [
    office.desk,
    await office.signIn({ ...secondDesk, username: 'desk2' }),
    office.clerk,
    await office.signIn(supportingClerk),
  ];
  const ids = await Promise.all(
    staff.map(async (who) => (await (await who.get('/api/queue/me')).json<{ id: string }>()).id),
  );
  const receipt = await office.sendComment();
  const { receiptCode, trackingCode } = receipt;
  const codes = { receiptCode, trackingCode };
  const act = (action: object) => office.postJson('/api/follow/moves', { ...codes, action });
  const readEvents = async () => {
    const query =
      "SELECT version, type, actor_role AS role, actor, coalesce(data ->> 'reason', '') AS reason FROM events ORDER BY version";
    type Row = { version: number; type: EventType; role: string; actor: string | null; reason: string };
    return (await env.DB.prepare(query).all<Row>()).results;
  };

  /** Lists each person's possible moves. Nobody gets moves on somebody else's comment. */
  async function listOffers() {
    const cases = await Promise.all(staff.map((who) => who.readCase(receiptCode)));
    const view = await (await office.postJson('/api/follow', codes)).json<FollowView>();
    return { byStaff: cases.map(({ moves = [] }) => moves), byResident: view.moves, current: cases[0] };
  }

  /** Sends every offered move repeatedly, all based on the same version. */
  async function contend(round: number, count: number) {
    const { byStaff, byResident, current } = await listOffers();
    if (!current) throw new Error('the desk sees every comment');
    const { version } = current;
    const other = otherClassification[current.window.classification];
    const residentActions = { rate, dispute, withhold: { move: 'withhold' }, withdraw: { move: 'withdraw' } };
    // Withdrawing ends the comment, so the resident does it in the last round.
    const residentMoves = byResident
      .filter((name): name is keyof typeof residentActions => name in residentActions)
      .filter((name) => name !== 'withdraw' || round === lastRound);
    const contenders = [
      ...staff.flatMap((who, index) =>
        (byStaff[index] ?? []).map((name) => async (turn: number) => {
          const action = moveOf(name, turn, other);
          const response = await who.post(`/api/queue/${receiptCode}/moves`, { version, action });
          const reason = 'reason' in action ? (action.reason ?? '') : '';
          return { status: response.status, event: eventOf[name], actor: ids[index] ?? null, reason };
        }),
      ),
      ...residentMoves.map((name) => async () => {
        const { status } = await act(residentActions[name]);
        return { status, event: eventOf[name], actor: null, reason: '' };
      }),
    ];
    if (contenders.length === 0) return { version, outcomes: [] };
    // Rotate who goes first.
    const send = (turn: number) => contenders[(turn + round * 5) % contenders.length]?.(turn);
    const turns = Array.from({ length: count + contenders.length }, (_, turn) => turn);
    const [atOnce] = await Promise.all([Promise.all(turns.slice(0, count).map(send)), sealEvents(office.deps)]);
    // Then send each move once more with the outdated version.
    const late = await Promise.all(turns.slice(count).map(send));
    return { version, outcomes: [...atOnce, ...late].filter((outcome) => outcome !== undefined) };
  }
  return { ...office, ...codes, receipt, act, readEvents, listOffers, contend };
}
type SharedComment = Awaited<ReturnType<typeof openSharedComment>>;

const contests: {
  when: string;
  rounds: number[];
  prepare: (office: SharedComment) => Promise<unknown>;
  offered: { byStaff: MoveName[][]; byResident: ResidentMoveName[] };
}[] = [
  {
    when: 'just received',
    rounds: fewRequests,
    prepare: () => Promise.resolve(),
    offered: {
      byStaff: [
        ['classify', 'categorize', 'assign', 'decline'],
        ['classify', 'categorize', 'assign', 'decline'],
        [],
        [],
      ],
      byResident: ['withhold', 'withdraw'],
    },
  },
  {
    when: 'assigned with a supporting unit',
    rounds: manyRequests,
    prepare: ({ desk, receiptCode }) => desk.move(receiptCode, assignWithSupport),
    offered: {
      byStaff: [
        ['classify', 'categorize', 'transfer', 'urge'],
        ['classify', 'categorize', 'transfer', 'urge'],
        ['return', 'reply'],
        ['advise'],
      ],
      byResident: ['withhold', 'withdraw'],
    },
  },
  {
    when: 'already answered',
    rounds: fewRequests,
    prepare: async ({ desk, clerk, receiptCode }) => {
      await desk.move(receiptCode, assignWithSupport);
      await clerk.move(receiptCode, answer);
    },
    offered: {
      byStaff: [['publish'], ['publish'], [], []],
      byResident: ['rate', 'dispute', 'follow-up', 'withhold'],
    },
  },
  {
    when: 'with a disputed published answer',
    rounds: fewRequests,
    prepare: async ({ desk, clerk, act, receiptCode }) => {
      await desk.move(receiptCode, assignWithSupport);
      await clerk.move(receiptCode, answer);
      await desk.move(receiptCode, { move: 'publish' });
      await act(dispute);
    },
    offered: {
      byStaff: [['uphold', 'unpublish'], ['uphold', 'unpublish'], ['correct'], []],
      byResident: ['rate', 'follow-up', 'withhold'],
    },
  },
];

describe('simultaneous moves of five people', { timeout: 120_000 }, () => {
  it.each(contests)(
    'of simultaneous moves on a comment $when ($rounds.0 requests), one per version wins and the ledger stays intact',
    async (contest) => {
      const office = await openSharedComment();
      await contest.prepare(office);
      expect(await office.listOffers()).toMatchObject(contest.offered);

      for (const [round, count] of contest.rounds.entries()) {
        const { version, outcomes } = await office.contend(round, count);
        const added = (await office.readEvents()).slice(version);
        // The verdict belongs to the move that stops the clock.
        const byStaff = added.filter(({ role }) => role !== 'resident' && role !== 'system');
        const accepted = outcomes.filter(({ status }) => status === 200);
        const acceptedFromStaff = accepted.filter(({ actor }) => actor !== null);

        // Losers get an explanation: the comment changed, is no longer theirs, or has left that state.
        expect(outcomes.filter(({ status }) => ![200, 404, 409, 422].includes(status))).toEqual([]);
        expect(outcomes.length === 0 || accepted.length > 0).toBe(true);
        // The record contains every confirmed move and no other.
        const inWords = ({ actor, type, reason }: { actor: string | null; type: string | undefined; reason: string }) =>
          `${actor} ${type} ${reason}`;
        expect(acceptedFromStaff.map(({ event, ...who }) => inWords({ ...who, type: event })).toSorted()).toEqual(
          byStaff.map(inWords).toSorted(),
        );
        // The resident's repeated request is idempotent.
        const byResident = added.filter(({ role }) => role === 'resident').map(({ type }) => type);
        expect(byResident.toSorted()).toEqual(
          [...new Set(accepted.filter(({ actor }) => actor === null).map(({ event }) => event))].toSorted(),
        );
        // All clerks acted on the same version, so an accepted move may follow no event unknown to its clerk.
        const unseen = added.findIndex(({ type }) => !quietEvents.includes(type));
        const later = unseen < 0 ? [] : added.slice(unseen + 1);
        expect(later.filter(({ role }) => role !== 'resident' && role !== 'system')).toEqual([]);
      }

      const events = await office.readEvents();
      expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
      expect((await office.desk.readCase(office.receiptCode)).version).toBe(events.length);
      await sealEvents(office.deps);
      const ledger = await (await office.request('/data/ledger.json')).text();
      const check = await checkLedger(ledger, office.receipt, {
        knowledge: { calendars: office.deps.calendars, ruleFor: office.deps.ruleFor },
      });
      expect(check).toMatchObject({ findings: [], events: events.length, receipt: { isThere: true } });
      expect(check?.receipt?.events.map(({ version, type }) => [version, type])).toEqual(
        events.map(({ version, type }) => [version, type]),
      );
    },
  );
});
