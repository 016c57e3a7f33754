// The shape of a move: everything that the application must know about one step of staff or residents. Each move has its
// file beside the fact it makes; whatever it omits does not compile.
import type { DeclineWords } from '../contract/decline.ts';
import type { CaseView } from '../contract/queue.ts';
import type { CommentState, Role } from '../contract/words.ts';
import { z } from '../contract/zod.ts';
import type { CommentStanding } from './standing.ts';

/** Conditions besides the state; the first unmet one is the reason of the refusal (check-move.ts). */
export type Need =
  | 'held'
  | 'released'
  | 'consent'
  | 'unpublished'
  | 'published'
  | 'draft'
  | 'no-draft'
  | 'second-person'
  | 'clock-running'
  | 'answered'
  | 'answered-or-refused'
  | 'unrated'
  | 'undisputed'
  | 'personal-data';

/** What a move is made from besides its input. */
export interface MoveContext {
  /** Milliseconds UTC. */
  now: number;
  standing: CommentStanding;
  /** The clerk's unit; empty if there is none. */
  ownUnit: string;
  /** Version of the calendar in force. */
  calendar: number;
  /** Number of reviewers who approve a reply before it is sent. */
  reviewers: number;
  /** The draft in review, in its recorded words; null if there is none. */
  draft: { unit: string; text: string; reason: string | undefined } | null;
  /** The current words of a reason to decline. @throws Error for an unknown id */
  declineWords: (ground: string) => DeclineWords;
}

/** A fact that a move makes. A fact with words receives their salted hash. */
export type Made<Event> = { event: Event } | { words: string; event: (hash: string) => Event };

/** What a move must know about a fact it makes. */
interface MadeFact {
  name: string;
  schema: z.ZodType;
}

type Input = Record<string, z.ZodType>;

/** The request that makes the move. */
export type MoveRequest<Name extends string, Fields extends Input> = z.ZodObject<{ move: z.ZodLiteral<Name> } & Fields>;

interface MoveRule<Name extends string> {
  name: Name;
  /** States in which the move is allowed. */
  from: readonly CommentState[];
  needs: readonly Need[];
}

/** What the application needs to make the facts of any move. */
export interface MoveMaking<Fields, Event> {
  make: (input: Fields, context: MoveContext) => Made<Event>[];
}

interface RecordedMove<
  Name extends string,
  Fields extends Input,
  Makes extends readonly MadeFact[],
  Prepared extends boolean,
> extends MoveRule<Name>,
    MoveMaking<z.output<MoveRequest<Name, Fields>>, z.output<Makes[number]['schema']>> {
  /** Fields of the request. */
  input: Fields;
  /** Facts that it may make. */
  makes: Makes;
  /** True if it first looks up units, files or other comments, or removes files (record/preparations.ts). */
  isPrepared: Prepared;
}

/** How the form shows a field of a staff move. */
export type FormField =
  /** Assignable units, likeliest first. */
  | { as: 'unit' }
  /** Shown beside the unit. */
  | { as: 'helpers' }
  /** Shown beside the question and its source, with templates. */
  | { as: 'reply' }
  /** The list of reasons to decline. */
  | { as: 'ground' }
  | { as: 'text'; label: string; rows: number; isShort: boolean }
  /** No input: sends the other classification and shows its window. */
  | { as: 'other-classification' }
  /** Shown only after a warning. */
  | { as: 'warning' }
  /** Shown in a form that only this move has. */
  | { as: 'own-form' };

export interface MoveForm<Key extends PropertyKey> {
  /** The button's full text. @param unitName of the chosen unit; empty if none is chosen */
  button: (subject: CaseView, unitName: string) => string;
  /** What the move means, unless the button says it all. */
  explanation: (subject: CaseView) => string | null;
  /** In form order. */
  fields: Record<Key, FormField>;
}

interface StaffMoveStatement<
  Name extends string,
  Fields extends Input,
  Makes extends readonly MadeFact[],
  Prepared extends boolean,
> extends RecordedMove<Name, Fields, Makes, Prepared> {
  /** Short name on buttons and in lists: 分办. */
  word: string;
  by: readonly Role[];
  /** Which units may make it, for roles that belong to one. */
  as: 'holder' | 'helper';
  form: MoveForm<keyof Fields>;
  /** The screen's confirmation. @param isInReview a draft now waits for a reviewer */
  done: (isInReview: boolean) => string;
}

const toRequest = <const Name extends string, Fields extends Input>(
  name: Name,
  input: Fields,
): MoveRequest<Name, Fields> => z.object({ move: z.literal(name), ...input });

export const defineMove = <
  const Name extends string,
  Fields extends Input,
  const Makes extends readonly MadeFact[],
  const Prepared extends boolean,
>(
  statement: StaffMoveStatement<Name, Fields, Makes, Prepared>,
) => ({ ...statement, request: toRequest(statement.name, statement.input) });

/** How the form shows a field of a resident's move. */
export type ResidentField =
  | { as: 'score'; label: string; worst: string; best: string }
  | { as: 'text'; label: string; hint: string; rows: number };

export interface ResidentForm<Key extends PropertyKey> {
  /** The heading that must be opened first. */
  title: string;
  button: string;
  /** States the consequences. */
  explanation: (view: { isPublished: boolean }) => string;
  /** In form order. */
  fields: Record<Key, ResidentField>;
}

interface ResidentMoveStatement<
  Name extends string,
  Fields extends Input,
  Makes extends readonly MadeFact[],
  Prepared extends boolean,
> extends RecordedMove<Name, Fields, Makes, Prepared> {
  /** Beside the reply, or among the resident's own matters. */
  place: 'answer' | 'own';
  form: ResidentForm<keyof Fields>;
  /** The page's confirmation. */
  done: string;
  /** True if the comment already stands as the move would leave it, so that a second click succeeds. */
  isDone: (input: z.output<MoveRequest<Name, Fields>>, standing: CommentStanding, hasPersonalData: boolean) => boolean;
}

export const defineResidentMove = <
  const Name extends string,
  Fields extends Input,
  const Makes extends readonly MadeFact[],
  const Prepared extends boolean,
>(
  statement: ResidentMoveStatement<Name, Fields, Makes, Prepared>,
) => ({ ...statement, request: toRequest(statement.name, statement.input) });

/** A resident's move that makes no fact of this comment but leads to another page. */
export const defineResidentLink = <const Name extends string>(statement: MoveRule<Name> & { button: string }) => ({
  ...statement,
  request: null,
});
