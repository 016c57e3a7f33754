// The shape of a fact: everything that the application must know about one thing that can happen to a comment. Each fact
// has its own file; whatever it omits does not compile.
import { z } from '../contract/zod.ts';
import type { CommentStanding, Draft } from './standing.ts';

/** The ledger prints each field as a plain value. */
export type Fields = Record<string, z.ZodType<string | number | boolean>>;

/** Tables that hold the words of which a fact stores a salted hash. */
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
  /** A unit's name as the site prints it. @param id of the unit */
  unitName: (id: string) => string;
  /** The answer was public, and this fact removed it. */
  tookDown: boolean;
}

/** The fact in words. Write null where nobody is notified. */
export interface FactWords<Event> {
  /** For staff, and in the auditor's file of events. */
  staff: (event: Event, context: LineContext) => Line;
  /** For the resident who follows the comment. */
  resident: ((event: Event, context: LineContext) => Line) | null;
  /** Text of a note to the resident, after 您的留言 and the receipt code. */
  residentNews: string | null;
  /** Text of a note to the office, after the receipt code. */
  officeNews: string | null;
  /** Name in a list of the public ledger. */
  ledger: string;
}

/** What happens to a draft: it stays, it ends, or it changes. */
export type DraftEffect<Event> =
  | 'keeps'
  | 'ends'
  | ((draft: Draft | null, event: Event, actor: string | null) => Draft | null);

/** What the application does with any fact. */
export interface FactEffects<Event> {
  /** Changes the standing; null if the fact leaves it unchanged. */
  apply: ((standing: CommentStanding, event: Event) => void) | null;
  draft: DraftEffect<Event>;
  /** True if the fact affects nothing that a clerk is about to do, so that it makes no move stale. */
  isQuiet: boolean;
  /** Deletes name, contact and attachments. */
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
  /** Public fields in the ledger. Stored rows must parse for ever, so the schema checks only the type, no limits. */
  open: Open;
  /** Fields of which the ledger holds only a salted hash. */
  closed: Closed;
  /** The table that holds its words; null if it has none. */
  wordsIn: Table;
}

export interface Fact<Name extends string, Open extends Fields, Closed extends Fields, Table extends WordsTable | null>
  extends FactStatement<Name, Open, Closed, Table> {
  /** The whole event; unknown fields are refused. */
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
