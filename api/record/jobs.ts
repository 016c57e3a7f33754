// The clock of the office, on every home: what it calls, and a line in the database of how that went.
import { noteFailure, noteStart, noteSuccess } from '../db/jobs.ts';
import type { Deps } from '../ports/deps.ts';
import { maintain } from './maintenance.ts';
import { deliverNotes } from './notes.ts';
import { deliverReminders } from './reminders.ts';

const work = {
  upkeep: async (deps: Deps) => {
    await maintain(deps);
    return '';
  },
  notes: async (deps: Deps) => `${await deliverNotes(deps)} 件`,
  reminders: async (deps: Deps) => `${await deliverReminders(deps)} 件`,
};

type Scheduled = keyof typeof work;

/** Every hour, and every few minutes. Whoever calls both at once does more than needed, which harms nothing. */
export const hourlyJobs: Scheduled[] = ['upkeep', 'notes', 'reminders'];
export const frequentJobs: Scheduled[] = ['notes', 'reminders'];

async function runJob(deps: Deps, name: Scheduled): Promise<unknown> {
  try {
    await noteStart(deps.database, name, deps.now());
    const said = await work[name](deps);
    await noteSuccess(deps.database, name, deps.now(), said);
    return null;
  } catch (error) {
    // The kind of the failure only: the rest is for the log, which whoever called this writes.
    const kind = error instanceof Error ? error.name : typeof error;
    await noteFailure(deps.database, name, deps.now(), kind).catch(() => undefined);
    return error;
  }
}

/**
 * Runs them one after the other, each also where the one before failed.
 *
 * @throws what the first that failed threw
 */
export async function runJobs(deps: Deps, names: Scheduled[]): Promise<void> {
  const failures: unknown[] = [];
  for (const name of names) {
    const failure = await runJob(deps, name);
    if (failure !== null) failures.push(failure);
  }
  if (failures.length > 0) throw failures[0];
}
