// Staff accounts and sessions, in the tables that better-auth 1.7 reads and writes.
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accountEventNames } from '../contract/account.ts';
import { type Role, roles } from '../contract/words.ts';

const timestamps = {
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
};

export const user = sqliteTable('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull(),
  image: text('image'),
  username: text('username').unique(),
  displayUsername: text('display_username'),
  role: text('role', { enum: roles }).notNull(),
  jurisdiction: text('jurisdiction').notNull(),
  /** The unit clerk's unit; null for other roles. */
  unit: text('unit'),
  /** Sample account, created by `npm start`; cannot sign in in production. */
  isSample: integer('is_sample', { mode: 'boolean' }).notNull().default(false),
  /** When the account was disabled; null if enabled. Accounts are never deleted, because events refer to them. */
  disabledAt: integer('disabled_at', { mode: 'timestamp_ms' }),
  twoFactorEnabled: integer('two_factor_enabled', { mode: 'boolean' }).notNull().default(false),
  ...timestamps,
});

export const session = sqliteTable(
  'session',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** Started by single sign-on: the issuer verified the person, including the second factor. */
    isSingleSignOn: integer('is_single_sign_on', { mode: 'boolean' }).notNull().default(false),
    ...timestamps,
  },
  (table) => [index('session_user').on(table.userId)],
);

export const account = sqliteTable(
  'account',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at', { mode: 'timestamp_ms' }),
    refreshTokenExpiresAt: integer('refresh_token_expires_at', { mode: 'timestamp_ms' }),
    scope: text('scope'),
    /** Scrypt hash, created and verified by better-auth. */
    password: text('password'),
    ...timestamps,
  },
  (table) => [index('account_user').on(table.userId)],
);

export const verification = sqliteTable(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    ...timestamps,
  },
  (table) => [index('verification_identifier').on(table.identifier)],
);

export const twoFactor = sqliteTable(
  'two_factor',
  {
    id: text('id').primaryKey(),
    /** Encrypted by better-auth under AUTH_SECRET. */
    secret: text('secret').notNull(),
    /** Created by better-auth and never shown. Staff who lose their device get a new link from an admin. */
    backupCodes: text('backup_codes').notNull(),
    userId: text('user_id')
      .notNull()
      .unique()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** False until the first correct code. */
    verified: integer('verified', { mode: 'boolean' }),
    failedVerificationCount: integer('failed_verification_count'),
    lockedUntil: integer('locked_until', { mode: 'timestamp_ms' }),
  },
  (table) => [index('two_factor_secret').on(table.secret)],
);

/** One-time links that set an account's password. */
export const accountLinks = sqliteTable('account_links', {
  /** SHA-256 of the token; only the link contains the token itself. */
  tokenHash: text('token_hash').primaryKey(),
  /** Unique: a new link replaces the account's previous one. */
  account: text('account')
    .notNull()
    .unique()
    .references(() => user.id),
  expiresAt: integer('expires_at').notNull(),
  /** Null until redeemed; a trigger prevents a second redemption. */
  usedAt: integer('used_at'),
});

/** Log of account changes. Append-only: triggers reject UPDATE and DELETE. */
export const accountEvents = sqliteTable(
  'account_events',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    jurisdiction: text('jurisdiction').notNull(),
    account: text('account').notNull(),
    at: integer('at').notNull(),
    what: text('what', { enum: accountEventNames }).notNull(),
    /** The account that made the change; null for `npm run admin`. */
    actor: text('actor'),
    /** The result: role and unit, as JSON. */
    data: text('data', { mode: 'json' }).$type<{ role?: Role; unit?: string | null }>().notNull(),
  },
  (table) => [index('account_events_of_jurisdiction').on(table.jurisdiction, table.position)],
);
