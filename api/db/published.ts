// Queries for the published answers about a subject or of a jurisdiction.
import { and, count, desc, eq, isNotNull, lt, or, sql } from 'drizzle-orm';
import { loadRecords } from './comments.ts';
import type { CommentRecord, Database } from './database.ts';
import { comments } from './schema.ts';

/** Lists published answers about a subject, newest question first, and counts them. */
export async function listPublished(
  database: Database,
  about: string,
  limit: number,
): Promise<{ records: CommentRecord[]; total: number }> {
  const isPublished = and(eq(comments.about, about), eq(comments.isPublished, true));
  const [rows, totals] = await database.batch([
    database.select().from(comments).where(isPublished).orderBy(desc(comments.receivedAt)).limit(limit),
    database.select({ total: count() }).from(comments).where(isPublished),
  ]);
  return { records: await loadRecords(database, rows), total: totals[0]?.total ?? 0 };
}

/** Cursor: the last answer of the previous page. */
export interface AnswerPlace {
  /** When the comment was closed. */
  at: number;
  receiptCode: string;
}

export interface PublishedFilter {
  jurisdiction: string;
  unit: string | null;
  after: AnswerPlace | null;
  limit: number;
}

/** Lists published answers of a jurisdiction or one of its units, latest answer first. */
export async function listPublishedIn(database: Database, filter: PublishedFilter): Promise<CommentRecord[]> {
  const { after } = filter;
  const rows = await database
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.jurisdiction, filter.jurisdiction),
        isNotNull(comments.closedAt),
        eq(comments.isPublished, true),
        filter.unit === null ? undefined : eq(comments.unit, filter.unit),
        after === null
          ? undefined
          : or(
              lt(comments.closedAt, after.at),
              and(eq(comments.closedAt, after.at), lt(comments.receiptCode, after.receiptCode)),
            ),
      ),
    )
    .orderBy(desc(comments.closedAt), desc(comments.receiptCode))
    .limit(filter.limit);
  return loadRecords(database, rows);
}

/** Lists the jurisdiction's published comments with their versions, as one string that changes when any answer changes. */
export async function listPublishedVersions(database: Database, jurisdiction: string): Promise<string> {
  const row = await database
    .select({ versions: sql<string | null>`group_concat(${comments.receiptCode} || '.' || ${comments.version})` })
    .from(comments)
    .where(and(eq(comments.jurisdiction, jurisdiction), eq(comments.isPublished, true)))
    .get();
  return row?.versions ?? '';
}
