// Staff accounts and sessions by better-auth. Admins create accounts; there is no sign-up.

import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { type BetterAuthOptions, betterAuth } from 'better-auth/minimal';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { username } from 'better-auth/plugins/username';
import { eq } from 'drizzle-orm';
import { type Role, roleSchema } from '../contract/words.ts';
import * as authSchema from '../db/auth-schema.ts';
import type { Database } from '../db/database.ts';
import { hasUnit, needsSecondFactor } from '../domain/access/access.ts';
import type { Environment } from './env.ts';
import type { Log } from './log.ts';
import { gatedPasswords } from './password-hash.ts';

/** Session lifetime in milliseconds: one working day, so that staff sign in each morning. */
const sessionLifetimeMs = 12 * 3_600_000;
/** Idle timeout in milliseconds, to protect unattended machines. Unsent text stays in the tab. */
const idleTimeoutMs = 3_600_000;
/** Minimum interval in milliseconds between updates of a session's last activity. */
const activityIntervalMs = 60_000;
/** Marks background requests of a page, which do not extend the session. */
const backgroundHeader = 'x-unattended';

/** The clerk who sent a request. */
export interface Clerk {
  id: string;
  name: string;
  role: Role;
  jurisdiction: string;
  /** The unit of a unit clerk; null for other roles. */
  unit: string | null;
}

/** Who is signed in, and with which factors. */
export interface SignedIn {
  clerk: Clerk;
  username: string;
  hasSecondFactor: boolean;
  /** True if the role requires a second factor that the account lacks. The account can then only set one up. */
  mustEnrol: boolean;
}

/** Over https, `__Host-` prevents sibling domains from setting these cookies; the library's own prefix does not. */
const chooseCookieSettings = ({ BASE_URL }: Environment) =>
  BASE_URL.startsWith('https://')
    ? { useSecureCookies: false, cookiePrefix: '__Host-mingbai', defaultCookieAttributes: { secure: true } }
    : { useSecureCookies: false, cookiePrefix: 'mingbai' };

/**
 * Options shared by sign-in with password and single sign-on.
 *
 * @param isSingleSignOn marks sessions created with these options as single sign-on
 */
export function authOptions(database: Database, env: Environment, log: Log, isSingleSignOn: boolean) {
  return {
    baseURL: env.BASE_URL,
    secret: env.AUTH_SECRET,
    trustedOrigins: [env.BASE_URL],
    database: drizzleAdapter(database, { provider: 'sqlite', schema: authSchema }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, password: gatedPasswords },
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
      expiresIn: sessionLifetimeMs / 1000,
      disableSessionRefresh: true,
      additionalFields: { isSingleSignOn: { type: 'boolean', required: false, defaultValue: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          // Fail closed if the account cannot be read. Set the expiry here, so that no request can extend it.
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
            const expiresAt = new Date(session.createdAt.getTime() + sessionLifetimeMs);
            return { data: { ...session, expiresAt, isSingleSignOn } };
          },
        },
      },
    },
    // Sign-in has its own rate limits, by account and by trusted address (api/routes/session.ts).
    rateLimit: { enabled: false },
    advanced: chooseCookieSettings(env),
    // Log only the message: the details may contain a session token.
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
 * @returns who is signed in, or null. Queries the database on every request, so that disabled accounts and idle sessions
 * lose access at once. Rejects sample accounts in production and unit clerks without a unit.
 */
export async function findSignedIn(auth: Auth, headers: Headers, isProduction: boolean): Promise<SignedIn | null> {
  const found = await auth.api.getSession({ headers });
  if (!found) return null;
  const { id, name, jurisdiction, unit, isSample, disabledAt, twoFactorEnabled, role: roleName } = found.user;
  const role = roleSchema.safeParse(roleName);
  if (!role.success || disabledAt || (isProduction && isSample)) return null;
  if (hasUnit(role.data) && !unit) return null;
  if (!(await isSessionActive(auth, found.session, headers))) return null;
  const hasSecondFactor = twoFactorEnabled === true;
  return {
    clerk: { id, name, role: role.data, jurisdiction, unit: hasUnit(role.data) ? (unit ?? null) : null },
    username: found.user.username ?? '',
    hasSecondFactor,
    // Sample accounts exist only locally. With single sign-on, the issuer is responsible for the second factor.
    mustEnrol: needsSecondFactor(role.data) && !hasSecondFactor && !isSample && !found.session.isSingleSignOn,
  };
}

/** Whether the session has not timed out. Uses the system clock, because better-auth writes the session's times. */
async function isSessionActive(auth: Auth, session: { token: string; updatedAt: Date }, headers: Headers) {
  const { internalAdapter } = await auth.$context;
  const idleMs = Date.now() - session.updatedAt.getTime();
  if (idleMs > idleTimeoutMs) {
    await internalAdapter.deleteSession(session.token);
    return false;
  }
  if (idleMs > activityIntervalMs && !headers.has(backgroundHeader)) {
    await internalAdapter.updateSession(session.token, { updatedAt: new Date() });
  }
  return true;
}
