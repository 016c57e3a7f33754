// Queries for one jurisdiction's events, in the order written.
import { and, asc, desc, eq, gt, gte, lt, lte, max } from 'drizzle-orm';
import type { CommentEvent } from '../life/life.ts';
import { readEvent } from '../life/read-event.ts';
import type { Database, RecordedEvent } from './database.ts';
import { comments, events, seals } from './schema.ts';

/** In milliseconds. Far longer than any request that can overlap the making of a seal (domain/ledger/ledger.ts). */
const marginMs = 86_400_000;

/** A range of positions in the record: after `after`, through `upTo`. */
export interface PositionRange {
  after: number;
  upTo: number;
}

/**
 * Finds the range of positions that contains all events of some days. Uses the seals as bounds, because events have no
 * index by time. The ledger check ensures that an event's time agrees with its seal.
 *
 * @param from milliseconds UTC, as below
 */
export async function findPositionRange(database: Database, from: number, until: number): Promise<PositionRange> {
  const lastPosition = { last: seals.last };
  const [[before], [after], [newest]] = await database.batch([
    database
      .select(lastPosition)
      .from(seals)
      .where(lt(seals.at, from - marginMs))
      .orderBy(desc(seals.number))
      .limit(1),
    database
      .select(lastPosition)
      .from(seals)
      .where(gte(seals.at, until + marginMs))
      .orderBy(asc(seals.number))
      .limit(1),
    database.select({ position: max(events.position) }).from(events),
  ]);
  return { after: before?.last ?? 0, upTo: after?.last ?? newest?.position ?? 0 };
}

export type LoggedEvent = Pick<RecordedEvent, 'actorRole' | 'actor'> & { receiptCode: string; event: CommentEvent };

/** @param jurisdiction of the comments; skips events of others */
export async function listEvents(
  database: Database,
  jurisdiction: string,
  { after, upTo }: PositionRange,
): Promise<LoggedEvent[]> {
  const rows = await database
    .select({
      receiptCode: events.receiptCode,
      version: events.version,
      type: events.type,
      at: events.at,
      actorRole: events.actorRole,
      actor: events.actor,
      data: events.data,
    })
    .from(events)
    // CROSS JOIN fixes the join order: scan the range of events, not all comments of the jurisdiction.
    .crossJoin(comments)
    .where(
      and(
        gt(events.position, after),
        lte(events.position, upTo),
        eq(comments.receiptCode, events.receiptCode),
        eq(comments.jurisdiction, jurisdiction),
      ),
    )
    .orderBy(asc(events.position));
  return rows.map((row) => {
    const { receiptCode, actorRole, actor } = row;
    return { receiptCode, actorRole, actor, event: readEvent(row, row) };
  });
}
