// What went wrong inside, for the log: enough to find the fault, nothing that a resident typed and no token.

/** Drizzle puts the values of a failed query into its message; only the database's own sentence is kept. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('query' in error) return `database: ${error.cause instanceof Error ? error.cause.message : 'unknown'}`;
  return error.stack ?? error.message;
}
