// The instant that a new row of the record gets. While nobody can tell the time there is none: a made-up time would stay for
// ever (design rule 19, decision 039).
import { findNewestInstant } from '../db/ledger.ts';
import type { Deps } from '../ports/deps.ts';
import { toleranceMs } from '../ports/record-clock.ts';

/** The words of the database's own refusal (migrations/0019_time_kept.sql); middleware/failures.ts knows them. */
const refusal = 'behind the record: the clock was set back';
const leap = 'ahead of the record: the clock must be confirmed';

/**
 * By how many milliseconds the clock is ahead of the newest seal or event, negative if behind, while nobody can tell which
 * is right; 0 if time is known. It asks the database, because another process may have recorded a later instant.
 */
export async function readUntoldTime(deps: Deps): Promise<number> {
  const untold = deps.untoldTime();
  if (untold !== 0) return untold;
  const ahead = deps.now() - (await findNewestInstant(deps.database));
  return ahead < -toleranceMs ? ahead : 0;
}

function refuse(untold: number): void {
  if (untold !== 0) throw new Error(untold < 0 ? refusal : leap);
}

/**
 * @returns milliseconds UTC
 * @throws Error if nobody can tell the time; then nothing may be recorded
 */
export function stampOf(deps: Pick<Deps, 'now' | 'untoldTime'>): number {
  refuse(deps.untoldTime());
  return deps.now();
}

/** @throws Error if nobody can tell the time, as this process or any other knows it */
export const requireTime = async (deps: Deps): Promise<void> => refuse(await readUntoldTime(deps));
