// Writes into an office's database how its backup, or its export from the edge, went, for the status page of staff.
import { DatabaseSync } from 'node:sqlite';
import { atFile } from '../node/ownership.ts';
import { hasTable } from './attachments.ts';

/**
 * @param at milliseconds UTC
 * @param note what came of it, or why it failed, in words of the program's own; no personal data and no secret
 */
export function spellJobNote(name: 'backup' | 'export', isDone: boolean, at: number, note: string): string {
  const column = isDone ? 'succeeded_at' : 'failed_at';
  const said = `'${note.replaceAll("'", "''")}'`;
  return `INSERT INTO jobs (name, ${column}, note) VALUES ('${name}', ${at}, ${said})
    ON CONFLICT (name) DO UPDATE SET ${column} = excluded.${column}, note = excluded.note`;
}

/**
 * Writes nothing into a database from before there was a place for it: one backs up before one upgrades.
 *
 * @param database file of the office; the others as above
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
