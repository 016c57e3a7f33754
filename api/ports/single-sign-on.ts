// Single sign-on by OpenID Connect. Signs in only existing accounts, matched by the e-mail address that the issuer
// verified. better-auth handles state, PKCE, nonce and signature.
import { betterAuth } from 'better-auth/minimal';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import * as z from 'zod';
import type { Database } from '../db/database.ts';
import { authOptions } from './auth.ts';
import type { Environment } from './env.ts';
import type { Log } from './log.ts';

const providerId = 'oidc';
/** Drops the issuer's tokens, which the application does not need. */
const withoutTokens = async (account: object) => ({
  data: { ...account, accessToken: null, refreshToken: null, idToken: null },
});

const signInResponseSchema = z.object({ url: z.url() });

export interface SingleSignOn {
  /** Label of the sign-in button. */
  name: string;
  /** @returns the issuer's address for the browser, and a response with cookies; null if the issuer does not respond */
  begin(headers: Headers): Promise<{ url: string; response: Response } | null>;
  /** @returns a response with the session's cookies; null if sign-in failed */
  finish(request: Request): Promise<Response | null>;
}

function createClient(database: Database, env: Environment, log: Log) {
  const options = authOptions(database, env, log, true);
  return betterAuth({
    ...options,
    basePath: '/api/session/sso',
    databaseHooks: {
      ...options.databaseHooks,
      account: { create: { before: withoutTokens }, update: { before: withoutTokens } },
    },
    onAPIError: { errorURL: `${env.BASE_URL}/staff/` },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId,
            discoveryUrl: `${env.OIDC_ISSUER?.replace(/\/$/u, '')}/.well-known/openid-configuration`,
            clientId: env.OIDC_CLIENT_ID ?? '',
            clientSecret: env.OIDC_CLIENT_SECRET ?? '',
            scopes: ['openid', 'email', 'profile'],
            pkce: true,
            requireIdTokenVerification: true,
            disableSignUp: true,
            // Some issuers send a string; the string "false" would be truthy.
            mapProfileToUser: ({ email_verified: isVerified }) => ({
              emailVerified: isVerified === true || isVerified === 'true',
            }),
          },
        ],
      }),
    ],
  });
}

/** @returns null if single sign-on is not configured */
export function createSingleSignOn(database: Database, env: Environment, log: Log): SingleSignOn | null {
  if (!env.OIDC_ISSUER) return null;
  // Create the client on first use: it fetches the issuer's metadata, and sign-in by password should not wait for that.
  let client: ReturnType<typeof createClient> | undefined;
  const getClient = () => {
    client ??= createClient(database, env, log);
    return client;
  };
  return {
    name: env.OIDC_NAME,
    async begin(headers) {
      const body = { provider: providerId, callbackURL: '/staff/', errorCallbackURL: '/staff/', disableRedirect: true };
      const response = await getClient().api.signInSocial({ body, headers, asResponse: true });
      const answer = signInResponseSchema.safeParse(await response.clone().json());
      if (response.ok && answer.success) return { url: answer.data.url, response };
      client = undefined; // the issuer did not respond; the next attempt fetches its metadata again
      return null;
    },
    async finish(request) {
      const response = await getClient().handler(request);
      const isSignedIn = response.headers.getSetCookie().some((cookie) => /session_token=[^;]/u.test(cookie));
      return response.status === 302 && isSignedIn ? response : null;
    },
  };
}
