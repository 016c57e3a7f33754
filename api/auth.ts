// Staff accounts and sessions by better-auth: accounts are made for people, nobody signs up.
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins/username';
import { roleSchema } from './contract/words.ts';
import * as authSchema from './db/auth-schema.ts';
import type { Database } from './db/comments.ts';
import type { Environment } from './env.ts';

/** The clerk behind a request. */
export interface Clerk {
  id: string;
  name: string;
  role: 'desk' | 'unit';
  jurisdiction: string;
  unit: string | null;
}

export function createAuth(database: Database, env: Environment) {
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
    // A working day at the desk; the next morning one signs in again.
    session: { expiresIn: 12 * 3600, disableSessionRefresh: true },
    rateLimit: {
      enabled: env.ENVIRONMENT === 'production',
      storage: 'database',
      customRules: { '/sign-in/username': { window: 60, max: 5 } },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session, context) {
            const account = await context?.context.internalAdapter.findUserById(session.userId);
            if (env.ENVIRONMENT === 'production' && isSample(account)) {
              throw new APIError('FORBIDDEN', { message: 'sample accounts are refused in production' });
            }
          },
        },
      },
    },
    advanced: { useSecureCookies: env.BASE_URL.startsWith('https://') },
    telemetry: { enabled: false },
  });
}

export type Auth = ReturnType<typeof createAuth>;

const isSample = (account: object | null | undefined): boolean =>
  account !== null && account !== undefined && 'isSample' in account && account.isSample === true;

/** @returns who is signed in, or null; a sample account in production is nobody */
export async function findClerk(auth: Auth, headers: Headers, isProduction: boolean): Promise<Clerk | null> {
  const found = await auth.api.getSession({ headers });
  if (!found) return null;
  const { user } = found;
  const role = roleSchema.safeParse(user.role);
  if (!role.success || (isProduction && user.isSample)) return null;
  return { id: user.id, name: user.name, role: role.data, jurisdiction: user.jurisdiction, unit: user.unit ?? null };
}
