// Keeps a comment's two codes in the browser for half an hour, so that a receipt survives a reload, the back button, and a
// phone that suspends the page. Scripts cannot read the cookie, no other path receives it, and a button deletes it.
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { readTrackingCode } from '../contract/codes.ts';
import type { FollowRequest } from '../contract/follow.ts';
import { prefixed } from '../middleware/cookies.ts';

const name = 'codes';
const path = '/follow/';
/** In seconds. Time to write the codes down; on a shared machine the next person should not find them. */
const seconds = 30 * 60;

/** Signed, and issued only to those who proved the codes: a forged cookie does not bypass the rate limits. */
const keyOf = (codeSecret: string) => `codes cookie of ${codeSecret}`;

export async function setCodesCookie(
  c: Context,
  codeSecret: string,
  { receiptCode, trackingCode }: FollowRequest,
): Promise<void> {
  await setSignedCookie(c, name, `${receiptCode}.${trackingCode}`, keyOf(codeSecret), {
    path,
    maxAge: seconds,
    httpOnly: true,
    sameSite: 'Strict',
    ...prefixed(c, 'secure'), // not `host`: only requests that need the codes should carry them
  });
}

export async function readCodesCookie(c: Context, codeSecret: string): Promise<FollowRequest | null> {
  const value = await getSignedCookie(c, keyOf(codeSecret), name, prefixed(c, 'secure').prefix);
  const [receiptCode, trackingCode] = (value || '').split('.');
  return receiptCode && trackingCode ? { receiptCode, trackingCode: readTrackingCode(trackingCode) } : null;
}

export function clearCodesCookie(c: Context): void {
  deleteCookie(c, name, { path, ...prefixed(c, 'secure') });
}
