// Describes internal errors for the log, without residents' input and without tokens.

/** Drizzle's message contains the values of the failed query, so log only the database's own message. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('query' in error) return `database: ${error.cause instanceof Error ? error.cause.message : 'unknown'}`;
  return error.stack ?? error.message;
}

/** Messages of SQLite and D1 for temporary failures: locked, full, overloaded, unreachable. */
const transientErrors =
  /database is locked|SQLITE_BUSY|database or disk is full|SQLITE_FULL|ENOSPC|EDQUOT|disk I\/O error|overloaded|Network connection lost|storage operation exceeded timeout/u;

const says = (error: unknown, words: RegExp): boolean =>
  error instanceof Error && (words.test(error.message) || says(error.cause, words));

/**
 * Why nothing was stored, if a retry some minutes later may succeed: the database was out of reach, or nobody could tell the
 * time (record/stamp.ts, migrations/0019_time_kept.sql). Null for any other error.
 */
export function readTransient(error: unknown): 'unavailable' | 'wrong-clock' | null {
  if (says(error, /(behind|ahead of) the record: the clock/u)) return 'wrong-clock';
  return says(error, transientErrors) ? 'unavailable' : null;
}
