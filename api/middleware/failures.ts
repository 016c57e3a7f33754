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

/** True if nothing was stored and a retry some minutes later may succeed. */
export const isTransient = (error: unknown): boolean =>
  error instanceof Error && (transientErrors.test(error.message) || isTransient(error.cause));
