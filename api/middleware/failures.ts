// What went wrong inside, for the log: enough to find the fault, nothing that a resident typed and no token.

/** Drizzle puts the values of a failed query into its message; only the database's own sentence is kept. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('query' in error) return `database: ${error.cause instanceof Error ? error.cause.message : 'unknown'}`;
  return error.stack ?? error.message;
}

/** What SQLite and D1 say where the record cannot be written for a while: locked, full, overloaded, not reached. */
const passing =
  /database is locked|SQLITE_BUSY|database or disk is full|SQLITE_FULL|ENOSPC|EDQUOT|disk I\/O error|overloaded|Network connection lost|storage operation exceeded timeout/u;

/** Whether nothing was stored, and the same may well be stored some minutes later. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Error && (passing.test(error.message) || isPassing(error.cause));
