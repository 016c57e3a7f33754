// The shape of a move: everything that the application has to know of one step that staff or the resident may take. Each
// has a file of its own, beside the fact that it makes; whatever it leaves out does not compile.
import type { DeclineWords } from '../contract/decline.ts';
import type { CaseView } from '../contract/queue.ts';
import type { CommentState, Role } from '../contract/words.ts';
import { z } from '../contract/zod.ts';
import type { CommentStanding } from './standing.ts';

/** What must hold besides the state; the first that does not is the reason of the refusal (check-move.ts). */
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
  /** The unit of the clerk who makes it; empty where there is none. */
  ownUnit: string;
  /** Version of the calendar in force. */
  calendar: number;
  /** How many second persons pass a reply before it is sent. */
  reviewers: number;
  /** The draft in review, in its words as recorded; null where there is none. */
  draft: { unit: string; text: string; reason: string | undefined } | null;
  /** The words of a reason to decline, as the list has them now. @throws Error where it has none of that id */
  declineWords: (ground: string) => DeclineWords;
}

/** A fact that a move makes. One that has words is given the salted hash of them. */
export type Made<Event> = { event: Event } | { words: string; event: (hash: string) => Event };

/** What a move has to know of a fact that it makes. */
interface MadeFact {
  name: string;
  schema: z.ZodType;
}

type Input = Record<string, z.ZodType>;

/** What is sent to make it. */
export type MoveRequest<Name extends string, Fields extends Input> = z.ZodObject<{ move: z.ZodLiteral<Name> } & Fields>;

interface MoveRule<Name extends string> {
  name: Name;
  /** States in which it may be made. */
  from: readonly CommentState[];
  needs: readonly Need[];
}

/** What the application needs to make the facts of a move, whichever it is. */
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
  /** What is sent with it. */
  input: Fields;
  /** The facts that it may make. */
  makes: Makes;
  /** Units, files or other comments are looked up, or files removed, before it is recorded (record/preparations.ts). */
  isPrepared: Prepared;
}

/** How a field of a staff move is shown. */
export type FormField =
  /** The units that may be given the comment, the likeliest first. */
  | { as: 'unit' }
  /** Beside the unit. */
  | { as: 'helpers' }
  /** Beside the question and its source, with templates. */
  | { as: 'reply' }
  /** The list of reasons to decline. */
  | { as: 'ground' }
  | { as: 'text'; label: string; rows: number; isShort: boolean }
  /** Nothing is asked: the other classification is sent, and its window shown. */
  | { as: 'other-classification' }
  /** The clerk is asked only after a warning. */
  | { as: 'warning' }
  /** In a form that only this move has. */
  | { as: 'own-form' };

export interface MoveForm<Key extends PropertyKey> {
  /** The button in full words. @param unitName of the unit that was chosen; empty where none was */
  button: (subject: CaseView, unitName: string) => string;
  /** What the move means, where that is not plain. */
  explanation: (subject: CaseView) => string | null;
  /** In the order of the form. */
  fields: Record<Key, FormField>;
}

interface StaffMoveStatement<
  Name extends string,
  Fields extends Input,
  Makes extends readonly MadeFact[],
  Prepared extends boolean,
> extends RecordedMove<Name, Fields, Makes, Prepared> {
  /** In buttons and lists: 分办. */
  word: string;
  by: readonly Role[];
  /** Which units may make it, of the roles that have one. */
  as: 'holder' | 'helper';
  form: MoveForm<keyof Fields>;
  /** What the screen says once it is made. @param isInReview a draft waits for a reviewer now */
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

/** How a field of a resident's move is shown. */
export type ResidentField =
  | { as: 'score'; label: string; worst: string; best: string }
  | { as: 'text'; label: string; hint: string; rows: number };

export interface ResidentForm<Key extends PropertyKey> {
  /** The heading that has to be opened first. */
  title: string;
  button: string;
  /** What follows from it. */
  explanation: (view: { isPublished: boolean }) => string;
  /** In the order of the form. */
  fields: Record<Key, ResidentField>;
}

interface ResidentMoveStatement<
  Name extends string,
  Fields extends Input,
  Makes extends readonly MadeFact[],
  Prepared extends boolean,
> extends RecordedMove<Name, Fields, Makes, Prepared> {
  /** Beside the answer, or among what is the resident's own. */
  place: 'answer' | 'own';
  form: ResidentForm<keyof Fields>;
  /** What the page says once it is made. */
  done: string;
  /** The comment stands as the move would leave it: a second click finds done what the first one did. */
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

/** What the resident may do that makes no fact of this comment: it leads to another page. */
export const defineResidentLink = <const Name extends string>(statement: MoveRule<Name> & { button: string }) => ({
  ...statement,
  request: null,
});
