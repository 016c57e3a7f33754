// An office's scheduled jobs. Each records its last run in the database.
import { recordJobFailure, recordJobStart, recordJobSuccess } from '../db/jobs.ts';
import type { Deps } from '../ports/deps.ts';
import { prepareToJudge } from './judging.ts';
import { maintain } from './maintenance.ts';
import { deliverNotes } from './notes.ts';
import { deliverReminders } from './reminders.ts';
import { askWitnesses } from './witnesses.ts';

const runners = {
  upkeep: async (deps: Deps) => {
    await maintain(deps);
    return '';
  },
  notes: async (deps: Deps) => `${await deliverNotes(deps)} 件`,
  witnesses: askWitnesses,
  reminders: async (deps: Deps) => `${await deliverReminders(deps)} 件`,
};

type ScheduledJob = keyof typeof runners;

/** Jobs of the hourly and of the frequent schedule. They may overlap: jobs are idempotent. */
export const hourlyJobs: ScheduledJob[] = ['upkeep', 'notes', 'reminders', 'witnesses'];
export const frequentJobs: ScheduledJob[] = ['notes', 'reminders'];

async function runJob(deps: Deps, name: ScheduledJob): Promise<unknown> {
  try {
    await recordJobStart(deps.database, name, deps.now());
    const outcome = await runners[name](deps);
    await recordJobSuccess(deps.database, name, deps.now(), outcome);
    return null;
  } catch (error) {
    // Store only the error's name; the caller logs the details.
    const kind = error instanceof Error ? error.name : typeof error;
    await recordJobFailure(deps.database, name, deps.now(), kind).catch(() => undefined);
    return error;
  }
}

/**
 * Runs jobs in order; a failure does not stop the next ones.
 *
 * @throws the first error, after all jobs
 */
export async function runJobs(deps: Deps, names: ScheduledJob[]): Promise<void> {
  await prepareToJudge(deps).catch(() => undefined); // each job then fails for itself
  const failures: unknown[] = [];
  for (const name of names) {
    const failure = await runJob(deps, name);
    if (failure !== null) failures.push(failure);
  }
  if (failures.length > 0) throw failures[0];
}
