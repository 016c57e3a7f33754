// Writes logs as JSON lines to standard output. The application stores none; your collector keeps them for LOG_DAYS.
import { AsyncLocalStorage } from 'node:async_hooks';

export interface LogEntry {
  level: 'info' | 'error';
  message: string;
  /** Id of the request or run; defaults to the current one. */
  requestId?: string;
  /** Must not contain personal data, tracking codes or IP addresses. */
  details?: Record<string, string | number | undefined>;
}

export type Log = (entry: LogEntry) => void;

const currentRunId = new AsyncLocalStorage<string>();

/** Runs a request or scheduled run so that all its log lines have this id. */
export const withRunId = <Result>(id: string, callback: () => Result): Result => currentRunId.run(id, callback);

/** @param at milliseconds UTC */
export function writeLog(
  { level, message, requestId = currentRunId.getStore() ?? '', details }: LogEntry,
  at: number,
): void {
  const line = JSON.stringify({ at: new Date(at).toISOString(), level, message, requestId, details });
  if (level === 'error') console.error(line);
  else console.info(line);
}

/** Logs with the system clock, even if the office's clock differs. */
export const logNow = (entry: LogEntry): void => writeLog(entry, Date.now());
