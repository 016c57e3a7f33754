// Queries for the public figures. They read no text and no personal data.
import { and, eq, gte, isNull, lt, min, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { comments } from './schema.ts';

/**
 * The calendar that counted a window. A later one confirms a late verdict (db/recount.ts), but it counts by the calendar that
 * the last verdict names.
 */
const countedBy = sql<number>`CASE WHEN verdict = 'missed' THEN coalesce((
    SELECT data ->> 'calendar' FROM events
    WHERE events.receipt_code = comments.receipt_code AND type IN ('judged', 'bound')
    ORDER BY events.version DESC LIMIT 1), calendar) ELSE calendar END`;

/** @param from milliseconds UTC, inclusive @param to exclusive */
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
      verdict: comments.verdict,
      calendar: countedBy,
      turns: comments.turns,
      workingDaysUsed: comments.workingDaysUsed,
      reclassified: comments.reclassified,
      isPublished: comments.isPublished,
      isTakenDown: comments.isTakenDown,
      wasDisputed: comments.wasDisputed,
      wasDuplicateDisputed: comments.wasDuplicateDisputed,
      solved: comments.solved,
      speed: comments.speed,
      manner: comments.manner,
      isSample: comments.isSample,
      cameInCrowd: comments.cameInCrowd,
    })
    .from(comments)
    .where(and(eq(comments.jurisdiction, jurisdiction), gte(comments.receivedAt, from), lt(comments.receivedAt, to)));
}

/** When a jurisdiction received its first comment, and its oldest one without a reply. */
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
