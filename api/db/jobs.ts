// Reads and writes the last outcome of scheduled jobs.
import type { JobName } from '../domain/office/status.ts';
import type { Database } from './database.ts';
import { jobs } from './job-schema.ts';

export type JobRow = typeof jobs.$inferSelect;

const upsertJob = (database: Database, name: JobName, changes: Partial<Omit<JobRow, 'name'>>) =>
  database
    .insert(jobs)
    .values({ name, ...changes })
    .onConflictDoUpdate({ target: jobs.name, set: changes });

/** @param at milliseconds UTC, as below */
export async function recordJobStart(database: Database, name: JobName, at: number): Promise<void> {
  await upsertJob(database, name, { startedAt: at });
}

/** @param outcome the outcome, without personal data */
export async function recordJobSuccess(database: Database, name: JobName, at: number, outcome: string): Promise<void> {
  await upsertJob(database, name, { succeededAt: at, note: outcome });
}

/** @param outcome the reason, without personal data or secrets */
export async function recordJobFailure(database: Database, name: JobName, at: number, outcome: string): Promise<void> {
  await upsertJob(database, name, { failedAt: at, note: outcome });
}

export async function listJobs(database: Database): Promise<JobRow[]> {
  return database.select().from(jobs);
}
