// Staff accounts and sessions by better-auth: accounts are made for people, nobody signs up.

import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { type BetterAuthOptions, betterAuth } from 'better-auth/minimal';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { username } from 'better-auth/plugins/username';
import { eq } from 'drizzle-orm';
import { type Role, roleSchema } from '../contract/words.ts';
import * as authSchema from '../db/auth-schema.ts';
import type { Database } from '../db/database.ts';
import { needsSecondFactor } from '../domain/access/access.ts';
import type { Environment } from './env.ts';
import type { Log } from './log.ts';

/** A working day at the desk, in milliseconds; the next morning one signs in again. */
const sessionLength = 12 * 3_600_000;
/** A machine that nobody uses is a machine that anybody can use. What was typed and not sent stays in the tab. */
const idleLength = 3_600_000;
/** Being seen is written down at most so often. */
const seenEvery = 60_000;
/** What a page asks on its own, without anybody there, says so in this header; it keeps no session alive. */
const unattendedHeader = 'x-unattended';

/** The clerk behind a request. */
export interface Clerk {
  id: string;
  name: string;
  role: Role;
  jurisdiction: string;
  /** The unit of a unit clerk; null for everybody else. */
  unit: string | null;
}

/** Who is signed in, and how far. */
export interface SignedIn {
  clerk: Clerk;
  username: string;
  hasSecondFactor: boolean;
  /** The role needs a second factor and the account has none: until then it can do nothing but set it up. */
  mustEnrol: boolean;
}

/** Over https no other site of the domain can set them (`__Host-`); the library's own prefix would allow that. */
const cookiesOf = ({ BASE_URL }: Environment) =>
  BASE_URL.startsWith('https://')
    ? { useSecureCookies: false, cookiePrefix: '__Host-mingbai', defaultCookieAttributes: { secure: true } }
    : { useSecureCookies: false, cookiePrefix: 'mingbai' };

/**
 * What signing in by password and by single sign-on share.
 *
 * @param isSingleSignOn whether sessions begun with these options were begun by single sign-on
 */
export function authOptions(database: Database, env: Environment, log: Log, isSingleSignOn: boolean) {
  return {
    baseURL: env.BASE_URL,
    secret: env.AUTH_SECRET,
    trustedOrigins: [env.BASE_URL],
    database: drizzleAdapter(database, { provider: 'sqlite', schema: authSchema }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        jurisdiction: { type: 'string', required: true, input: false },
        unit: { type: 'string', required: false, input: false },
        isSample: { type: 'boolean', required: true, defaultValue: false, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    session: {
      expiresIn: sessionLength / 1000,
      disableSessionRefresh: true,
      additionalFields: { isSingleSignOn: { type: 'boolean', required: false, defaultValue: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          // Fails closed: who cannot be read is refused, and no wish of the browser makes a session longer.
          async before(session: { userId: string; createdAt: Date }) {
            const account = await database
              .select({ isSample: authSchema.user.isSample, disabledAt: authSchema.user.disabledAt })
              .from(authSchema.user)
              .where(eq(authSchema.user.id, session.userId))
              .get();
            if (!account || (env.ENVIRONMENT === 'production' && account.isSample)) {
              throw new APIError('FORBIDDEN', { message: 'sample accounts are refused in production' });
            }
            if (account.disabledAt) throw new APIError('FORBIDDEN', { message: 'the account is disabled' });
            const expiresAt = new Date(session.createdAt.getTime() + sessionLength);
            return { data: { ...session, expiresAt, isSingleSignOn } };
          },
        },
      },
    },
    // Sign-in has limits of its own (api/routes/session.ts), by account and by the address that the edge vouches for.
    rateLimit: { enabled: false },
    advanced: cookiesOf(env),
    // Its messages only: what comes with them may hold a session's token.
    logger: { log: (level, message) => log({ level: level === 'error' ? 'error' : 'info', message }) },
    telemetry: { enabled: false },
  } satisfies BetterAuthOptions;
}

export function createAuth(database: Database, env: Environment, log: Log) {
  return betterAuth({
    ...authOptions(database, env, log, false),
    plugins: [username(), twoFactor({ issuer: '明白账' })],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * @returns who is signed in, or null. Asked of the database at every request: a disabled account, a sample account in
 * production and a unit clerk without a unit are nobody at once, and so is whoever was not seen for an hour.
 */
export async function findSignedIn(auth: Auth, headers: Headers, isProduction: boolean): Promise<SignedIn | null> {
  const found = await auth.api.getSession({ headers });
  if (!found) return null;
  const { id, name, jurisdiction, unit, isSample, disabledAt, twoFactorEnabled, role: roleName } = found.user;
  const role = roleSchema.safeParse(roleName);
  if (!role.success || disabledAt || (isProduction && isSample)) return null;
  if (role.data === 'unit' && !unit) return null;
  if (!(await isStillThere(auth, found.session, headers))) return null;
  const hasSecondFactor = twoFactorEnabled === true;
  return {
    clerk: { id, name, role: role.data, jurisdiction, unit: role.data === 'unit' ? (unit ?? null) : null },
    username: found.user.username ?? '',
    hasSecondFactor,
    mustEnrol: needsSecondFactor(role.data) && !hasSecondFactor && !isSample && !found.session.isSingleSignOn,
  };
}

/** Times of sessions are the machine's own: better-auth writes them. */
async function isStillThere(auth: Auth, session: { token: string; updatedAt: Date }, headers: Headers) {
  const { internalAdapter } = await auth.$context;
  const quiet = Date.now() - session.updatedAt.getTime();
  if (quiet > idleLength) {
    await internalAdapter.deleteSession(session.token);
    return false;
  }
  if (quiet > seenEvery && !headers.has(unattendedHeader)) {
    await internalAdapter.updateSession(session.token, { updatedAt: new Date() });
  }
  return true;
}
