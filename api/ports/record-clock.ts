// The record's clock. If the system clock goes back, it repeats the last instant until the system clock catches up;
// otherwise new events would look backdated.
import type { Log } from './log.ts';

/** In milliseconds. Logs a larger lag; smaller ones are normal corrections by time servers. */
const reportedLagMs = 60_000;

/**
 * @param machine the system clock, in milliseconds UTC
 * @param notBefore the newest instant already in the record
 */
export function createRecordClock(machine: () => number, notBefore: number, log: Log): () => number {
  let latest = notBefore;
  let hasReported = false;
  return () => {
    const now = machine();
    if (now >= latest) {
      latest = now;
      hasReported = false;
      return now;
    }
    if (latest - now > reportedLagMs && !hasReported) {
      hasReported = true;
      const minutes = Math.round((latest - now) / 60_000);
      const message = `the system clock is ${minutes} minutes behind the record: it was set back, or was fast before; the record's clock stands still until it catches up`;
      log({ level: 'error', message });
    }
    return latest;
  };
}
