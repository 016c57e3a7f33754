// Defines facts: the kinds of events that can happen to a comment. Each fact has its own file and must declare every
// property, or it does not compile.
import { z } from '../contract/zod.ts';
import type { CommentStanding, Draft } from './standing.ts';

/** The ledger prints each field as a plain value. */
export type Fields = Record<string, z.ZodType<string | number | boolean>>;

/** Tables of texts; a fact stores only the salted hash of its text. */
export type WordsTable = 'replies' | 'drafts' | 'advice' | 'disputes';

export type FactSchema<Name extends string, Open extends Fields, Closed extends Fields> = z.ZodObject<
  { type: z.ZodLiteral<Name>; at: z.ZodNumber } & Open & Closed,
  z.core.$strict
>;

/** One line of 办理经过. */
export interface Line {
  what: string;
  note: string;
}

/** Data that a line may need besides the fact. */
export interface LineContext {
  /** @returns a unit's name as printed on the site @param id of the unit */
  unitName: (id: string) => string;
  /** True if this fact removed a public answer. */
  tookDown: boolean;
}

/** The fact in words; null where the recipient gets no line or note. */
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

/** Effect on the draft: it stays, ends, or changes. */
export type DraftEffect<Event> =
  | 'keeps'
  | 'ends'
  | ((draft: Draft | null, event: Event, actor: string | null) => Draft | null);

/** Effects of a fact on the application. */
export interface FactEffects<Event> {
  /** Updates the standing; null if the fact does not change it. */
  apply: ((standing: CommentStanding, event: Event) => void) | null;
  /**
   * Whether the public fields are possible in this standing; null if any are. Moves make no others, so a reader of the
   * ledger can tell a forged event.
   */
  fits: ((event: Event, standing: CommentStanding) => boolean) | null;
  draft: DraftEffect<Event>;
  /** True if the fact affects no pending move, so that open pages do not become stale. */
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
  /** Fields that the ledger shows. Stored rows must always parse, so the schema checks types and no limits. */
  open: Open;
  /** Private fields: the ledger shows only a salted hash. */
  closed: Closed;
  /** The table that stores its text; null if it has none. */
  wordsIn: Table;
}

export interface Fact<Name extends string, Open extends Fields, Closed extends Fields, Table extends WordsTable | null>
  extends FactStatement<Name, Open, Closed, Table> {
  /** Schema of the complete event; it rejects unknown fields. */
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
