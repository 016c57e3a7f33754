// What the public figures are counted from: the columns beside the record, without words and without persons.
import { and, eq, gte, isNull, lt, min } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments } from './schema.ts';

/** @param from milliseconds UTC, included @param to excluded */
export async function listCounted(database: Database, jurisdiction: string, from: number, to: number) {
  return database
    .select({
      receiptCode: comments.receiptCode,
      about: comments.about,
      kind: comments.kind,
      classification: comments.classification,
      unit: comments.unit,
      receivedAt: comments.receivedAt,
      dueAt: comments.dueAt,
      closedAt: comments.closedAt,
      closedBy: comments.closedBy,
      workingDaysUsed: comments.workingDaysUsed,
      reclassified: comments.reclassified,
      isPublished: comments.isPublished,
      wasDisputed: comments.wasDisputed,
      solved: comments.solved,
      speed: comments.speed,
      manner: comments.manner,
      isSample: comments.isSample,
    })
    .from(comments)
    .where(and(eq(comments.jurisdiction, jurisdiction), gte(comments.receivedAt, from), lt(comments.receivedAt, to)));
}

/** When the first comment of a jurisdiction came, and the oldest one that is still without an answer. */
export async function findOldest(database: Database, jurisdiction: string) {
  const here = eq(comments.jurisdiction, jurisdiction);
  const [[first], [open]] = await database.batch([
    database
      .select({ at: min(comments.receivedAt) })
      .from(comments)
      .where(here),
    database
      .select({ at: min(comments.receivedAt) })
      .from(comments)
      .where(and(here, isNull(comments.closedAt))),
  ]);
  return { first: first?.at ?? null, open: open?.at ?? null };
}
