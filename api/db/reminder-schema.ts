// The outbox of reminders and morning digests. It stores no text and no address; the sender looks up both.
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const reminders = sqliteTable(
  'reminders',
  {
    /** A receipt code; for a digest the jurisdiction. */
    about: text('about').notNull(),
    kind: text('kind', {
      enum: ['due-next', 'due-today', 'overdue', 'waiting-30', 'waiting-60', 'waiting-75', 'digest'],
    }).notNull(),
    /** The day of the reminder, in Shanghai. */
    day: text('day').notNull(),
    recipient: text('recipient', { enum: ['unit', 'office', 'leader'] }).notNull(),
    /** The unit to notify; empty for other recipients. */
    unit: text('unit').notNull(),
    /** `dropped`: obsolete when its turn came. Other values as in `notes`. */
    state: text('state', { enum: ['waiting', 'sent', 'pretended', 'unreachable', 'failed', 'dropped'] })
      .notNull()
      .default('waiting'),
    tries: integer('tries').notNull().default(0),
    /** Not attempted before this instant. */
    nextAt: integer('next_at').notNull(),
  },
  (table) => [
    // Makes queueing idempotent.
    primaryKey({ columns: [table.about, table.kind, table.day, table.recipient, table.unit] }),
    index('reminders_waiting').on(table.nextAt).where(sql`state = 'waiting'`),
    index('reminders_failed').on(table.about).where(sql`state = 'failed'`),
  ],
);
