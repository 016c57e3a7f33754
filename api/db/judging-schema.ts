// What judges the record (decisions 037 and 038): the rules and calendars that it has seen, and the calendar in force.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Rules and calendar versions with the hashes that the record first saw. Append-only (migration 0024). */
export const judgingFiles = sqliteTable(
  'judging_files',
  {
    kind: text('kind', { enum: ['rule', 'calendar'] }).notNull(),
    /** `mouxian@2021-06-28`; the version of a calendar. */
    identity: text('identity').notNull(),
    hash: text('hash').notNull(),
    /** Milliseconds UTC. */
    firstSeen: integer('first_seen').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.identity] })],
);

/**
 * One row: the version of the calendar in force; 0 before the first comment. Triggers refuse a version that would leave an
 * undecided window with an older one, and windows counted by an older one (migration 0024).
 */
export const calendarInForce = sqliteTable('calendar_in_force', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull(),
});
