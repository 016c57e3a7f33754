// Logs are JSON lines on standard output. The application stores none; your collector keeps them for LOG_DAYS.
import { AsyncLocalStorage } from 'node:async_hooks';

export interface LogEntry {
  level: 'info' | 'error';
  message: string;
  /** Id of the request or run; defaults to the current one. */
  requestId?: string;
  /** No personal data, no tracking code, no address of a sender. */
  details?: Record<string, string | number | undefined>;
}

export type Log = (entry: LogEntry) => void;

const runs = new AsyncLocalStorage<string>();

/** Runs work whose log lines all carry this id: a request, or a scheduled run. */
export const withRunId = <Result>(id: string, work: () => Result): Result => runs.run(id, work);

/** @param at milliseconds UTC */
export function writeLog({ level, message, requestId = runs.getStore() ?? '', details }: LogEntry, at: number): void {
  const line = JSON.stringify({ at: new Date(at).toISOString(), level, message, requestId, details });
  if (level === 'error') console.error(line);
  else console.info(line);
}

/** For a home: uses the machine's clock, whatever clock the office has. */
export const logNow = (entry: LogEntry): void => writeLog(entry, Date.now());
