// A record on the disk, looked at while no server has it: its ledger has to be whole.
import { checkRecord } from '../../api/homes/keep/record-check.ts';
import { openDatabase } from '../../api/homes/node/sqlite-d1.ts';

/** @returns receipt codes of all comments @throws Error where the file or the ledger is not whole */
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
