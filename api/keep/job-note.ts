// Writes into an office's database how its backup went, for the status page of staff.
import { DatabaseSync } from 'node:sqlite';

/**
 * @param database file of the office
 * @param at milliseconds UTC
 * @param note what came of it, or why it failed; no personal data and no secret
 */
export function noteBackup(database: string, isDone: boolean, at: number, note: string): void {
  const column = isDone ? 'succeeded_at' : 'failed_at';
  const file = new DatabaseSync(database, { timeout: 5000 });
  try {
    file
      .prepare(
        `INSERT INTO jobs (name, ${column}, note) VALUES ('backup', :at, :note)
         ON CONFLICT (name) DO UPDATE SET ${column} = :at, note = :note`,
      )
      .run({ at, note });
  } finally {
    file.close();
  }
}
