// Tables for the staff screens: saved views, and who has which comment open. Not part of the record.
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './auth-schema.ts';
import { comments } from './schema.ts';

/** Queue filters that a clerk saved under a name. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    account: text('account')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    filter: text('filter', { mode: 'json' }).$type<unknown>().notNull(),
  },
  (table) => [uniqueIndex('saved_views_of_account').on(table.account, table.name)],
);

/** Who has which comment open. Pages refresh their row every few seconds; older rows are stale. */
export const presence = sqliteTable(
  'presence',
  {
    receiptCode: text('receipt_code')
      .notNull()
      .references(() => comments.receiptCode),
    account: text('account')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.receiptCode, table.account] }), index('presence_at').on(table.at)],
);
