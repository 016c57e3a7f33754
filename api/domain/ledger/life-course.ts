// Whether an event can follow what the ledger shows of its comment: the record's own rules, without the private columns.
import type { LedgerEvent } from '../../contract/ledger.ts';
import { canResidentMove, checkMove } from '../../life/check-move.ts';
import {
  type CommentEvent,
  type EventOf,
  type EventType,
  effectsOf,
  recordedResidentMoves,
  staffMoves,
} from '../../life/life.ts';
import type { CommentStanding } from '../../life/standing.ts';
import { canViewContact } from '../access/viewers.ts';
import { retentionEnd } from '../privacy/retention.ts';

/** A comment's life as far as the ledger has shown it. */
export interface LifeSoFar {
  standing: CommentStanding;
  jurisdiction: string;
  /** The receipt names attachments. */
  hasFiles: boolean;
  isErased: boolean;
  /** Number of reviewers that the rule requires. */
  reviewers: number;
  /** The newest calendar that the ledger names for it. */
  calendar: number;
  last: LedgerEvent;
}

/** Accounts are private. Each event gets its own, so that two reviewers count as two. */
export const accountOf = ({ version }: Pick<LedgerEvent, 'version'>): string => `#${version}`;

const isStaff = (by: LedgerEvent['by']): by is Exclude<LedgerEvent['by'], 'resident' | 'system'> =>
  by !== 'resident' && by !== 'system';

const makes = (facts: readonly { name: string }[], type: EventType) => facts.some(({ name }) => name === type);

function isMadeByStaff(event: CommentEvent, line: LedgerEvent, { standing, isErased }: LifeSoFar): boolean {
  if (!isStaff(line.by)) return false;
  const [role, id] = [line.by, accountOf(line)];
  if (event.type === 'contact-viewed') return !isErased && canViewContact(standing, { role, unit: standing.unit });
  return Object.values(staffMoves).some((move) => {
    if (!makes(move.makes, event.type)) return false;
    const own = move.as === 'helper' && 'unit' in event ? event.unit : standing.unit;
    const mover = { role, id, unit: role === 'unit' ? own : null };
    return checkMove(move.name, standing, !standing.isConsentWithdrawn, mover).ok;
  });
}

function isMadeByResident(event: CommentEvent, { standing, isErased }: LifeSoFar): boolean {
  if (event.type === 'erased' && event.months !== undefined) return false;
  const left = { mayBePublished: !standing.isConsentWithdrawn, hasPersonalData: !isErased };
  return Object.values(recordedResidentMoves).some(
    (move) => makes(move.makes, event.type) && canResidentMove(move.name, standing, left),
  );
}

function isMadeBySystem(event: CommentEvent, life: LifeSoFar): boolean {
  const { standing, isErased } = life;
  switch (event.type) {
    case 'held':
      return standing.version === 1 && event.at === standing.receivedAt;
    case 'recomputed':
    case 'bound':
      return true; // recounts.ts and judgements.ts count its window again
    case 'judged':
      // In the act that closed it, or when a recount settles it.
      return standing.verdict !== null || event.at === standing.stoppedAt;
    case 'erased': {
      const { months } = event;
      if (isErased || months === undefined || standing.stoppedAt === null || standing.state === 'disputed')
        return false;
      return standing.stoppedAt < retentionEnd(event.at, months);
    }
    default:
      return false;
  }
}

function isMade(event: CommentEvent, line: LedgerEvent, life: LifeSoFar): boolean {
  if (line.by === 'resident') return isMadeByResident(event, life);
  return line.by === 'system' ? isMadeBySystem(event, life) : isMadeByStaff(event, line, life);
}

const fits = <Type extends EventType>(type: Type, event: EventOf<Type>, standing: CommentStanding): boolean =>
  effectsOf(type).fits?.(event, standing) ?? true;

/** True if the last reviewer has approved, so that the reply leaves in the same act. */
export const mustBeSent = ({ last, standing, reviewers }: LifeSoFar): boolean =>
  last.type === 'reviewed' && reviewers > 0 && (standing.draft?.passedBy.length ?? 0) >= reviewers;

const isSending = ({ type }: Pick<CommentEvent, 'type'>): boolean => type === 'replied' || type === 'corrected';

/** A reply that needs review leaves with its last approval; one that needs none leaves with its unit. */
function isReviewed(event: CommentEvent, line: LedgerEvent, life: LifeSoFar): boolean {
  const leavesNow = isSending(event) && line.by === 'reviewer' && line.at === life.last.at;
  if (mustBeSent(life)) return leavesNow;
  if (!isSending(event)) return true;
  if (line.by === 'unit') return life.reviewers === 0;
  // The rule asks for none, and the office had one all the same.
  return life.reviewers === 0 && leavesNow && life.last.type === 'reviewed';
}

export const notJudged = '留言已经办结，却没有判定是否按期';

/** A closing is judged in the same act, if the record names what judges it. */
const isJudgedInTime = ({ type }: CommentEvent, { standing }: LifeSoFar): boolean =>
  type === 'judged' || !standing.isBound || standing.stoppedAt === null || standing.verdict !== null;

/** @returns why the event cannot have happened then; null if it can */
export function findImpossible(event: CommentEvent, line: LedgerEvent, life: LifeSoFar): string | null {
  const { ledger } = effectsOf(event.type).words;
  if (!isJudgedInTime(event, life)) return notJudged;
  if (!isMade(event, line, life)) return `当时不能“${ledger}”：与此前的办理经过不符`;
  if (!fits(event.type, event, life.standing)) return `“${ledger}”的内容与此前的办理经过不符`;
  if (event.type === 'published' && event.files !== undefined && (!life.hasFiles || life.isErased)) {
    return '选登的附件不存在';
  }
  return isReviewed(event, line, life) ? null : '没有按规定审核后发出';
}
