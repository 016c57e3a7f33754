// The life of a comment: its facts are events, its state is derived from them, and one table says which move may follow.
import type { Classification, CommentState, Kind, MoveName, ResidentMoveName, Role } from '../contract/words.ts';

/** How a resident found the answer, each from 1 (poor) to 5: 解决程度, 办理时间, 办理态度. */
export interface Rating {
  solved: number;
  speed: number;
  manner: number;
}

/**
 * A fact about a comment. Events are only ever added; nothing else is the record.
 * `text` is a salted hash of words that stand in a table of their own; `calendar` is the version that the verdict rests on;
 * `follows` is the receipt code of the comment that a follow-up asks on.
 */
export type CommentEvent = { at: number } & (
  | {
      type: 'received';
      jurisdiction: string;
      kind: Kind;
      about: string;
      sample: boolean;
      text: string;
      follows?: string;
    }
  | { type: 'classified'; from: Classification; to: Classification; reason: string }
  | { type: 'assigned'; unit: string }
  | { type: 'transferred'; from: string; unit: string; reason: string }
  | { type: 'returned'; unit: string; reason: string }
  | { type: 'drafted'; unit: string }
  | { type: 'reviewed'; passed: boolean; reason: string }
  | { type: 'replied'; unit: string; text: string; calendar: number }
  | { type: 'corrected'; unit: string; text: string; reason: string }
  | { type: 'declined'; reason: string; calendar: number }
  | { type: 'withdrawn' }
  | { type: 'published' }
  | { type: 'unpublished'; reason: string }
  | ({ type: 'rated' } & Rating)
  | { type: 'recomputed'; from: string; to: string; calendar: number }
  | { type: 'contact-viewed'; reason: string }
  | { type: 'disputed'; text: string }
  | { type: 'upheld'; reason: string }
  | { type: 'consent-withdrawn' }
  | { type: 'erased' }
);

export type EventType = CommentEvent['type'];

/** What the events so far add up to. */
export interface CommentStanding {
  state: CommentState;
  classification: Classification;
  /** The unit that holds it, or that replied. */
  unit: string | null;
  receivedAt: number;
  /** The first reply or the refusal: what stops the clock (design rule 9); or the resident's withdrawal. */
  stoppedAt: number | null;
  stoppedBy: 'reply' | 'refusal' | 'withdrawal' | null;
  /** The calendar that the verdict rests on; null while there is none. */
  judgedBy: number | null;
  /** Changed from simple to standard after the simple window had ended, so that it can't hide a late reply (rule 8). */
  reclassifications: { at: number; from: Classification; to: Classification }[];
  isPublished: boolean;
  /** The resident took back the consent to publish; it is not given again. */
  isConsentWithdrawn: boolean;
  rating: Rating | null;
  /** The resident said 答非所问 of the reply as it stands: once for each reply and each correction. */
  isReplyDisputed: boolean;
  /** Any reply to it was ever disputed. */
  wasDisputed: boolean;
  /** Number of events. */
  version: number;
}

/** @throws Error where the first event is not the receipt: such a record is broken and must not be shown as sound */
export function deriveStanding(events: CommentEvent[]): CommentStanding {
  const [first, ...rest] = events;
  if (first?.type !== 'received') throw new Error('a comment begins with its receipt');
  const standing: CommentStanding = {
    state: 'received',
    classification: 'standard', // every comment starts as standard (design rule 8)
    unit: null,
    receivedAt: first.at,
    stoppedAt: null,
    stoppedBy: null,
    judgedBy: null,
    reclassifications: [],
    isPublished: false,
    isConsentWithdrawn: false,
    rating: null,
    isReplyDisputed: false,
    wasDisputed: false,
    version: events.length,
  };
  for (const event of rest) apply(standing, event);
  return standing;
}

/** The first reply, refusal or withdrawal is what counts; nothing later changes the verdict. */
function stop(standing: CommentStanding, at: number, by: CommentStanding['stoppedBy'], calendar: number | null): void {
  if (standing.stoppedAt !== null) return;
  standing.stoppedAt = at;
  standing.stoppedBy = by;
  standing.judgedBy = calendar;
}

function apply(standing: CommentStanding, event: CommentEvent): void {
  switch (event.type) {
    case 'received':
      throw new Error('a comment is received once');
    case 'classified':
      standing.classification = event.to;
      standing.reclassifications.push({ at: event.at, from: event.from, to: event.to });
      return;
    case 'assigned':
    case 'transferred':
      standing.state = 'assigned';
      standing.unit = event.unit;
      return;
    case 'returned':
      standing.state = 'returned';
      standing.unit = null;
      return;
    case 'drafted':
      standing.state = 'in-review';
      return;
    case 'reviewed':
      if (!event.passed) standing.state = 'assigned';
      return;
    case 'replied':
      standing.state = 'replied';
      stop(standing, event.at, 'reply', event.calendar);
      return;
    case 'declined':
      standing.state = 'declined';
      stop(standing, event.at, 'refusal', event.calendar);
      return;
    case 'withdrawn':
      standing.state = 'withdrawn';
      stop(standing, event.at, 'withdrawal', null);
      return;
    case 'published':
      standing.isPublished = true;
      return;
    case 'unpublished':
      standing.isPublished = false;
      return;
    case 'rated':
      standing.rating = { solved: event.solved, speed: event.speed, manner: event.manner };
      return;
    case 'disputed':
      standing.state = 'disputed';
      standing.isReplyDisputed = true;
      standing.wasDisputed = true;
      return;
    case 'corrected':
      standing.state = 'replied';
      standing.isReplyDisputed = false;
      return;
    case 'upheld':
      standing.state = 'replied';
      return;
    case 'consent-withdrawn':
      standing.isConsentWithdrawn = true;
      standing.isPublished = false;
      return;
    case 'recomputed':
    case 'contact-viewed':
    case 'erased':
      return; // facts about the comment that change nothing of where it stands
  }
}

interface MoveRule {
  /** States in which the move may be made. */
  from: readonly CommentState[];
  by: readonly Role[];
  /** What must hold besides; the first that does not is the reason of the refusal. */
  needs?: readonly ('consent' | 'unpublished' | 'published')[];
}

/** The one table of moves. The API enforces it, the queue asks it what to offer. */
const moveRules: Record<MoveName, MoveRule> = {
  classify: { from: ['received', 'assigned', 'returned'], by: ['desk'] },
  assign: { from: ['received', 'returned'], by: ['desk'] },
  transfer: { from: ['assigned'], by: ['desk'] },
  return: { from: ['assigned'], by: ['unit'] },
  reply: { from: ['assigned'], by: ['unit'] },
  decline: { from: ['received', 'returned'], by: ['desk'] },
  correct: { from: ['disputed'], by: ['unit'] },
  uphold: { from: ['disputed'], by: ['desk'] },
  publish: { from: ['replied'], by: ['desk'], needs: ['consent', 'unpublished'] },
  unpublish: { from: ['replied', 'disputed'], by: ['desk'], needs: ['published'] },
};

/** Who wants to move, as far as the table cares. */
export interface Mover {
  role: Role;
  /** The unit clerk's unit; null for the desk. */
  unit: string | null;
}

export type Refusal =
  | 'not-your-role'
  | 'not-your-unit'
  | 'not-in-this-state'
  | 'no-consent'
  | 'already-published'
  | 'not-published';

/**
 * May this move be made now?
 *
 * @param mayBePublished the resident's consent
 */
export function checkMove(
  move: MoveName,
  standing: CommentStanding,
  mayBePublished: boolean,
  mover: Mover,
): { ok: true } | { ok: false; reason: Refusal } {
  const rule = moveRules[move];
  if (!rule.by.includes(mover.role)) return { ok: false, reason: 'not-your-role' };
  if (mover.role === 'unit' && mover.unit !== standing.unit) return { ok: false, reason: 'not-your-unit' };
  if (!rule.from.includes(standing.state)) return { ok: false, reason: 'not-in-this-state' };
  for (const need of rule.needs ?? []) {
    if (need === 'consent' && !mayBePublished) return { ok: false, reason: 'no-consent' };
    if (need === 'unpublished' && standing.isPublished) return { ok: false, reason: 'already-published' };
    if (need === 'published' && !standing.isPublished) return { ok: false, reason: 'not-published' };
  }
  return { ok: true };
}

/** Name and contact are for who handles the comment: the desk, and the unit that holds it. */
export function canViewContact(standing: CommentStanding, viewer: Mover): boolean {
  return viewer.role === 'desk' || (viewer.role === 'unit' && viewer.unit !== null && viewer.unit === standing.unit);
}

/** Every move that this person may make now, in the table's order. */
export function listMoves(standing: CommentStanding, mayBePublished: boolean, mover: Mover): MoveName[] {
  const names = Object.keys(moveRules) as MoveName[];
  return names.filter((move) => checkMove(move, standing, mayBePublished, mover).ok);
}

/** Events that change nothing of what a clerk is about to do: after them no move is stale. */
const quietEvents: ReadonlySet<EventType> = new Set(['contact-viewed', 'rated', 'erased']);

export const isQuiet = ({ type }: CommentEvent): boolean => quietEvents.has(type);

/** What of a comment is not in its events, as far as the resident's moves depend on it. */
export interface LeftByResident {
  /** Consented when it was sent, and not taken back since. */
  mayBePublished: boolean;
  /** A name or a contact is still stored. */
  hasPersonalData: boolean;
}

const canDo: Record<ResidentMoveName, (standing: CommentStanding, left: LeftByResident) => boolean> = {
  rate: ({ stoppedBy, rating }) => stoppedBy === 'reply' && rating === null,
  dispute: ({ state, isReplyDisputed }) => state === 'replied' && !isReplyDisputed,
  'follow-up': ({ stoppedBy }) => stoppedBy === 'reply' || stoppedBy === 'refusal',
  withhold: (_, { mayBePublished }) => mayBePublished,
  withdraw: ({ stoppedAt }) => stoppedAt === null,
  erase: (_, { hasPersonalData }) => hasPersonalData,
};

/** Everything that the resident who holds the codes may do now, in the page's order. */
export function listResidentMoves(standing: CommentStanding, left: LeftByResident): ResidentMoveName[] {
  const names = Object.keys(canDo) as ResidentMoveName[];
  return names.filter((move) => canDo[move](standing, left));
}
