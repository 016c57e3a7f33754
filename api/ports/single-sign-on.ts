// Single sign-on by OpenID Connect: only for accounts created by an admin, matched by the e-mail address that the issuer
// vouches for. better-auth handles state, PKCE, nonce and signature.
import { betterAuth } from 'better-auth/minimal';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import * as z from 'zod';
import type { Database } from '../db/database.ts';
import { authOptions } from './auth.ts';
import type { Environment } from './env.ts';
import type { Log } from './log.ts';

const providerId = 'oidc';
/** The issuer's tokens serve no purpose here, so none is stored. */
const withoutTokens = async (account: object) => ({
  data: { ...account, accessToken: null, refreshToken: null, idToken: null },
});

const beginningSchema = z.object({ url: z.url() });

export interface SingleSignOn {
  /** Label of the button. */
  name: string;
  /** @returns where to send the browser, with the cookies it will bring back; null if the issuer does not respond */
  begin(headers: Headers): Promise<{ url: string; response: Response } | null>;
  /** @returns the response whose cookies sign in; null if nobody is let in */
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
            // Some issuers send a string, and the string "false" is truthy.
            mapProfileToUser: ({ email_verified: isVerified }) => ({
              emailVerified: isVerified === true || isVerified === 'true',
            }),
          },
        ],
      }),
    ],
  });
}

/** @returns null if it is not configured */
export function createSingleSignOn(database: Database, env: Environment, log: Log): SingleSignOn | null {
  if (!env.OIDC_ISSUER) return null;
  // Created on first use: it fetches the issuer's metadata, and sign-in with password should not wait for that.
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
      const answer = beginningSchema.safeParse(await response.clone().json());
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
