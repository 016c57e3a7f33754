// Records the outcome of an office's last backup, or last export from the edge, for the status page.
import { DatabaseSync } from 'node:sqlite';
import { withOpenErrors } from '../node/ownership.ts';
import { hasTable } from './attachments.ts';

/**
 * Builds the SQL statement that records an outcome.
 *
 * @param at milliseconds UTC
 * @param note the outcome or the reason for the failure, without personal data and secrets
 */
export function jobOutcomeSql(name: 'backup' | 'export', hasSucceeded: boolean, at: number, note: string): string {
  const column = hasSucceeded ? 'succeeded_at' : 'failed_at';
  const literal = `'${note.replaceAll("'", "''")}'`;
  return `INSERT INTO jobs (name, ${column}, note) VALUES ('${name}', ${at}, ${literal})
    ON CONFLICT (name) DO UPDATE SET ${column} = excluded.${column}, note = excluded.note`;
}

/**
 * Records the outcome of a backup. Skips databases of older versions without the table.
 *
 * @param database file of the office
 */
export function recordBackup(database: string, hasSucceeded: boolean, at: number, note: string): void {
  const file = withOpenErrors(database, () => new DatabaseSync(database, { timeout: 5000 }));
  try {
    withOpenErrors(database, () => {
      if (hasTable(file, 'jobs')) file.exec(jobOutcomeSql('backup', hasSucceeded, at, note));
    });
  } finally {
    file.close();
  }
}
