// The clock of the record. It never goes back: an event that says to be older than the one before it reads as dated back, and
// so it would, for ever, after somebody set the machine's clock. It stands still instead until the machine has caught up.
import type { Log } from './log.ts';

/** Behind by more than this, it is said. Less is what time servers correct every day. */
const worthSaying = 60_000;

/**
 * @param machine what this machine says, in milliseconds UTC
 * @param notBefore the newest instant that the record has already
 */
export function createRecordClock(machine: () => number, notBefore: number, log: Log): () => number {
  let latest = notBefore;
  let hasSaid = false;
  return () => {
    const now = machine();
    if (now >= latest) {
      latest = now;
      hasSaid = false;
      return now;
    }
    if (latest - now > worthSaying && !hasSaid) {
      hasSaid = true;
      const minutes = Math.round((latest - now) / 60_000);
      const message = `the machine's clock is ${minutes} minutes behind the record: it was set back, or was ahead before; the record stands still until then`;
      log({ level: 'error', message });
    }
    return latest;
  };
}
