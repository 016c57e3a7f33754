// Query for the titles of published comments in one jurisdiction.
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments } from './schema.ts';

export async function listPublishedTitles(database: Database, jurisdiction: string, limit: number) {
  return database
    .select({
      receiptCode: comments.receiptCode,
      about: comments.about,
      title: comments.title,
      /** Redactions in the ledger's notation; null for none. */
      blackouts: sql<string | null>`(select json_extract(events.data, '$.blackouts') from events
        where events.receipt_code = comments.receipt_code and events.type = 'published'
        order by events.version desc limit 1)`,
    })
    .from(comments)
    .where(and(eq(comments.jurisdiction, jurisdiction), sql`is_published = 1`))
    .orderBy(desc(comments.receivedAt))
    .limit(limit);
}
