// Logs are lines of JSON on the runtime's own output. Whoever collects them keeps them for LOG_DAYS; the application none.
import { AsyncLocalStorage } from 'node:async_hooks';

export interface LogEntry {
  level: 'info' | 'error';
  message: string;
  /** Of the request or run that the line belongs to; where it is left out, the one that is being worked on (log.ts). */
  requestId?: string;
  /** No personal data, no tracking code, no address of a sender. */
  details?: Record<string, string | number | undefined>;
}

export type Log = (entry: LogEntry) => void;

const runs = new AsyncLocalStorage<string>();

/** Does a piece of work whose lines all carry its number: a request, or a run that nobody asked for. */
export const inRun = <Result>(id: string, work: () => Result): Result => runs.run(id, work);

/** @param at milliseconds UTC */
export function writeLog({ level, message, requestId = runs.getStore() ?? '', details }: LogEntry, at: number): void {
  const line = JSON.stringify({ at: new Date(at).toISOString(), level, message, requestId, details });
  if (level === 'error') console.error(line);
  else console.info(line);
}

/** For a home: with the machine's own time, whatever clock the office has. */
export const logNow = (entry: LogEntry): void => writeLog(entry, Date.now());
