// Reads a restored record: every row of every table, and the comments through the application.
import type { Golden } from './application.ts';
import { capture } from './capture.ts';
import { listRows, tableNames } from './rows.ts';
import type { Codes } from './walk.ts';

export interface Restored {
  rows: string[];
  lines: string[];
  /** Residents' codes, which must still open their comments. */
  given: Codes[];
}

export async function readRestored(golden: Golden, given: Codes[]): Promise<Restored> {
  const rows = tableNames.flatMap((table) => listRows(golden.file, table));
  const { lines } = await capture(golden, given);
  return {
    rows,
    lines,
    given: given.map(({ receiptCode, trackingCode, checkCode, window: { dueOn } }) => ({
      receiptCode,
      trackingCode,
      checkCode,
      window: { dueOn },
    })),
  };
}
