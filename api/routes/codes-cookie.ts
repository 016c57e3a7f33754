// The two codes of a comment, kept by the browser for half an hour: so that a receipt survives a reload, the way back, and
// a phone that put the page to sleep. Script cannot read it, no other path gets it, and a button forgets it.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type FollowRequest, followRequestSchema } from '../contract/follow.ts';

const name = 'codes';
const path = '/follow/';
/** Time to write the codes down; on a shared machine the next person should not find them. */
const seconds = 30 * 60;

export function keepCodes(c: Context, { receiptCode, trackingCode }: FollowRequest): void {
  setCookie(c, name, `${receiptCode}.${trackingCode}`, {
    ...{ path, maxAge: seconds, httpOnly: true, sameSite: 'Strict' },
    secure: new URL(c.req.url).protocol === 'https:',
  });
}

export function readCodes(c: Context): FollowRequest | null {
  const [receiptCode, trackingCode] = (getCookie(c, name) ?? '').split('.');
  const parsed = followRequestSchema.safeParse({ receiptCode, trackingCode });
  return parsed.success ? parsed.data : null;
}

export function forgetCodes(c: Context): void {
  deleteCookie(c, name, { path });
}
