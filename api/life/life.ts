// The registry of all facts and moves. Types, requests, names and words derive from it; the application ignores any
// fact or move that it does not list.
import type { z } from '../contract/zod.ts';
import { assign, assigned } from './desk/assign.ts';
import { categorize, categorized } from './desk/categorize.ts';
import { classified, classify } from './desk/classify.ts';
import { decline, declined } from './desk/decline.ts';
import { publish, published } from './desk/publish.ts';
import { release, released } from './desk/release.ts';
import { reopen, reopened } from './desk/reopen.ts';
import { transfer, transferred } from './desk/transfer.ts';
import { unpublish, unpublished } from './desk/unpublish.ts';
import { upheld, uphold } from './desk/uphold.ts';
import { urge, urged } from './desk/urge.ts';
import { contactViewed } from './desk/view-contact.ts';
import type { FactEffects, WordsTable } from './fact.ts';
import { dispute, disputed } from './resident/dispute.ts';
import { erase, erased } from './resident/erase.ts';
import { followUp } from './resident/follow-up.ts';
import { rate, rated } from './resident/rate.ts';
import { received } from './resident/receive.ts';
import { withdraw, withdrawn } from './resident/withdraw.ts';
import { consentWithdrawn, withhold } from './resident/withhold.ts';
import { pass } from './review/pass.ts';
import { reviewed } from './review/review.ts';
import { sendBack } from './review/send-back.ts';
import { bound } from './system/bind.ts';
import { held } from './system/hold.ts';
import { judged } from './system/judge.ts';
import { recomputed } from './system/recompute.ts';
import { advise, advised } from './unit/advise.ts';
import { correct, corrected } from './unit/correct.ts';
import { drafted } from './unit/draft.ts';
import { replied, reply } from './unit/reply.ts';
import { returned, returnToDesk } from './unit/return.ts';

/** Each fact under its name, which is also its stored type. */
export const facts = {
  received,
  classified,
  assigned,
  transferred,
  advised,
  returned,
  drafted,
  reviewed,
  replied,
  corrected,
  declined,
  withdrawn,
  published,
  unpublished,
  rated,
  recomputed,
  'contact-viewed': contactViewed,
  held,
  released,
  disputed,
  upheld,
  reopened,
  urged,
  'consent-withdrawn': consentWithdrawn,
  erased,
  categorized,
  judged,
  bound,
};
facts satisfies { [Name in keyof typeof facts]: { name: Name } };

type Facts = typeof facts;
export type EventType = keyof Facts;

/** An event of one fact; `at` in milliseconds UTC. */
export type EventOf<Name extends EventType = EventType> = {
  [Type in Name]: z.output<Facts[Type]['schema']>;
}[Name];

/** An event of any fact. The append-only list of events is the record. */
export type CommentEvent = EventOf;

/** An event with the account that caused it; null or absent for residents and the system. */
export type ActedEvent = CommentEvent & { actor?: string | null };

const eventTypes = new Set(Object.keys(facts));

/** Not `in`: objects inherit more names. */
export const isEventType = (type: string): type is EventType => eventTypes.has(type);

const effects: { [Type in EventType]: FactEffects<EventOf<Type>> } = facts;

/** The effects of a fact. @param type of the fact */
export const effectsOf = <Type extends EventType>(type: Type): FactEffects<EventOf<Type>> => effects[type];

/** Facts whose words are stored in a given table. */
export type EventWithWordsIn<Table extends WordsTable> = {
  [Type in EventType]: Facts[Type]['wordsIn'] extends Table ? EventOf<Type> : never;
}[EventType];

/** Requires that each move is under its own name and makes only registered facts. */
type Registered<Moves> = {
  [Name in keyof Moves]: { name: Name; makes: readonly Facts[EventType][] } | { name: Name; request: null };
};

/** In the order in which the screen offers them. */
export const staffMoves = {
  release,
  classify,
  categorize,
  assign,
  transfer,
  return: returnToDesk,
  reply,
  decline,
  urge,
  pass,
  'send-back': sendBack,
  correct,
  reopen,
  uphold,
  publish,
  unpublish,
  advise,
};
staffMoves satisfies Registered<typeof staffMoves>;

/** In page order. */
export const residentMoves = {
  rate,
  dispute,
  'follow-up': followUp,
  withhold,
  withdraw,
  erase,
};
residentMoves satisfies Registered<typeof residentMoves>;

type StaffMoves = typeof staffMoves;
type ResidentMoves = typeof residentMoves;
export type MoveName = keyof StaffMoves;
/** Moves that a resident with both codes can make. */
export type ResidentMoveName = keyof ResidentMoves;

const { 'follow-up': _, ...recorded } = residentMoves;
/** Moves that record a fact about the comment; the others link to another page. */
export const recordedResidentMoves = recorded;
export type RecordedResidentMoveName = keyof typeof recordedResidentMoves;
