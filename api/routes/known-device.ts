// Cookies for devices on which an account has signed in. Such a device has its own rate limit, so that password guesses
// from elsewhere cannot lock the owner out. The cookie replaces neither password nor second factor.
import type { Context } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { sha256 } from '../domain/privacy/submission.ts';
import { cookiePrefix } from '../middleware/cookies.ts';
import type { Deps } from '../ports/deps.ts';

/** In seconds: half a year. */
const maxAgeSeconds = 180 * 24 * 3600;

type Secrets = Pick<Deps, 'codeSecret'>;

/** The signing key; separate, so that no other signed cookie of this site is valid here. */
const signingKey = ({ codeSecret }: Secrets): string => `known devices of ${codeSecret}`;

/** Names a cookie per account, because clerks share machines. The name does not reveal the username. */
async function hashDeviceOwner(username: string): Promise<string> {
  return (await sha256(`device of ${username}`)).slice(0, 16);
}

/**
 * Returns the key of the rate limit for attempts to sign in to an account.
 *
 * @returns the device's own key on a known device, otherwise the username
 */
export async function accountLimitKey(c: Context, secrets: Secrets, username: string): Promise<string> {
  const ownerHash = await hashDeviceOwner(username);
  const value = await getSignedCookie(c, signingKey(secrets), `device-${ownerHash}`, cookiePrefix(c, 'host').prefix);
  const [owner, device] = (value || '').split('.');
  return owner === ownerHash && device ? `${username} on ${device}` : username;
}

/**
 * Sets the cookie. Call it after a complete sign-in.
 *
 * @param token of the new session; its hash serves as a random id of the device
 */
export async function rememberDevice(c: Context, secrets: Secrets, username: string, token: string): Promise<void> {
  const ownerHash = await hashDeviceOwner(username);
  const device = (await sha256(`device of session ${token}`)).slice(0, 32);
  await setSignedCookie(c, `device-${ownerHash}`, `${ownerHash}.${device}`, signingKey(secrets), {
    path: '/',
    maxAge: maxAgeSeconds,
    httpOnly: true,
    sameSite: 'Strict',
    ...cookiePrefix(c, 'host'),
  });
}
