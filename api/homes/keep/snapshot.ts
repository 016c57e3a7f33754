// Copies a database as of one instant, while its server continues to write.
import { DatabaseSync } from 'node:sqlite';
import { withOpenErrors } from '../node/ownership.ts';

/** Copies a database into a new file, without deleted rows. */
export function takeSnapshot(source: string, target: string): void {
  const file = withOpenErrors(source, () => new DatabaseSync(source, { timeout: 5000 }));
  try {
    withOpenErrors(source, () => file.prepare('VACUUM INTO ?').run(target));
  } finally {
    file.close();
  }
}
