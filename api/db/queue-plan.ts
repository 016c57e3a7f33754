// Which index serves which queue query. Each query names its index, so that no planner picks a slower one
// as the table grows.
import { and, eq, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { CommentState, Kind } from '../contract/words.ts';
import { disputedStates } from '../life/states.ts';
import { comments, helping } from './schema.ts';

/** What one clerk may see. */
export interface QueueView {
  jurisdiction: string;
  /** Null for the desk, which sees all units' comments. */
  unit: string | null;
}

/** The clerk's filters; undefined for none. */
export interface QueueTraits {
  state?: CommentState | undefined;
  unit?: string | undefined;
  kind?: Kind | undefined;
  document?: string | undefined;
  isHeld?: true | undefined;
  isUrged?: true | undefined;
}

type Trait = keyof QueueTraits;

const whereTrait: { [Name in Trait]-?: (traits: QueueTraits) => SQL | undefined } = {
  state: ({ state }) => state && eq(comments.state, state),
  unit: ({ unit }) => (unit === undefined ? undefined : eq(comments.unit, unit)),
  kind: ({ kind }) => kind && eq(comments.kind, kind),
  document: ({ document }) => (document === undefined ? undefined : eq(comments.document, document)),
  isHeld: ({ isHeld }) => isHeld && isNotNull(comments.heldBecause),
  isUrged: ({ isUrged }) => isUrged && isNotNull(comments.urgedAt),
};

const traitNames = Object.keys(whereTrait) as Trait[];

/** Undefined without filters. */
export const whereTraits = (traits: QueueTraits): SQL | undefined =>
  and(...traitNames.map((name) => whereTrait[name](traits)));

/** A unit sees only its own comments, whatever it asks for. */
export const inView = ({ jurisdiction, unit }: QueueView): SQL | undefined =>
  and(eq(comments.jurisdiction, jurisdiction), unit === null ? undefined : eq(comments.unit, unit));

export type ListName = 'open' | 'helping' | 'disputed' | 'closed';

/** Each list's indexes, most selective first, and the filters each one requires. */
const indexes: Record<Exclude<ListName, 'helping'>, [name: string, ...answers: Trait[]][]> = {
  open: [
    ['comments_urged_unit', 'isUrged', 'unit'],
    ['comments_urged', 'isUrged'],
    ['comments_held', 'isHeld'],
    ['comments_open_unit', 'unit'],
    ['comments_open_document', 'document'],
    ['comments_open_state', 'state'],
    ['comments_open_kind', 'kind'],
    ['comments_open'],
  ],
  disputed: [['comments_disputed_unit', 'unit'], ['comments_disputed']],
  closed: [['comments_closed_unit', 'unit'], ['comments_closed_document', 'document'], ['comments_closed']],
};

/** Inlined, not bound: only then can a query use a partial index. */
export const isDisputed = sql`(${sql.join(
  disputedStates.map((state) => sql`${comments.state} = ${sql.raw(`'${state}'`)}`),
  sql` OR `,
)})`;

const inList: Record<Exclude<ListName, 'helping'>, SQL> = {
  open: isNull(comments.closedAt),
  disputed: isDisputed,
  closed: isNotNull(comments.closedAt),
};

export interface QueuePlan {
  from: SQL;
  /** Conditions that the index answers. */
  indexed: SQL | undefined;
  /** Conditions checked row by row; undefined for none. */
  rest: SQL | undefined;
}

/** Comments that a unit supports, earliest due first; the desk supports nobody. */
function planHelping({ jurisdiction, unit }: QueueView, traits: QueueTraits): QueuePlan {
  const rest = whereTraits(traits);
  // CROSS JOIN fixes the join order: the few supported ones first. Joined only if a filter needs the comments.
  const crossed = rest && sql` CROSS JOIN ${comments} ON ${comments.receiptCode} = ${helping.receiptCode}`;
  return {
    from: sql`${helping} INDEXED BY helping_open${crossed}`,
    indexed: and(eq(helping.jurisdiction, jurisdiction), eq(helping.unit, unit ?? '')),
    rest,
  };
}

export function planQueue(view: QueueView, list: ListName, traits: QueueTraits): QueuePlan {
  if (list === 'helping') return planHelping(view, traits);
  const asked = view.unit === null ? traits : { ...traits, unit: view.unit };
  const [name, ...answers] = indexes[list].find(([, ...needed]) =>
    needed.every((trait) => asked[trait] !== undefined),
  ) ?? [''];
  const answered = new Set<Trait>(answers);
  const rest = and(...traitNames.map((trait) => (answered.has(trait) ? undefined : whereTrait[trait](asked))));
  // A unit that asks for another unit's comments gets the intersection: nothing.
  const alsoUnit = view.unit !== null && traits.unit !== view.unit ? whereTraits({ unit: traits.unit }) : undefined;
  return {
    from: sql`${comments} INDEXED BY ${sql.identifier(name)}`,
    indexed: and(
      eq(comments.jurisdiction, view.jurisdiction),
      inList[list],
      ...answers.map((trait) => whereTrait[trait](asked)),
    ),
    rest: and(rest, alsoUnit),
  };
}

/**
 * The sort columns of each list, as in its index. All windows of a day end at the same instant; within it, the comment
 * received first comes first.
 */
export const sortedBy = {
  open: { at: comments.dueAt, receivedAt: comments.receivedAt, receiptCode: comments.receiptCode },
  // The table of supporting units has no instant of receipt.
  helping: { at: helping.dueAt, receivedAt: null, receiptCode: helping.receiptCode },
  disputed: { at: comments.closedAt, receivedAt: null, receiptCode: comments.receiptCode },
  closed: { at: comments.closedAt, receivedAt: null, receiptCode: comments.receiptCode },
} as const satisfies Record<ListName, unknown>;

export const isDueUntil = (until: number | undefined, list: 'open' | 'helping' = 'open'): SQL | undefined =>
  until === undefined ? undefined : lte(sortedBy[list].at, until);

/** A unit's own comments and those it supports; checked row by row. */
export const isHandledBy = (unit: string): SQL | undefined =>
  or(eq(comments.unit, unit), sql`instr(',' || ${comments.helpers} || ',', ${`,${unit},`}) > 0`);
