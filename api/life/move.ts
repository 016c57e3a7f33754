// Defines moves: the steps that staff and residents can take. Each move has its own file beside the fact that it makes,
// and must declare every property, or it does not compile.
import type { DeclineWords } from '../contract/decline.ts';
import type { CaseView } from '../contract/queue.ts';
import type { CommentState, Role } from '../contract/words.ts';
import { z } from '../contract/zod.ts';
import type { JudgedWith } from './judging.ts';
import type { CommentStanding } from './standing.ts';

/** Conditions besides the state. The first unmet one explains the refusal (check-move.ts). */
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
  | 'answered-or-duplicate'
  | 'refusal-disputed'
  | 'awaits-reply'
  | 'decided'
  | 'personal-data';

/** Data that a move needs besides its input. */
export interface MoveContext {
  /** Milliseconds UTC. */
  now: number;
  standing: CommentStanding;
  /** The clerk's unit; empty if there is none. */
  ownUnit: string;
  /** Version of the calendar in force. */
  calendar: number;
  /** The rule and calendar that count the window, with their hashes. */
  judging: JudgedWith;
  /** Number of reviewers who must approve a reply before it is sent. */
  reviewers: number;
  /** The draft in review, with its recorded text; null if there is none. */
  draft: { unit: string; text: string; reason: string | undefined } | null;
  /** @returns the current wording of a reason to decline @throws Error for an unknown id */
  declineWords: (ground: string) => DeclineWords;
  /** @returns the title of a subject of this site @throws Error for an unknown id */
  subjectTitle: (about: string) => string;
}

/** A fact that a move makes. If the fact has a text, its event is built from the text's salted hash. */
export type Made<Event> = { event: Event } | { words: string; event: (hash: string) => Event };

/** The parts of a fact that its move needs. */
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

/** Turns the validated request into facts. */
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
  /** Facts that it can make. */
  makes: Makes;
  /** True if record/preparations.ts must first check units, files or similar replies, or delete files. */
  isPrepared: Prepared;
}

/** The control for a field in the form of a staff move. */
export type FormField =
  /** Assignable units, best match first. */
  | { as: 'unit' }
  /** Shown beside the unit. */
  | { as: 'helpers' }
  /** Shown beside the question and its source, with templates. */
  | { as: 'reply' }
  /** The list of reasons to decline. */
  | { as: 'ground' }
  /** The comment that this one repeats, asked for with a reason that names one. */
  | { as: 'twin' }
  | { as: 'text'; label: string; rows: number; isShort: boolean }
  /** Subjects of the comment's place, best match first, with a search. */
  | { as: 'subject' }
  /** The kinds of comments, with the current one chosen. */
  | { as: 'kind' }
  /** No input: sends the other classification and shows its window. */
  | { as: 'other-classification' }
  /** Shown only after a warning. */
  | { as: 'warning' }
  /** Shown in a form that only this move has. */
  | { as: 'own-form' };

export interface MoveForm<Key extends PropertyKey> {
  /** The button's full label. @param unitName of the chosen unit; empty if none is chosen */
  button: (subject: CaseView, unitName: string) => string;
  /** Explains the move; null if the button's label suffices. */
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
  /** For roles with a unit: whether the lead unit or a supporting unit may make it. */
  as: 'holder' | 'helper';
  form: MoveForm<keyof Fields>;
  /** Confirmation shown after the move. @param isInReview a draft now waits for a reviewer */
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

/** The control for a field in the form of a resident's move. */
export type ResidentField =
  | { as: 'score'; label: string; worst: string; best: string }
  | { as: 'text'; label: string; hint: string; rows: number };

export interface ResidentForm<Key extends PropertyKey> {
  /** Heading of the collapsed section that contains the form. */
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
  /** The form's place on the page: beside the reply, or in the section on the resident's own data. */
  place: 'answer' | 'own';
  form: ResidentForm<keyof Fields>;
  /** The form of a declined comment, where it differs; null if it does not. */
  formWhenDeclined: ResidentForm<keyof Fields> | null;
  /** Confirmation shown after the move. */
  done: string;
  /** True if the move would change nothing. A repeated click then succeeds. */
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

/** A resident's move that links to another page and records no fact about this comment. */
export const defineResidentLink = <const Name extends string>(statement: MoveRule<Name> & { button: string }) => ({
  ...statement,
  request: null,
});
