// Query for the log of contact views in one jurisdiction, newest first.
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments, events } from './schema.ts';

export interface ContactViewFilter {
  jurisdiction: string;
  /** Id of an account. */
  actor: string | undefined;
  /** Milliseconds UTC; `from` inclusive, `until` exclusive. */
  from: number | undefined;
  until: number | undefined;
  /** The last entry of the previous page. */
  after: { at: number; position: number } | null;
}

export async function listContactViews(database: Database, filter: ContactViewFilter, limit: number) {
  const { jurisdiction, actor, from, until, after } = filter;
  return (
    database
      .select({
        position: events.position,
        at: events.at,
        actor: events.actor,
        actorRole: events.actorRole,
        receiptCode: events.receiptCode,
        data: events.data,
      })
      .from(events)
      // CROSS JOIN fixes the join order: scan the small index of views first.
      .crossJoin(comments)
      .where(
        and(
          sql`${events.type} = 'contact-viewed'`,
          actor === undefined ? undefined : eq(events.actor, actor),
          from === undefined ? undefined : gte(events.at, from),
          until === undefined ? undefined : lt(events.at, until),
          after ? sql`(${events.at}, ${events.position}) < (${after.at}, ${after.position})` : undefined,
          eq(comments.receiptCode, events.receiptCode),
          eq(comments.jurisdiction, jurisdiction),
        ),
      )
      .orderBy(desc(events.at), desc(events.position))
      .limit(limit)
  );
}
