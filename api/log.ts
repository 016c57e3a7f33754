// Logs are lines of JSON on the runtime's own output. Whoever collects them keeps them for LOG_DAYS; the application none.
import type { LogEntry } from './deps.ts';

/** @param at milliseconds UTC */
export function writeLog({ level, ...entry }: LogEntry, at: number): void {
  const line = JSON.stringify({ at: new Date(at).toISOString(), level, ...entry });
  if (level === 'error') console.error(line);
  else console.info(line);
}

/** For a home: with the machine's own time, whatever clock the office has. */
export const logNow = (entry: LogEntry): void => writeLog(entry, Date.now());
