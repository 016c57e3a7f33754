// Who helps with which open comment: a copy of the record, by which a unit's list of 协办 is read and sorted.
import { eq } from 'drizzle-orm';
import type { CommentStanding } from '../life/standing.ts';
import type { CommentRow, Database } from './database.ts';
import { helping } from './schema.ts';

/** Statements that renew the copy; none where nobody helped before or helps now. */
export function copyHelpers(
  database: Database,
  { receiptCode, jurisdiction, helpers }: CommentRow,
  standing: CommentStanding,
  dueAt: number,
) {
  if (helpers === '' && standing.helpers.length === 0) return [];
  const stillHelping = standing.stoppedAt === null ? standing.helpers : [];
  return [
    database.delete(helping).where(eq(helping.receiptCode, receiptCode)),
    ...stillHelping.map((unit) => database.insert(helping).values({ receiptCode, jurisdiction, unit, dueAt })),
  ];
}
