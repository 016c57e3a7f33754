// Staff accounts, their one-time links, and the log of account changes. Each change and its log entry are one batch.
import { and, asc, desc, eq, inArray, lt, ne, or } from 'drizzle-orm';
import type { AccountEventName } from '../contract/account.ts';
import type { Role } from '../contract/words.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import { account, accountEvents, accountLinks, session, twoFactor, user, verification } from './auth-schema.ts';
import { isWriteConflict } from './comments.ts';
import type { Database } from './database.ts';

export type AccountRow = typeof user.$inferSelect;

export interface AccountRecord {
  row: AccountRow;
  hasPassword: boolean;
  link: { expiresAt: number; usedAt: number | null } | null;
}

/** An entry of the log. */
export interface AccountEvent {
  jurisdiction: string;
  account: string;
  at: number;
  what: AccountEventName;
  /** Null for `npm run admin`. */
  actor: string | null;
  data: { role?: Role; unit?: string | null };
}

export interface Link {
  tokenHash: string;
  account: string;
  expiresAt: number;
}

const credential = 'credential';

const insertEvent = (database: Database, event: AccountEvent) => database.insert(accountEvents).values(event);

async function toAccountRecords(database: Database, rows: AccountRow[]): Promise<AccountRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [links, passwords] = await database.batch([
    database.select().from(accountLinks).where(inArray(accountLinks.account, ids)),
    database
      .select({ userId: account.userId })
      .from(account)
      .where(and(inArray(account.userId, ids), eq(account.providerId, credential))),
  ]);
  return rows.map((row) => ({
    row,
    hasPassword: passwords.some(({ userId }) => userId === row.id),
    link: links.find((link) => link.account === row.id) ?? null,
  }));
}

/** Accounts per query, because D1 binds at most 100 values. */
const accountsPerQuery = 90;

export async function listAccounts(database: Database, jurisdiction: string): Promise<AccountRecord[]> {
  const rows = await database
    .select()
    .from(user)
    .where(eq(user.jurisdiction, jurisdiction))
    .orderBy(asc(user.username));
  const found: AccountRecord[] = [];
  for (let from = 0; from < rows.length; from += accountsPerQuery) {
    found.push(...(await toAccountRecords(database, rows.slice(from, from + accountsPerQuery))));
  }
  return found;
}

export async function findAccount(database: Database, id: string): Promise<AccountRecord | null> {
  const rows = await database.select().from(user).where(eq(user.id, id));
  return (await toAccountRecords(database, rows))[0] ?? null;
}

/** True if an account has this username. */
export async function hasAccount(database: Database, username: string): Promise<boolean> {
  const rows = await database.select({ id: user.id }).from(user).where(eq(user.username, username)).limit(1);
  return rows.length > 0;
}

/** True for an account whose owner has not set a password yet. @param username in lower case, as stored */
export async function isWaitingForPassword(database: Database, username: string): Promise<boolean> {
  const rows = await database
    .select({ password: account.password })
    .from(user)
    .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, credential)))
    .where(eq(user.username, username))
    .limit(1);
  return rows.some(({ password }) => !password);
}

/** @returns which of username and e-mail address another account uses */
export async function findConflict(database: Database, username: string, email: string) {
  const rows = await database
    .select({ username: user.username })
    .from(user)
    .where(or(eq(user.username, username), eq(user.email, email)));
  if (rows.some((row) => row.username === username)) return 'username';
  return rows.length > 0 ? 'email' : null;
}

const replaceLinkStatements = (database: Database, link: Link) =>
  [
    database.delete(accountLinks).where(eq(accountLinks.account, link.account)),
    database.insert(accountLinks).values(link),
  ] as const;

/** @returns false if another account claimed the username or address meanwhile; then nothing was written */
export async function insertAccount(
  database: Database,
  row: typeof user.$inferInsert,
  link: Link,
  events: AccountEvent[],
): Promise<boolean> {
  try {
    await database.batch([
      database.insert(user).values(row),
      database.insert(accountLinks).values(link),
      ...events.map((event) => insertEvent(database, event)),
    ]);
    return true;
  } catch (error) {
    if (isWriteConflict(error)) return false;
    throw error;
  }
}

export async function replaceLink(database: Database, link: Link, event: AccountEvent): Promise<void> {
  await database.batch([...replaceLinkStatements(database, link), insertEvent(database, event)]);
}

/** Changes an account and ends its sessions, so that no session has outdated permissions. */
export async function changeAccount(
  database: Database,
  id: string,
  change: Partial<Pick<AccountRow, 'role' | 'unit' | 'disabledAt'>>,
  event: AccountEvent,
): Promise<void> {
  await database.batch([
    database
      .update(user)
      .set({ ...change, updatedAt: new Date(event.at) })
      .where(eq(user.id, id)),
    database.delete(session).where(eq(session.userId, id)),
    // A pending link would reopen a disabled account.
    ...(change.disabledAt ? [database.delete(accountLinks).where(eq(accountLinks.account, id))] : []),
    insertEvent(database, event),
  ]);
}

export async function findLink(database: Database, tokenHash: string) {
  return database.select().from(accountLinks).where(eq(accountLinks.tokenHash, tokenHash)).get();
}

/**
 * Redeems a link: sets the new password, removes the second factor and ends all sessions.
 *
 * @returns false if somebody else redeemed it first; then nothing was written
 */
export async function redeemLink(
  database: Database,
  tokenHash: string,
  password: { id: string; hash: string },
  event: AccountEvent,
): Promise<boolean> {
  const at = new Date(event.at);
  const userId = event.account;
  try {
    await database.batch([
      database.update(accountLinks).set({ usedAt: event.at }).where(eq(accountLinks.tokenHash, tokenHash)),
      database.delete(account).where(eq(account.userId, userId)),
      database.insert(account).values({
        id: password.id,
        accountId: userId,
        providerId: credential,
        userId,
        password: password.hash,
        createdAt: at,
        updatedAt: at,
      }),
      database.delete(twoFactor).where(eq(twoFactor.userId, userId)),
      database.update(user).set({ twoFactorEnabled: false, updatedAt: at }).where(eq(user.id, userId)),
      database.delete(session).where(eq(session.userId, userId)),
      insertEvent(database, event),
    ]);
    return true;
  } catch (error) {
    if (isWriteConflict(error)) return false;
    throw error;
  }
}

export async function logAccountEvent(database: Database, event: AccountEvent): Promise<void> {
  await insertEvent(database, event);
}

/** Ends the sessions of an account. @param except token of the session to keep */
export async function endSessions(database: Database, id: string, except: string | null = null): Promise<void> {
  const others = except === null ? undefined : ne(session.token, except);
  await database.delete(session).where(and(eq(session.userId, id), others));
}

/** In milliseconds. A code is valid in its own time step and the two adjacent ones; then its row can be deleted. */
const codeLifetimeMs = 120_000;

/**
 * Marks a correct code as used, so that an observer cannot reuse it (RFC 6238, 5.2).
 *
 * @param account its id
 * @param now the system clock, by which codes are generated, in milliseconds UTC
 * @returns false if it was used before
 */
export async function consumeCode(database: Database, account: string, code: string, now: number): Promise<boolean> {
  const hash = await sha256(`code ${account} ${code}`);
  const [createdAt, expiresAt] = [new Date(now), new Date(now + codeLifetimeMs)];
  const row = { id: hash, identifier: `code-${hash}`, value: '', expiresAt, createdAt, updatedAt: createdAt };
  try {
    await database.batch([
      database.delete(verification).where(and(eq(verification.id, hash), lt(verification.expiresAt, createdAt))),
      database.insert(verification).values(row),
    ]);
    return true;
  } catch (error) {
    if (isWriteConflict(error)) return false;
    throw error;
  }
}

/** The log, newest first. @param before a position; null starts at the end */
export async function listAccountEvents(
  database: Database,
  jurisdiction: string,
  before: number | null,
  limit: number,
): Promise<(typeof accountEvents.$inferSelect)[]> {
  const from = before === null ? undefined : lt(accountEvents.position, before);
  return database
    .select()
    .from(accountEvents)
    .where(and(eq(accountEvents.jurisdiction, jurisdiction), from))
    .orderBy(desc(accountEvents.position))
    .limit(limit);
}
