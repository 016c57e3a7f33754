// Notes in an office's database how its last backup, or its last export from the edge, went; staff read it on the status page.
import { DatabaseSync } from 'node:sqlite';
import { atFile } from '../node/ownership.ts';
import { hasTable } from './attachments.ts';

/**
 * Writes the SQL statement of a note.
 *
 * @param at milliseconds UTC
 * @param note the outcome, or why it failed, in this program's own words: no personal data, no secret
 */
export function spellJobNote(name: 'backup' | 'export', isDone: boolean, at: number, note: string): string {
  const column = isDone ? 'succeeded_at' : 'failed_at';
  const literal = `'${note.replaceAll("'", "''")}'`;
  return `INSERT INTO jobs (name, ${column}, note) VALUES ('${name}', ${at}, ${literal})
    ON CONFLICT (name) DO UPDATE SET ${column} = excluded.${column}, note = excluded.note`;
}

/**
 * Notes a backup. A database without the table is left alone: offices back up before they upgrade.
 *
 * @param database file of the office
 */
export function noteBackup(database: string, isDone: boolean, at: number, note: string): void {
  const file = atFile(database, () => new DatabaseSync(database, { timeout: 5000 }));
  try {
    atFile(database, () => {
      if (hasTable(file, 'jobs')) file.exec(spellJobNote('backup', isDone, at, note));
    });
  } finally {
    file.close();
  }
}
