// Maintains the table of supporting units, a copy of the events that serves a unit's list of 协办.
import { eq } from 'drizzle-orm';
import type { CommentStanding } from '../life/standing.ts';
import type { CommentRow, Database } from './database.ts';
import { helping } from './schema.ts';

/** Builds the statements that refresh a comment's rows; none if it has and had no supporting units. */
export function copyHelpers(
  database: Database,
  { receiptCode, jurisdiction, helpers }: CommentRow,
  standing: CommentStanding,
  dueAt: number,
) {
  if (helpers === '' && standing.helpers.length === 0) return [];
  const isWaiting = (standing.stoppedAt === null || standing.isReopened) && !standing.isAnswered;
  const stillHelping = isWaiting ? standing.helpers : [];
  return [
    database.delete(helping).where(eq(helping.receiptCode, receiptCode)),
    ...stillHelping.map((unit) => database.insert(helping).values({ receiptCode, jurisdiction, unit, dueAt })),
  ];
}
