// The cookies with the two codes of each open comment. They last half an hour, so that the receipt survives a reload, the
// back button, or a phone that suspends the page. Each comment has its own: two tabs that send at the same moment cannot
// replace each other's codes. Scripts cannot read them, browsers send them to one path only, and a button deletes them.
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { readTrackingCode } from '../contract/codes.ts';
import type { FollowRequest } from '../contract/follow.ts';
import { cookiePrefix } from '../middleware/cookies.ts';
import type { Deps } from '../ports/deps.ts';

/** Before comments had cookies of their own there was one, named `codes`: a receipt from that time still opens. */
const name = 'codes';
const nameOf = (receiptCode: string) => `${name}-${receiptCode}`;
const path = '/follow/';
/** In seconds. Enough to write the codes down, but short, because others may use the same machine. */
const seconds = 30 * 60;
/** More open comments than one person reads; their cookies stay under a kilobyte. The oldest is dropped. */
export const maxOpenCases = 6;

/** The signing key. Without the signature, forged cookies could bypass the rate limits on guesses. */
const keyOf = (codeSecret: string) => `codes cookie of ${codeSecret}`;

export async function setCodesCookie(
  c: Context,
  { codeSecret, now }: Pick<Deps, 'codeSecret' | 'now'>,
  { receiptCode, trackingCode }: FollowRequest,
): Promise<void> {
  const value = [receiptCode, readTrackingCode(trackingCode), now().toString(36)].join('.');
  await setSignedCookie(c, nameOf(receiptCode), value, keyOf(codeSecret), {
    path,
    maxAge: seconds,
    httpOnly: true,
    sameSite: 'Strict',
    ...cookiePrefix(c, 'secure'), // not `host`, which would require the path `/` and send the codes with every request
  });
}

/** A comment whose codes this browser holds. */
export interface OpenCase extends FollowRequest {
  /** Without the prefix that browsers enforce. */
  cookie: string;
}

/** @returns the comments that this browser may act on, the last one opened first; deletes the cookies beyond the limit */
export async function readOpenCases(c: Context, { codeSecret }: Pick<Deps, 'codeSecret'>): Promise<OpenCase[]> {
  const isPrefixed = cookiePrefix(c, 'secure').prefix !== undefined;
  const pattern = new RegExp(`^${isPrefixed ? '__Secure-' : ''}(${name}(?:-.+)?)$`, 'u');
  const cookies = Object.entries(await getSignedCookie(c, keyOf(codeSecret)));
  const found = cookies.flatMap(([fullName, value]): (OpenCase & { openedAt: number })[] => {
    const cookie = pattern.exec(fullName)?.[1];
    const [receiptCode, trackingCode, openedAt = '0'] = (value || '').split('.');
    return cookie && receiptCode && trackingCode
      ? [{ cookie, receiptCode, trackingCode: readTrackingCode(trackingCode), openedAt: Number.parseInt(openedAt, 36) }]
      : [];
  });
  // Browsers send the oldest cookie first, which decides between comments of one millisecond.
  const newestFirst = found.reverse().sort((a, b) => b.openedAt - a.openedAt);
  for (const { cookie } of newestFirst.slice(maxOpenCases)) forget(c, cookie);
  return newestFirst.slice(0, maxOpenCases);
}

const forget = (c: Context, cookie: string) => deleteCookie(c, cookie, { path, ...cookiePrefix(c, 'secure') });

export function forgetCases(c: Context, cases: OpenCase[]): void {
  for (const { cookie } of cases) forget(c, cookie);
}
