// Queries for the spam checks of an incoming comment, in one batch.
import { and, eq, gt, isNull, ne, notInArray, or } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments } from './schema.ts';

export interface IncomingComment {
  jurisdiction: string;
  /** Hash of this submission; excluded from the search, so that a retry does not count as a repetition. */
  submissionHash: string;
  likeness: string;
  proof: string | null;
  /** The repetition check searches for the same text since this instant. */
  repeatedSince: number;
  /** The flood check counts comments since this instant. */
  floodSince: number;
  floodCount: number;
}

export async function examineComment(database: Database, incoming: IncomingComment) {
  const isOther = ne(comments.submissionHash, incoming.submissionHash);
  const isInJurisdiction = eq(comments.jurisdiction, incoming.jurisdiction);
  // An attacker's held comments must not cause other comments to be held. So comments without proof of work, or with the
  // honeypot filled in, count neither as a flood nor as a repetition.
  const isCountedInChecks = or(isNull(comments.heldBecause), notInArray(comments.heldBecause, ['trap', 'unproved']));
  const code = { receiptCode: comments.receiptCode };
  const [sameProof, sameText, flood] = await database.batch([
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
          isInJurisdiction,
          isCountedInChecks,
          eq(comments.likeness, incoming.likeness),
          gt(comments.receivedAt, incoming.repeatedSince),
          isOther,
        ),
      )
      .limit(1),
    database
      .select(code)
      .from(comments)
      .where(and(isInJurisdiction, isCountedInChecks, gt(comments.receivedAt, incoming.floodSince)))
      .limit(1)
      .offset(incoming.floodCount - 1),
  ]);
  return { isSpent: sameProof.length > 0, isRepeated: sameText.length > 0, isFlood: flood.length > 0 };
}
