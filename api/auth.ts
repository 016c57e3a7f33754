// Staff accounts and sessions by better-auth: accounts are made for people, nobody signs up.

import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins/username';
import { eq } from 'drizzle-orm';
import { type Role, roleSchema } from './contract/words.ts';
import * as authSchema from './db/auth-schema.ts';
import type { Database } from './db/comments.ts';
import type { Deps } from './deps.ts';
import type { Environment } from './env.ts';

/** A working day at the desk, in milliseconds; the next morning one signs in again. */
const sessionLength = 12 * 3_600_000;

/** The clerk behind a request. */
export interface Clerk {
  id: string;
  name: string;
  role: Role;
  jurisdiction: string;
  /** The unit of a unit clerk; null for the desk, and only for it. */
  unit: string | null;
}

export function createAuth(database: Database, env: Environment, log: Deps['log']) {
  return betterAuth({
    baseURL: env.BASE_URL,
    secret: env.AUTH_SECRET,
    trustedOrigins: [env.BASE_URL],
    database: drizzleAdapter(database, { provider: 'sqlite', schema: authSchema }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    plugins: [username()],
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        jurisdiction: { type: 'string', required: true, input: false },
        unit: { type: 'string', required: false, input: false },
        isSample: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    session: { expiresIn: sessionLength / 1000, disableSessionRefresh: true },
    databaseHooks: {
      session: {
        create: {
          // Fails closed: who cannot be read is refused, and no wish of the browser makes a session longer.
          async before(session) {
            const account = await database
              .select({ isSample: authSchema.user.isSample })
              .from(authSchema.user)
              .where(eq(authSchema.user.id, session.userId))
              .get();
            if (!account || (env.ENVIRONMENT === 'production' && account.isSample)) {
              throw new APIError('FORBIDDEN', { message: 'sample accounts are refused in production' });
            }
            return { data: { ...session, expiresAt: new Date(session.createdAt.getTime() + sessionLength) } };
          },
        },
      },
    },
    // Sign-in has limits of its own (api/routes/session.ts), by account and by the address that the edge vouches for.
    rateLimit: { enabled: false },
    advanced: { useSecureCookies: env.BASE_URL.startsWith('https://') },
    // Its messages only: what comes with them may hold a session's token.
    logger: { log: (level, message) => log({ level: level === 'error' ? 'error' : 'info', message, requestId: '' }) },
    telemetry: { enabled: false },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** @returns who is signed in, or null; a sample account in production is nobody, nor is a unit clerk without a unit */
export async function findClerk(auth: Auth, headers: Headers, isProduction: boolean): Promise<Clerk | null> {
  const found = await auth.api.getSession({ headers });
  if (!found) return null;
  const { id, name, jurisdiction, unit, isSample, role: roleName } = found.user;
  const role = roleSchema.safeParse(roleName);
  if (!role.success || (isProduction && isSample)) return null;
  if (role.data === 'unit' && !unit) return null;
  return { id, name, role: role.data, jurisdiction, unit: role.data === 'unit' ? (unit ?? null) : null };
}
