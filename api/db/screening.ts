// What the record knows about an incoming comment, in one round trip.
import { and, eq, gt, ne } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments } from './schema.ts';

export interface Arrival {
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

export async function examineArrival(database: Database, arrival: Arrival) {
  const isOther = ne(comments.submissionHash, arrival.submissionHash);
  const here = eq(comments.jurisdiction, arrival.jurisdiction);
  const code = { receiptCode: comments.receiptCode };
  const [spent, repeated, flood] = await database.batch([
    database
      .select(code)
      .from(comments)
      .where(and(eq(comments.proof, arrival.proof ?? ''), isOther))
      .limit(1),
    database
      .select(code)
      .from(comments)
      .where(
        and(here, eq(comments.likeness, arrival.likeness), gt(comments.receivedAt, arrival.repeatedSince), isOther),
      )
      .limit(1),
    database
      .select(code)
      .from(comments)
      .where(and(here, gt(comments.receivedAt, arrival.floodSince)))
      .limit(1)
      .offset(arrival.floodCount - 1),
  ]);
  return { isSpent: spent.length > 0, isRepeated: repeated.length > 0, isFlood: flood.length > 0 };
}
