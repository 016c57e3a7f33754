// The record's clock. If the system clock goes back, it holds the last instant until the machine catches up; otherwise
// later events would look backdated for ever.
import type { Log } from './log.ts';

/** Log a clock that is behind by more than this, in milliseconds. Time servers correct smaller drift daily. */
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
      const message = `the machine's clock is ${minutes} minutes behind the record: it was set back, or was ahead before; the record stands still until then`;
      log({ level: 'error', message });
    }
    return latest;
  };
}
