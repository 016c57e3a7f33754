// What the record knows about an incoming comment, in one round trip.
import { and, eq, gt, ne } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments } from './schema.ts';

export interface IncomingComment {
  jurisdiction: string;
  /** Excluded, so that a retry does not match itself. */
  submissionHash: string;
  likeness: string;
  proof: string | null;
  /** The same words after this instant are a repetition. */
  repeatedSince: number;
  /** This many comments after this instant are a flood. */
  floodSince: number;
  floodCount: number;
}

export async function examineComment(database: Database, incoming: IncomingComment) {
  const isOther = ne(comments.submissionHash, incoming.submissionHash);
  const here = eq(comments.jurisdiction, incoming.jurisdiction);
  const code = { receiptCode: comments.receiptCode };
  const [spent, repeated, flood] = await database.batch([
    database
      .select(code)
      .from(comments)
      .where(and(eq(comments.proof, incoming.proof ?? ''), isOther))
      .limit(1),
    database
      .select(code)
      .from(comments)
      .where(
        and(here, eq(comments.likeness, incoming.likeness), gt(comments.receivedAt, incoming.repeatedSince), isOther),
      )
      .limit(1),
    database
      .select(code)
      .from(comments)
      .where(and(here, gt(comments.receivedAt, incoming.floodSince)))
      .limit(1)
      .offset(incoming.floodCount - 1),
  ]);
  return { isSpent: spent.length > 0, isRepeated: repeated.length > 0, isFlood: flood.length > 0 };
}
