// The life of a comment: its facts are events, and its state is derived from them. Which move may follow: moves.ts.
import type { DeclineWords } from '../contract/decline.ts';
import type { Blackout } from '../contract/queue.ts';
import type { Classification, CommentState, HoldReason, Kind } from '../contract/words.ts';
import { readBlackouts, readFileNumbers } from './privacy/publication.ts';
import { type Draft, followDraft } from './review.ts';

/** How a resident found the answer, each from 1 (poor) to 5: 解决程度, 办理时间, 办理态度. */
export interface Rating {
  solved: number;
  speed: number;
  manner: number;
}

/**
 * A fact about a comment. Events are only ever added; nothing else is the record.
 * `text` is a salted hash of words that stand in a table of their own; `calendar` is the version that the verdict rests on;
 * `follows` is the receipt code of the comment that a follow-up asks on; `files` of a receipt is a salted hash of what came
 * along, `files` of a publication names by number those that everybody may see (`1,3`), `blackouts` what nobody may
 * (`text:12-23,reply:3-8`). A draft of a correction has the reason of the correction. `helpers` names units (`a,b`), as the
 * ledger writes it. A refusal carries the words of the list of reasons as they stood; of an old one there is the reason alone.
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
      files?: string;
    }
  | { type: 'classified'; from: Classification; to: Classification; reason: string }
  | { type: 'assigned'; unit: string; helpers?: string }
  | { type: 'transferred'; from: string; unit: string; reason: string; helpers?: string }
  | { type: 'advised'; unit: string; text: string }
  | { type: 'returned'; unit: string; reason: string }
  | { type: 'drafted'; unit: string; text: string; reason?: string }
  | { type: 'reviewed'; passed: boolean; reason: string }
  | { type: 'replied'; unit: string; text: string; calendar: number }
  | { type: 'corrected'; unit: string; text: string; reason: string }
  | ({ type: 'declined'; reason: string; calendar: number } & Partial<DeclineWords>)
  | { type: 'withdrawn' }
  | { type: 'published'; files?: string; blackouts?: string }
  | { type: 'unpublished'; reason: string }
  | ({ type: 'rated' } & Rating)
  | { type: 'recomputed'; from: string; to: string; calendar: number }
  | { type: 'contact-viewed'; reason: string }
  | { type: 'held'; reason: HoldReason }
  | { type: 'released' }
  | { type: 'disputed'; text: string }
  | { type: 'upheld'; reason: string }
  | { type: 'urged'; reason: string }
  | { type: 'consent-withdrawn' }
  | { type: 'erased'; months?: number }
);

export type EventType = CommentEvent['type'];

/** An event with the account of who made it; null or none for a resident and for the system. */
export type ActedEvent = CommentEvent & { actor?: string | null };

/** What the events so far add up to. */
export interface CommentStanding {
  state: CommentState;
  classification: Classification;
  /** The unit that holds it, or that replied. */
  unit: string | null;
  /** Units that help the one that holds it (协办); none once it left that unit. */
  helpers: string[];
  receivedAt: number;
  /** The first reply or the refusal: what stops the clock (design rule 9); or the resident's withdrawal. */
  stoppedAt: number | null;
  stoppedBy: 'reply' | 'refusal' | 'withdrawal' | null;
  /** The calendar that the verdict rests on; null while there is none. */
  judgedBy: number | null;
  /** Changed from simple to standard after the simple window had ended, so that it can't hide a late reply (rule 8). */
  reclassifications: { at: number; from: Classification; to: Classification }[];
  /** A reply or a correction that waits for review, or was sent back; the clock runs meanwhile. */
  draft: Draft | null;
  /** Why it waits for a look by the desk; null where it does not, or not any more. The clock runs meanwhile. */
  heldBecause: HoldReason | null;
  /** When the desk last urged the unit to answer (督办); null where it did not, or the answer is there. */
  urgedAt: number | null;
  isPublished: boolean;
  /** Numbers of the attachments that the desk released with the answer as it is published now. */
  publicFiles: number[];
  /** What nobody may read of title, text and reply as they are published now. */
  blackouts: Blackout[];
  /** What was blacked out when it was last published, as far as it fits the words as they stand. */
  lastBlackouts: Blackout[];
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
export function deriveStanding(events: ActedEvent[]): CommentStanding {
  const [first, ...rest] = events;
  if (first?.type !== 'received') throw new Error('a comment begins with its receipt');
  const standing: CommentStanding = {
    state: 'received',
    classification: 'standard', // every comment starts as standard (design rule 8)
    unit: null,
    helpers: [],
    receivedAt: first.at,
    stoppedAt: null,
    stoppedBy: null,
    judgedBy: null,
    reclassifications: [],
    draft: null,
    heldBecause: null,
    urgedAt: null,
    isPublished: false,
    publicFiles: [],
    blackouts: [],
    lastBlackouts: [],
    isConsentWithdrawn: false,
    rating: null,
    isReplyDisputed: false,
    wasDisputed: false,
    version: events.length,
  };
  for (const event of rest) {
    apply(standing, event);
    standing.draft = followDraft(standing.draft, event);
  }
  return standing;
}

/** The first reply, refusal or withdrawal is what counts; nothing later changes the verdict. */
function stop(standing: CommentStanding, at: number, by: CommentStanding['stoppedBy'], calendar: number | null): void {
  standing.urgedAt = null;
  if (standing.stoppedAt !== null) return;
  standing.stoppedAt = at;
  standing.stoppedBy = by;
  standing.judgedBy = calendar;
}

/** As the event says it: `yibaoju,jiaotiju`; undefined for none. */
export const writeHelpers = (units: string[]): { helpers?: string } =>
  units.length > 0 ? { helpers: units.join(',') } : {};

const readHelpers = (helpers: string | undefined): string[] => helpers?.split(',') ?? [];

function takeDown(standing: CommentStanding): void {
  standing.isPublished = false;
  standing.publicFiles = [];
  standing.blackouts = [];
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
      // Who is not named anew helps no more.
      standing.helpers = readHelpers(event.helpers);
      return;
    case 'returned':
      standing.state = 'returned';
      standing.unit = null;
      standing.helpers = [];
      return;
    // A correction waits for review among the disputed ones: the resident still waits for it.
    case 'drafted':
      if (standing.stoppedAt === null) standing.state = 'in-review';
      return;
    case 'reviewed':
      if (!event.passed && standing.state === 'in-review') standing.state = 'assigned';
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
      standing.publicFiles = readFileNumbers(event.files);
      standing.blackouts = readBlackouts(event.blackouts);
      standing.lastBlackouts = standing.blackouts;
      return;
    case 'unpublished':
      takeDown(standing);
      return;
    case 'rated':
      standing.rating = { solved: event.solved, speed: event.speed, manner: event.manner };
      return;
    case 'held':
      standing.heldBecause = event.reason;
      return;
    case 'released':
      standing.heldBecause = null;
      return;
    case 'urged':
      standing.urgedAt = event.at;
      return;
    case 'disputed':
      standing.state = 'disputed';
      standing.isReplyDisputed = true;
      standing.wasDisputed = true;
      return;
    case 'corrected':
      standing.state = 'replied';
      standing.isReplyDisputed = false;
      // Ranges of the old wording would leave open what they were meant to hide in the new one.
      if (standing.blackouts.some(({ part }) => part === 'reply')) takeDown(standing);
      standing.lastBlackouts = standing.lastBlackouts.filter(({ part }) => part !== 'reply');
      return;
    case 'upheld':
      standing.state = 'replied';
      return;
    case 'consent-withdrawn':
      standing.isConsentWithdrawn = true;
      takeDown(standing);
      return;
    case 'erased':
      standing.publicFiles = [];
      return;
    case 'recomputed':
    case 'advised':
    case 'contact-viewed':
      return; // facts about the comment that change nothing of where it stands
  }
}

/** Events that change nothing of what a clerk is about to do: after them no move is stale. */
const quietEvents: ReadonlySet<EventType> = new Set(['contact-viewed', 'rated', 'erased', 'urged']);

export const isQuiet = ({ type }: CommentEvent): boolean => quietEvents.has(type);
