// Queries for what judges the record: the hashes that it has seen, and the calendar in force.
import { eq, min } from 'drizzle-orm';
import { isWriteConflict } from './comments.ts';
import type { Database } from './database.ts';
import { calendarInForce, judgingFiles } from './judging-schema.ts';
import { comments, withoutVerdict } from './schema.ts';

export type JudgingFileRow = typeof judgingFiles.$inferSelect;

export const listJudgingFiles = (database: Database): Promise<JudgingFileRow[]> => database.select().from(judgingFiles);

export async function hasCommentsOf(database: Database, jurisdiction: string): Promise<boolean> {
  const [found] = await database
    .select({ receiptCode: comments.receiptCode })
    .from(comments)
    .where(eq(comments.jurisdiction, jurisdiction))
    .limit(1);
  return found !== undefined;
}

/** Keeps what the record sees for the first time. Of two concurrent runs, the first one's hashes stay. */
export async function keepJudgingFiles(database: Database, rows: JudgingFileRow[]): Promise<void> {
  for (const row of rows) {
    try {
      await database.insert(judgingFiles).values(row);
    } catch (error) {
      if (!isWriteConflict(error)) throw error;
    }
  }
}

/**
 * Reads the version of the calendar in force. A record from before this table has no row: there, the oldest calendar that
 * counts an undecided window is in force. Null if there is no such window either; then every version gives the same result.
 */
export async function readCalendarInForce(
  database: Database,
): Promise<{ version: number | null; isRecorded: boolean }> {
  const [row] = await database.select().from(calendarInForce);
  if (row) return { version: row.version, isRecorded: true };
  const [oldest] = await database
    .select({ version: min(comments.calendar) })
    .from(comments)
    .where(withoutVerdict);
  return { version: oldest?.version ?? null, isRecorded: false };
}

/** The statement that puts a calendar in force. A trigger refuses it while an undecided window has an older one. */
export const putInForce = (database: Database, version: number) =>
  database
    .insert(calendarInForce)
    .values({ id: 1, version })
    .onConflictDoUpdate({ target: calendarInForce.id, set: { version } });
