// Inspects a record on disk while no server runs, and verifies its ledger.
import { checkRecord } from '../../api/homes/keep/record-check.ts';
import { openDatabase } from '../../api/homes/node/sqlite-d1.ts';

/** @returns the receipt codes of all comments @throws Error if the file or the ledger is corrupt */
export async function inspectRecord(path: string): Promise<Set<string>> {
  const d1 = openDatabase(path, 'normal');
  try {
    const { faults, findings } = await checkRecord(d1);
    const wrong = [...faults, ...findings];
    if (wrong.length > 0) throw new Error(`${path}: ${wrong.slice(0, 5).join('; ')}`);
    const rows = d1.file.prepare('SELECT receipt_code AS code FROM comments').all();
    return new Set(rows.map(({ code }) => String(code)));
  } finally {
    d1.close();
  }
}
