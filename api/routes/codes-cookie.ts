// The cookie with a comment's two codes. It lasts half an hour, so that the receipt survives a reload, the back button, or
// a phone that suspends the page. Scripts cannot read it, browsers send it to one path only, and a button deletes it.
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { readTrackingCode } from '../contract/codes.ts';
import type { FollowRequest } from '../contract/follow.ts';
import { cookiePrefix } from '../middleware/cookies.ts';

const name = 'codes';
const path = '/follow/';
/** In seconds. Enough to write the codes down, but short, because others may use the same machine. */
const seconds = 30 * 60;

/** The signing key. Without the signature, forged cookies could bypass the rate limits on guesses. */
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
    ...cookiePrefix(c, 'secure'), // not `host`, which would require the path `/` and send the codes with every request
  });
}

export async function readCodesCookie(c: Context, codeSecret: string): Promise<FollowRequest | null> {
  const value = await getSignedCookie(c, keyOf(codeSecret), name, cookiePrefix(c, 'secure').prefix);
  const [receiptCode, trackingCode] = (value || '').split('.');
  return receiptCode && trackingCode ? { receiptCode, trackingCode: readTrackingCode(trackingCode) } : null;
}

export function clearCodesCookie(c: Context): void {
  deleteCookie(c, name, { path, ...cookiePrefix(c, 'secure') });
}
