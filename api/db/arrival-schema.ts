// How many comments arrived when, and from how few senders. The key of a day exists until the day is summarized.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Half of the key that marks the senders of one day; the other half is CODE_SECRET. Deleted with the day's marks. */
export const arrivalKeys = sqliteTable('arrival_keys', {
  /** `2026-11-20`, in Shanghai. */
  day: text('day').primaryKey(),
  key: text('key').notNull(),
});

/** Append-only: triggers reject UPDATE and DELETE. Only counts, of which small ones are left out. */
export const arrivals = sqliteTable(
  'arrivals',
  {
    jurisdiction: text('jurisdiction').notNull(),
    day: text('day').notNull(),
    /** 0 to 23; 24 for the whole day. */
    hour: integer('hour').notNull(),
    received: integer('received').notNull(),
    /** Number of different senders, and comments of the busiest one; null for few comments or unknown senders. */
    senders: integer('senders'),
    largestSender: integer('largest_sender'),
    /** Comments of the busiest minute. */
    busiestMinute: integer('busiest_minute').notNull(),
  },
  (table) => [primaryKey({ columns: [table.jurisdiction, table.day, table.hour] })],
);
