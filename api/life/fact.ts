// The shape of a fact: everything that the application has to know of one thing that can happen to a comment. Each has a
// file of its own; whatever it leaves out does not compile.
import { z } from '../contract/zod.ts';
import type { CommentStanding, Draft } from './standing.ts';

/** The ledger prints a field as a plain value. */
export type Fields = Record<string, z.ZodType<string | number | boolean>>;

/** The tables that keep the words of which a fact holds a salted hash. */
export type WordsTable = 'replies' | 'drafts' | 'advice' | 'disputes';

export type FactSchema<Name extends string, Open extends Fields, Closed extends Fields> = z.ZodObject<
  { type: z.ZodLiteral<Name>; at: z.ZodNumber } & Open & Closed,
  z.core.$strict
>;

/** A line of 办理经过. */
export interface Line {
  what: string;
  note: string;
}

/** What a line may need besides the fact. */
export interface LineContext {
  /** A unit as the site prints it. @param id of the unit */
  unitName: (id: string) => string;
  /** The answer was public, and this fact took it down. */
  tookDown: boolean;
}

/** How a fact is told. Null is written where nobody is told. */
export interface FactWords<Event> {
  /** For staff, and in the auditor's file of events. */
  staff: (event: Event, context: LineContext) => Line;
  /** For the resident who follows the comment. */
  resident: ((event: Event, context: LineContext) => Line) | null;
  /** What a note to the resident says, after 您的留言 and the receipt code. */
  residentNews: string | null;
  /** What a note to the office says, after the receipt code. */
  officeNews: string | null;
  /** In a list of the public ledger. */
  ledger: string;
}

/** What happens to a draft: it stays, it is gone, or something else. */
export type DraftEffect<Event> =
  | 'keeps'
  | 'ends'
  | ((draft: Draft | null, event: Event, actor: string | null) => Draft | null);

/** What the application does with a fact, whichever it is. */
export interface FactEffects<Event> {
  /** Changes the standing; null where the comment stands as before. */
  apply: ((standing: CommentStanding, event: Event) => void) | null;
  draft: DraftEffect<Event>;
  /** Changes nothing of what a clerk is about to do: after it no move is stale. */
  isQuiet: boolean;
  /** Name, contact and attachments are deleted with it. */
  erasesPersonalData: boolean;
  words: FactWords<Event>;
}

interface FactStatement<
  Name extends string,
  Open extends Fields,
  Closed extends Fields,
  Table extends WordsTable | null,
> extends FactEffects<z.output<FactSchema<Name, Open, Closed>>> {
  /** The stored type. */
  name: Name;
  /** What everybody may read of it in the ledger. Stored rows must parse for ever: only the form is checked, no limit. */
  open: Open;
  /** What the ledger has only a salted hash of. */
  closed: Closed;
  /** Where its words lie; null where it has none. */
  wordsIn: Table;
}

export interface Fact<Name extends string, Open extends Fields, Closed extends Fields, Table extends WordsTable | null>
  extends FactStatement<Name, Open, Closed, Table> {
  /** The whole event; a field that it does not name is refused. */
  schema: FactSchema<Name, Open, Closed>;
}

export const defineFact = <
  const Name extends string,
  Open extends Fields,
  Closed extends Fields,
  const Table extends WordsTable | null,
>(
  statement: FactStatement<Name, Open, Closed, Table>,
): Fact<Name, Open, Closed, Table> => ({
  ...statement,
  schema: z.strictObject({
    type: z.literal(statement.name),
    at: z.number().int(),
    ...statement.open,
    ...statement.closed,
  }),
});
