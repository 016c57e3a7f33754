// What runs without anybody asking, and how it last went: one row a job, so that staff see what stands still.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const jobs = sqliteTable('jobs', {
  /** `upkeep`, `notes`, `reminders`; `backup` and `export` by the commands of those names. */
  name: text('name').primaryKey(),
  /** Milliseconds UTC, as all instants here; null where that never happened. */
  startedAt: integer('started_at'),
  succeededAt: integer('succeeded_at'),
  failedAt: integer('failed_at'),
  /** What it says of its last run: a count, a place, or why it failed. No personal data and no secret. */
  note: text('note').notNull().default(''),
});
