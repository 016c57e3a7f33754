// Queries for the spam checks of an incoming comment, in one batch.
import { and, eq, gt, isNull, ne, notInArray, or } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments } from './schema.ts';

export interface IncomingComment {
  jurisdiction: string;
  /** The submission itself; excluded, so that a retry is no repetition. */
  submissionHash: string;
  likeness: string;
  proof: string | null;
  /** The same text since this instant is a repetition. */
  repeatedSince: number;
  /** The flood check counts comments since this instant. */
  floodSince: number;
  floodCount: number;
}

export async function examineComment(database: Database, incoming: IncomingComment) {
  const isOther = ne(comments.submissionHash, incoming.submissionHash);
  const here = eq(comments.jurisdiction, incoming.jurisdiction);
  // An attacker's held comments must not get anybody else's held: what came without proof of work, or in the trap, counts
  // neither towards a flood nor as words already sent.
  const isCounted = or(isNull(comments.heldBecause), notInArray(comments.heldBecause, ['trap', 'unproved']));
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
        and(
          here,
          isCounted,
          eq(comments.likeness, incoming.likeness),
          gt(comments.receivedAt, incoming.repeatedSince),
          isOther,
        ),
      )
      .limit(1),
    database
      .select(code)
      .from(comments)
      .where(and(here, isCounted, gt(comments.receivedAt, incoming.floodSince)))
      .limit(1)
      .offset(incoming.floodCount - 1),
  ]);
  return { isSpent: spent.length > 0, isRepeated: repeated.length > 0, isFlood: flood.length > 0 };
}
