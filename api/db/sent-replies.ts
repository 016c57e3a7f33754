// Query for recent replies to other comments, for the guard against sending the wrong reply.
import { and, desc, eq, gte, ne } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments, replies } from './schema.ts';

export interface SentReplies {
  jurisdiction: string;
  /** The comment to answer; excluded from the results. */
  receiptCode: string;
  /** Excludes comments first answered before this instant; milliseconds UTC. */
  since: number;
  /** Maximum number of comments, latest answered first. */
  limit: number;
}

/** All texts of their replies and corrections, latest answer first. */
export async function listSentReplies(
  database: Database,
  { jurisdiction, receiptCode, since, limit }: SentReplies,
): Promise<{ receiptCode: string; text: string }[]> {
  const answered = database
    .select({ receiptCode: comments.receiptCode, closedAt: comments.closedAt })
    .from(comments)
    .where(
      and(
        eq(comments.jurisdiction, jurisdiction),
        gte(comments.closedAt, since),
        eq(comments.closedBy, 'reply'),
        ne(comments.receiptCode, receiptCode),
      ),
    )
    .orderBy(desc(comments.closedAt), desc(comments.receiptCode))
    .limit(limit)
    .as('answered');
  return database
    .select({ receiptCode: answered.receiptCode, text: replies.text })
    .from(answered)
    .innerJoin(replies, eq(replies.receiptCode, answered.receiptCode))
    .orderBy(desc(answered.closedAt), desc(answered.receiptCode));
}
