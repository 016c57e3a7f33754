// Counts the comments in each list. Each count examines at most a thousand rows, to bound its cost.
import { and, asc, count, gt, max, type SQL, sql } from 'drizzle-orm';
import { reviewStates, triageStates } from '../life/states.ts';
import type { Database } from './database.ts';
import {
  buildCondition,
  isDueUntil,
  type ListName,
  planQueue,
  type QueueTraits,
  type QueueView,
  restrictToView,
} from './queue-plan.ts';
import { comments, events } from './schema.ts';

/** Limit of a count. From here on the screen shows 999+. */
const countLimit = 1000;

export interface QueueSummary {
  open: number;
  overdue: number;
  soon: number;
  held: number;
  urged: number;
  /** Counted for the desk only. */
  triage: number;
  review: number;
  helping: number;
  disputed: number;
  closed: number;
  /** Number of overdue comments that the filter excludes. */
  hidden: number;
  /** The oldest open comment. */
  oldest: { receiptCode: string; receivedAt: number } | null;
  /** Position of the last event that the counts include. */
  position: number;
}

/** Milliseconds UTC. Open windows that end by `overdueUntil` are overdue; by `soonUntil`, due by the next working day. */
export interface Urgency {
  overdueUntil: number;
  soonUntil: number;
}

type Total = { total: number };

/** @param traits the clerk's filters; `hidden` counts the overdue comments that they exclude */
export async function summarizeQueue(
  database: Database,
  view: QueueView,
  { overdueUntil, soonUntil }: Urgency,
  traits: QueueTraits,
): Promise<QueueSummary> {
  const countIn = (list: ListName, conditions: QueueTraits = {}, due?: SQL, scope = view) => {
    const { from, indexed, rowConditions } = planQueue(scope, list, conditions);
    return countRows(database, from, and(indexed, due), rowConditions ?? sql`1`);
  };
  const { from, indexed } = planQueue(view, 'open', {});
  const isOverdue = isDueUntil(overdueUntil);
  const isHidden = sql`NOT coalesce(${buildCondition(traits) ?? sql`1`}, 0)`;
  const [open, overdue, soon, held, urged, helping, disputed, closed, hidden, ...otherResults] = await database.batch([
    countIn('open'),
    countIn('open', {}, isOverdue),
    countIn('open', {}, and(gt(comments.dueAt, overdueUntil), isDueUntil(soonUntil))),
    // Only the desk has held comments.
    countIn('open', { isHeld: true }, undefined, { ...view, unit: null }),
    countIn('open', { isUrged: true }),
    countIn('helping'),
    countIn('disputed'),
    countIn('closed'),
    countRows(database, from, and(indexed, isOverdue), isHidden),
    database
      .select({ receiptCode: sql<string>`${comments.receiptCode}`, receivedAt: sql<number>`${comments.receivedAt}` })
      .from(
        sql`${comments} INDEXED BY ${sql.identifier(view.unit === null ? 'comments_waiting' : 'comments_waiting_unit')}`,
      )
      .where(and(restrictToView(view), sql`${comments.closedAt} IS NULL`))
      .orderBy(asc(comments.receivedAt), asc(comments.receiptCode))
      .limit(1),
    database.select({ position: max(events.position) }).from(events),
    ...triageStates.map((state) => countIn('open', { state }, undefined, { ...view, unit: null })),
    ...reviewStates.map((state) => countIn('open', { state })),
  ]);
  const [oldest, last, ...byState] = otherResults;
  const readTotal = ([row]: Total[]) => row?.total ?? 0;
  const sumTotals = (totals: Total[][]) => totals.reduce((sum, total) => sum + readTotal(total), 0);
  const triage = byState.slice(0, triageStates.length);
  return {
    open: readTotal(open),
    overdue: readTotal(overdue),
    soon: readTotal(soon),
    urged: readTotal(urged),
    ...(view.unit === null ? { triage: sumTotals(triage), held: readTotal(held) } : { triage: 0, held: 0 }),
    review: sumTotals(byState.slice(triageStates.length)),
    helping: readTotal(helping),
    disputed: readTotal(disputed),
    closed: readTotal(closed),
    hidden: readTotal(hidden),
    oldest: oldest[0] ?? null,
    position: last[0]?.position ?? 0,
  };
}

function countRows(database: Database, from: SQL, where: SQL | undefined, counts: SQL) {
  const examined = database
    .select({ counts: counts.as('counts') })
    .from(from)
    .where(where)
    .limit(countLimit)
    .as('looked');
  return database.select({ total: count() }).from(examined).where(sql`${examined.counts}`);
}
