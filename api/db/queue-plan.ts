// Selects the index for each queue query. Queries force it with INDEXED BY, so that the planner cannot pick a slower one
// as the table grows.
import { and, eq, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { CommentState, Kind } from '../contract/words.ts';
import { disputedStates } from '../life/states.ts';
import { comments, helping } from './schema.ts';

/** The comments that a clerk may see. */
export interface QueueView {
  jurisdiction: string;
  /** Null for the desk, which sees all comments. */
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

const traitConditions: { [Name in Trait]-?: (traits: QueueTraits) => SQL | undefined } = {
  state: ({ state }) => state && eq(comments.state, state),
  unit: ({ unit }) => (unit === undefined ? undefined : eq(comments.unit, unit)),
  kind: ({ kind }) => kind && eq(comments.kind, kind),
  document: ({ document }) => (document === undefined ? undefined : eq(comments.document, document)),
  isHeld: ({ isHeld }) => isHeld && isNotNull(comments.heldBecause),
  isUrged: ({ isUrged }) => isUrged && isNotNull(comments.urgedAt),
};

const traitNames = Object.keys(traitConditions) as Trait[];

/** @returns the condition for the filters; undefined without filters */
export const buildCondition = (traits: QueueTraits): SQL | undefined =>
  and(...traitNames.map((name) => traitConditions[name](traits)));

/** Restricts a query to the clerk's view: a unit sees only its own comments. */
export const restrictToView = ({ jurisdiction, unit }: QueueView): SQL | undefined =>
  and(eq(comments.jurisdiction, jurisdiction), unit === null ? undefined : eq(comments.unit, unit));

export type ListName = 'open' | 'helping' | 'disputed' | 'closed';

/** The indexes of each list, most selective first, with the filters that each requires. */
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

/** Inlined, because SQLite uses a partial index only for literal conditions. */
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
  /** Conditions that the index satisfies. */
  indexed: SQL | undefined;
  /** Conditions checked row by row; undefined for none. */
  rowConditions: SQL | undefined;
}

/** Plans the list of comments that a unit supports, earliest due first. Empty for the desk. */
function planHelping({ jurisdiction, unit }: QueueView, traits: QueueTraits): QueuePlan {
  const rowConditions = buildCondition(traits);
  // CROSS JOIN fixes the join order: scan the few supported comments first. Join only if a filter needs the columns.
  const joinComments =
    rowConditions && sql` CROSS JOIN ${comments} ON ${comments.receiptCode} = ${helping.receiptCode}`;
  return {
    from: sql`${helping} INDEXED BY helping_open${joinComments}`,
    indexed: and(eq(helping.jurisdiction, jurisdiction), eq(helping.unit, unit ?? '')),
    rowConditions,
  };
}

export function planQueue(view: QueueView, list: ListName, traits: QueueTraits): QueuePlan {
  if (list === 'helping') return planHelping(view, traits);
  const effectiveTraits = view.unit === null ? traits : { ...traits, unit: view.unit };
  const [name, ...indexedTraits] = indexes[list].find(([, ...requiredTraits]) =>
    requiredTraits.every((trait) => effectiveTraits[trait] !== undefined),
  ) ?? [''];
  const satisfied = new Set<Trait>(indexedTraits);
  const rowConditions = and(
    ...traitNames.map((trait) => (satisfied.has(trait) ? undefined : traitConditions[trait](effectiveTraits))),
  );
  // If a unit filters by another unit, the conditions exclude each other and the list is empty.
  const unitCondition =
    view.unit !== null && traits.unit !== view.unit ? buildCondition({ unit: traits.unit }) : undefined;
  return {
    from: sql`${comments} INDEXED BY ${sql.identifier(name)}`,
    indexed: and(
      eq(comments.jurisdiction, view.jurisdiction),
      inList[list],
      ...indexedTraits.map((trait) => traitConditions[trait](effectiveTraits)),
    ),
    rowConditions: and(rowConditions, unitCondition),
  };
}

/**
 * The sort columns of each list, as in its index. Windows that end at the same instant sort by receipt.
 */
export const sortedBy = {
  open: { at: comments.dueAt, receivedAt: comments.receivedAt, receiptCode: comments.receiptCode },
  // The table of supporting units has no receipt time.
  helping: { at: helping.dueAt, receivedAt: null, receiptCode: helping.receiptCode },
  disputed: { at: comments.closedAt, receivedAt: null, receiptCode: comments.receiptCode },
  closed: { at: comments.closedAt, receivedAt: null, receiptCode: comments.receiptCode },
} as const satisfies Record<ListName, unknown>;

export const isDueUntil = (until: number | undefined, list: 'open' | 'helping' = 'open'): SQL | undefined =>
  until === undefined ? undefined : lte(sortedBy[list].at, until);

/** Matches a unit's own comments and those it supports; no index serves this condition. */
export const isHandledBy = (unit: string): SQL | undefined =>
  or(eq(comments.unit, unit), sql`instr(',' || ${comments.helpers} || ',', ${`,${unit},`}) > 0`);
