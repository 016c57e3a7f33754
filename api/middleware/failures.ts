// Describes internal failures for the log: enough to find the fault, nothing a resident typed, and no token.

/** Drizzle puts the values of a failed query into its message; keep only the database's own sentence. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('query' in error) return `database: ${error.cause instanceof Error ? error.cause.message : 'unknown'}`;
  return error.stack ?? error.message;
}

/** How SQLite and D1 say that writes are impossible for now: locked, full, overloaded, unreachable. */
const passing =
  /database is locked|SQLITE_BUSY|database or disk is full|SQLITE_FULL|ENOSPC|EDQUOT|disk I\/O error|overloaded|Network connection lost|storage operation exceeded timeout/u;

/** True if nothing was stored and a retry some minutes later may succeed. */
export const isTransient = (error: unknown): boolean =>
  error instanceof Error && (passing.test(error.message) || isTransient(error.cause));
