// Which index answers which question of the queue. Each query names its index, so that no planner can choose a longer way
// when the table has grown.
import { and, eq, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { CommentState, Kind } from '../contract/words.ts';
import { comments } from './schema.ts';

/** What one clerk sees. */
export interface QueueView {
  jurisdiction: string;
  /** Null for the desk, which sees all units' comments. */
  unit: string | null;
}

/** What a clerk asks to see of it; undefined asks nothing. */
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

/** Undefined where nothing is asked. */
export const whereTraits = (traits: QueueTraits): SQL | undefined =>
  and(...traitNames.map((name) => whereTrait[name](traits)));

/** A unit sees its own, whatever it asks for. */
export const inView = ({ jurisdiction, unit }: QueueView): SQL | undefined =>
  and(eq(comments.jurisdiction, jurisdiction), unit === null ? undefined : eq(comments.unit, unit));

export type ListName = 'open' | 'disputed' | 'closed';

/** For each list its indexes, the one that leaves fewest first, and the one thing that must be asked for it to serve. */
const indexes: Record<ListName, [name: string, answers: Trait | null][]> = {
  open: [
    ['comments_urged', 'isUrged'],
    ['comments_held', 'isHeld'],
    ['comments_open_unit', 'unit'],
    ['comments_open_document', 'document'],
    ['comments_open_state', 'state'],
    ['comments_open_kind', 'kind'],
    ['comments_open', null],
  ],
  disputed: [
    ['comments_disputed_unit', 'unit'],
    ['comments_disputed', null],
  ],
  closed: [
    ['comments_closed_unit', 'unit'],
    ['comments_closed_document', 'document'],
    ['comments_closed', null],
  ],
};

/** Written out, not bound: only then may a query use a partial index. */
const inList: Record<ListName, SQL> = {
  open: isNull(comments.closedAt),
  disputed: sql`${comments.state} = 'disputed'`,
  closed: isNotNull(comments.closedAt),
};

export interface QueuePlan {
  from: SQL;
  /** What the index answers. */
  indexed: SQL | undefined;
  /** What has to be looked up row by row; undefined where nothing is left. */
  rest: SQL | undefined;
}

export function planQueue(view: QueueView, list: ListName, traits: QueueTraits): QueuePlan {
  const asked = view.unit === null ? traits : { ...traits, unit: view.unit };
  const [name, answers] = indexes[list].find(([, trait]) => trait === null || asked[trait] !== undefined) ?? ['', null];
  const rest = whereTraits(answers === null ? asked : { ...asked, [answers]: undefined });
  // A unit that asks for another one is answered with what both hold: nothing.
  const alsoUnit = view.unit !== null && traits.unit !== view.unit ? whereTraits({ unit: traits.unit }) : undefined;
  return {
    from: sql`${comments} INDEXED BY ${sql.identifier(name)}`,
    indexed: and(
      eq(comments.jurisdiction, view.jurisdiction),
      inList[list],
      answers === null ? undefined : whereTrait[answers](asked),
    ),
    rest: and(rest, alsoUnit),
  };
}

export const isDueUntil = (until: number | undefined): SQL | undefined =>
  until === undefined ? undefined : lte(comments.dueAt, until);
