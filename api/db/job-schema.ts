// Scheduled jobs and their last outcome, one row per job, for the status page.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const jobs = sqliteTable('jobs', {
  /** `upkeep`, `notes`, `reminders`; `backup` and `export` for the commands of those names. */
  name: text('name').primaryKey(),
  /** Milliseconds UTC, like all instants here; null for never. */
  startedAt: integer('started_at'),
  succeededAt: integer('succeeded_at'),
  failedAt: integer('failed_at'),
  /** The outcome of the last run: a count, or the reason for the failure. Contains no personal data and no secret. */
  note: text('note').notNull().default(''),
});
