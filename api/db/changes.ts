// Queries for the events since a clerk's last request.
import { asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments, events } from './schema.ts';

export interface Change {
  position: number;
  receiptCode: string;
  type: string;
  data: Record<string, unknown>;
  jurisdiction: string;
  /** The current lead unit. */
  unit: string | null;
  /** Supporting units now and before this event: `yibaoju,jiaotiju`. */
  helpers: string;
  helpedBefore: string | null;
}

/** Events after a position, oldest first. */
export function listChanges(database: Database, since: number, limit: number): Promise<Change[]> {
  return database
    .select({
      position: events.position,
      receiptCode: events.receiptCode,
      type: events.type,
      data: events.data,
      jurisdiction: comments.jurisdiction,
      unit: comments.unit,
      helpers: comments.helpers,
      helpedBefore: sql<string | null>`(select json_extract(earlier.data, '$.helpers') from events earlier
        where earlier.receipt_code = comments.receipt_code and earlier.version < events.version
          and events.type in ('transferred', 'returned') and earlier.type in ('assigned', 'transferred')
        order by earlier.version desc limit 1)`,
    })
    .from(events)
    .innerJoin(comments, eq(comments.receiptCode, events.receiptCode))
    .where(gt(events.position, since))
    .orderBy(asc(events.position))
    .limit(limit);
}

/** Position of the database's last event; 0 if there is none. */
export async function findLastPosition(database: Database): Promise<number> {
  const [row] = await database
    .select({ position: events.position })
    .from(events)
    .orderBy(desc(events.position))
    .limit(1);
  return row?.position ?? 0;
}
