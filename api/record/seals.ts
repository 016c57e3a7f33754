// Seals of the record: over new events, and every hour also over none, so that a clock set back finds a mark of the time
// that passed (design rule 19, decision 039).
import { findLastSeal, insertSeal, listUnsealed } from '../db/ledger.ts';
import { makeSeal } from '../domain/ledger/ledger.ts';
import type { Deps } from '../ports/deps.ts';
import { longestPauseMs } from '../ports/record-clock.ts';
import { readUntoldTime } from './stamp.ts';

/** Maximum events per seal; a backlog needs several seals. */
const sealSize = 5000;

/** Attempts if concurrent runs seal the same events first. */
const sealTries = 20;

const minute = 60_000;
const hour = 60 * minute;

/** Least age in milliseconds of the newest seal before upkeep makes one over no events, however often it runs. */
const heartbeatMs = 50 * minute;

/** The same at a start and at a stop: a server that restarts all the time must not fill the ledger. */
const startOrStopMs = 5 * minute;

/** A wait for the next heartbeat that somebody should look into, in milliseconds. */
const longestSilenceMs = 3 * hour;

/**
 * Seals unsealed events. If more remain than fit, the seal has the time of its last event: with the current time, the
 * remaining events would look backdated. While nobody can tell the time, nothing is sealed.
 *
 * @param size maximum events per seal
 * @returns how many events this call sealed
 */
export async function sealEvents(deps: Deps, size = sealSize): Promise<number> {
  let sealed = 0;
  if ((await readUntoldTime(deps)) !== 0) return sealed;
  for (let tries = 0; tries < sealTries; ) {
    const before = await findLastSeal(deps.database);
    const unsealed = await listUnsealed(deps.database, before?.last ?? 0, size);
    if (unsealed.length === 0) return sealed;
    const since = before ? Date.parse(before.at) : 0;
    const latest = unsealed.reduce((newest, { at }) => Math.max(newest, at), since);
    const leaves = unsealed.map(({ leaf }) => leaf);
    // Clocks of several processes differ by a little: no seal is older than the one before.
    const at = unsealed.length < size ? Math.max(deps.now(), since) : latest;
    if (await insertSeal(deps.database, await makeSeal(before, leaves, at))) sealed += leaves.length;
    else tries++;
  }
  return sealed;
}

/** Makes a seal over no events if the newest is old enough. */
async function sealNothing(deps: Deps, leastAgeMs: number): Promise<void> {
  if ((await readUntoldTime(deps)) !== 0) return;
  const before = await findLastSeal(deps.database);
  const age = before ? deps.now() - Date.parse(before.at) : leastAgeMs;
  if (age < leastAgeMs) return;
  const hours = Math.round(age / hour);
  // A seal over nothing is no reason to freeze the record's time at a clock that may be years ahead.
  if (before && age > longestPauseMs) {
    const message = `the clock is ${hours} hours ahead of the newest seal: not sealed until something is recorded`;
    deps.log({ level: 'error', message });
    return;
  }
  if (before && age > longestSilenceMs) {
    deps.log({ level: 'error', message: `no seal for ${hours} hours before this one`, details: { after: before.at } });
  }
  // If a concurrent run was first, its seal marks the time.
  await insertSeal(deps.database, await makeSeal(before, [], deps.now()));
}

/**
 * The seals of an hourly upkeep: of new events, or of none. Only upkeep makes these: no reader can fill the ledger.
 *
 * @returns how many events this call sealed
 */
export async function sealHour(deps: Deps): Promise<number> {
  const sealed = await sealEvents(deps);
  await sealNothing(deps, heartbeatMs);
  return sealed;
}

/** Marks the time at which a server starts or stops; not in an empty record, which samples may still enter. */
export async function sealStartOrStop(deps: Deps): Promise<void> {
  await sealEvents(deps);
  if (!(await findLastSeal(deps.database))) return;
  await sealNothing(deps, startOrStopMs);
}
