// Queries for older comments that a comment may repeat.
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { CommentRow, Database } from './database.ts';
import { comments, events } from './schema.ts';
import { isCommentAt, newestMatches } from './search-comments.ts';

type Asked = Pick<CommentRow, 'jurisdiction' | 'about' | 'receivedAt'>;

/** Older comments about the same subject, newest first. */
export function listOlderAbout(database: Database, { jurisdiction, about, receivedAt }: Asked, limit: number) {
  return database
    .select()
    .from(comments)
    .where(and(eq(comments.jurisdiction, jurisdiction), eq(comments.about, about), lt(comments.receivedAt, receivedAt)))
    .orderBy(desc(comments.receivedAt))
    .limit(limit);
}

/** Older comments among the newest matches. @param match an FTS5 query */
export async function listOlderWith(
  database: Database,
  match: string,
  { jurisdiction, receivedAt }: Asked,
  limit: number,
): Promise<CommentRow[]> {
  const looked = newestMatches(database, sql`comment_words MATCH ${match}`, limit);
  const rows = await database
    .select({ comments })
    .from(looked)
    // CROSS JOIN fixes the join order: start from the few matches.
    .crossJoin(events)
    .crossJoin(comments)
    .where(and(isCommentAt(looked.rowid, jurisdiction), lt(comments.receivedAt, receivedAt)));
  return rows.map(({ comments: row }) => row);
}
