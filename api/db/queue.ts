// Reads the lists of the queue. The copied columns and their indexes sort and filter; the events supply the content.
import { and, asc, type Column, desc, getTableName, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { loadRecords } from './comments.ts';
import type { CommentRecord, Database } from './database.ts';
import {
  isDueUntil,
  type ListName,
  planQueue,
  type QueuePlan,
  type QueueTraits,
  type QueueView,
  sortedBy,
} from './queue-plan.ts';
import { comments } from './schema.ts';

/** Cursor: the sort columns of the previous page's last row. */
export interface QueueCursor {
  /** End of the window, or for closed comments when they were closed. */
  at: number;
  /** Null in lists that do not sort by it. */
  receivedAt: number | null;
  receiptCode: string;
}

export interface QueueQuery {
  view: QueueView;
  list: ListName;
  traits: QueueTraits;
  /** For open comments: windows that end after `dueAfter` and by `dueUntil`. */
  dueAfter?: number | undefined;
  dueUntil?: number | undefined;
  after: QueueCursor | null;
  limit: number;
}

export interface QueueRows {
  records: CommentRecord[];
  /** Cursor of the next page; null on the last page. */
  next: QueueCursor | null;
}

/** Rows to examine per page if the index does not satisfy all conditions. */
const maxRowsExamined = 1000;

function toTuple(parts: (Column | number | string)[]): SQL {
  const values = parts.map((part) => sql`${part}`);
  return sql`(${sql.join(values, sql`, `)})`;
}

const describeSort = (list: ListName) => {
  const isOpen = list === 'open' || list === 'helping';
  const { at, receivedAt, receiptCode } = sortedBy[list];
  const order = isOpen ? asc : desc;
  // Qualify columns with their table, which drizzle omits in single-table queries.
  const qualifyColumn = (column: typeof at | typeof receiptCode | NonNullable<typeof receivedAt>) =>
    sql`${sql.identifier(getTableName(column.table))}.${sql.identifier(column.name)}`;
  const columns = receivedAt === null ? [at, receiptCode] : [at, receivedAt, receiptCode];
  return {
    columns: {
      at: sql<number>`${qualifyColumn(at)}`,
      receivedAt: receivedAt === null ? sql<null>`NULL` : sql<number>`${qualifyColumn(receivedAt)}`,
      receiptCode: sql<string>`${qualifyColumn(receiptCode)}`,
    },
    orderBy: columns.map((column) => order(column)),
    sortTuple: toTuple(columns),
    tuple: (after: QueueCursor) =>
      toTuple(
        receivedAt === null ? [after.at, after.receiptCode] : [after.at, after.receivedAt ?? 0, after.receiptCode],
      ),
    at,
    afterOperator: sql.raw(isOpen ? '>' : '<'),
    upToOperator: sql.raw(isOpen ? '<=' : '>='),
  };
};

type Sort = ReturnType<typeof describeSort>;

/** Returns only the tighter lower bound: given two, SQLite may use the looser one and scan everything between. */
function findLowerBound(
  { after, dueAfter }: QueueQuery,
  { sortTuple, tuple, afterOperator, at }: Sort,
): SQL | undefined {
  if (after && (dueAfter === undefined || after.at > dueAfter))
    return sql`${sortTuple} ${afterOperator} ${tuple(after)}`;
  return dueAfter === undefined ? undefined : gt(at, dueAfter);
}

/**
 * Lists open comments by due date and receipt, or closed ones, latest first. Each request examines a limited number of
 * rows, so if the index does not satisfy all conditions, a page may be short or empty and still have a next page.
 */
export async function listQueue(database: Database, filter: QueueQuery): Promise<QueueRows> {
  const { list, limit } = filter;
  const plan = planQueue(filter.view, list, filter.traits);
  const sort = describeSort(list);
  const lowerBound = findLowerBound(filter, sort);
  const until = isDueUntil(filter.dueUntil, list === 'helping' ? list : 'open');
  const end = plan.rowConditions && (await findEnd(database, plan, sort, and(lowerBound, until)));
  const found = await database
    .select(sort.columns)
    .from(plan.from)
    .where(
      and(
        plan.indexed,
        lowerBound,
        end ? sql`${sort.sortTuple} ${sort.upToOperator} ${sort.tuple(end)}` : until,
        plan.rowConditions,
      ),
    )
    .orderBy(...sort.orderBy)
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const next = found.length > limit ? shown.at(-1) : end;
  return { records: await loadInOrder(database, shown), next: next ?? null };
}

/** @returns the last row to examine in this request; undefined if no rows follow it */
async function findEnd(
  database: Database,
  { from, indexed }: QueuePlan,
  { columns, orderBy }: Sort,
  range: SQL | undefined,
): Promise<QueueCursor | undefined> {
  const [row] = await database
    .select(columns)
    .from(from)
    .where(and(indexed, range))
    .orderBy(...orderBy)
    .limit(1)
    .offset(maxRowsExamined - 1);
  return row;
}

/** Loads records in the given order. At most 90: D1 binds 100 values. */
export async function loadInOrder(database: Database, found: { receiptCode: string }[]): Promise<CommentRecord[]> {
  if (found.length === 0) return [];
  const codes = found.map(({ receiptCode }) => receiptCode);
  const rows = await database.select().from(comments).where(inArray(comments.receiptCode, codes));
  const indexes = new Map(codes.map((code, index) => [code, index]));
  const indexOf = (code: string) => indexes.get(code) ?? 0;
  return loadRecords(
    database,
    rows.sort((a, b) => indexOf(a.receiptCode) - indexOf(b.receiptCode)),
  );
}
