// Devices on which an account has signed in. Guesses at an account from elsewhere never lock its owner's own device out:
// the device has a counter of its own. The cookie proves nothing else; password and second factor are asked all the same.
import type { Context } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { sha256 } from '../domain/privacy/submission.ts';
import { prefixed } from '../middleware/cookies.ts';
import type { Deps } from '../ports/deps.ts';

/** In seconds. Half a year; a device unused for longer counts as unknown. */
const maxAge = 180 * 24 * 3600;

type Secrets = Pick<Deps, 'codeSecret'>;

/** Signed under a key of its own, so that no other cookie of this site can stand in. */
const keyOf = ({ codeSecret }: Secrets): string => `known devices of ${codeSecret}`;

/** A cookie per account, because clerks share machines; the name tells no username. */
async function markOf(username: string): Promise<string> {
  return (await sha256(`device of ${username}`)).slice(0, 16);
}

/**
 * What guesses at an account are counted by.
 *
 * @returns the device's own key on a known device, otherwise the username
 */
export async function accountLimitKey(c: Context, secrets: Secrets, username: string): Promise<string> {
  const mark = await markOf(username);
  const value = await getSignedCookie(c, keyOf(secrets), `device-${mark}`, prefixed(c, 'host').prefix);
  const [owner, device] = (value || '').split('.');
  return owner === mark && device ? `${username} on ${device}` : username;
}

/**
 * Called once an account has signed in completely.
 *
 * @param token of the new session: random, so its hash names the device and tells nothing
 */
export async function rememberDevice(c: Context, secrets: Secrets, username: string, token: string): Promise<void> {
  const mark = await markOf(username);
  const device = (await sha256(`device of session ${token}`)).slice(0, 32);
  await setSignedCookie(c, `device-${mark}`, `${mark}.${device}`, keyOf(secrets), {
    path: '/',
    maxAge,
    httpOnly: true,
    sameSite: 'Strict',
    ...prefixed(c, 'host'),
  });
}
