// The cookies with the two codes of each comment that a resident has opened. They last half an hour, so that the receipt
// survives a reload, the back button, or a phone that suspends the page. Each comment has its own cookie, so that two tabs
// cannot overwrite each other's codes. Scripts cannot read them, browsers send them to one path only, and a button deletes
// them.
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { readTrackingCode } from '../contract/codes.ts';
import type { FollowRequest } from '../contract/follow.ts';
import { cookiePrefix } from '../middleware/cookies.ts';
import type { Deps } from '../ports/deps.ts';

/** Also the full name of the single cookie that earlier versions set, which is still accepted. */
const namePrefix = 'codes';
const cookieNameOf = (receiptCode: string) => `${namePrefix}-${receiptCode}`;
const path = '/follow/';
/** In seconds. Enough to write the codes down, but short, because others may use the same machine. */
const maxAgeSeconds = 30 * 60;
/** Maximum number of open comments, to limit the cookies to a kilobyte. Opening another one closes the oldest. */
export const maxOpenCases = 6;

/** The signing key. Without the signature, forged cookies could bypass the rate limits on guesses. */
const signingKey = (codeSecret: string) => `codes cookie of ${codeSecret}`;

export async function setCodesCookie(
  c: Context,
  { codeSecret, now }: Pick<Deps, 'codeSecret' | 'now'>,
  { receiptCode, trackingCode }: FollowRequest,
): Promise<void> {
  const value = [receiptCode, readTrackingCode(trackingCode), now().toString(36)].join('.');
  await setSignedCookie(c, cookieNameOf(receiptCode), value, signingKey(codeSecret), {
    path,
    maxAge: maxAgeSeconds,
    httpOnly: true,
    sameSite: 'Strict',
    ...cookiePrefix(c, 'secure'), // not `host`, which would require the path `/` and send the codes with every request
  });
}

/** A comment whose codes are in this browser's cookies. */
export interface OpenCase extends FollowRequest {
  /** Name of its cookie, without the prefix `__Secure-`. */
  cookie: string;
}

/** @returns the comments that this browser may act on, the last one opened first; deletes the cookies beyond the limit */
export async function readOpenCases(c: Context, { codeSecret }: Pick<Deps, 'codeSecret'>): Promise<OpenCase[]> {
  const isPrefixed = cookiePrefix(c, 'secure').prefix !== undefined;
  const pattern = new RegExp(`^${isPrefixed ? '__Secure-' : ''}(${namePrefix}(?:-.+)?)$`, 'u');
  const cookies = Object.entries(await getSignedCookie(c, signingKey(codeSecret)));
  const found = cookies.flatMap(([fullName, value]): (OpenCase & { openedAt: number })[] => {
    const cookie = pattern.exec(fullName)?.[1];
    const [receiptCode, trackingCode, openedAt = '0'] = (value || '').split('.');
    return cookie && receiptCode && trackingCode
      ? [{ cookie, receiptCode, trackingCode: readTrackingCode(trackingCode), openedAt: Number.parseInt(openedAt, 36) }]
      : [];
  });
  // Browsers send the oldest cookie first. Reverse them, because the sort keeps this order for equal times.
  const newestFirst = found.reverse().sort((a, b) => b.openedAt - a.openedAt);
  for (const { cookie } of newestFirst.slice(maxOpenCases)) deleteCaseCookie(c, cookie);
  return newestFirst.slice(0, maxOpenCases);
}

const deleteCaseCookie = (c: Context, cookie: string) =>
  deleteCookie(c, cookie, { path, ...cookiePrefix(c, 'secure') });

export function forgetCases(c: Context, cases: OpenCase[]): void {
  for (const { cookie } of cases) deleteCaseCookie(c, cookie);
}
