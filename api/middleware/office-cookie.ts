// Remembers the office where a clerk signed in, for homes with several: each keeps its own accounts and sessions. The office's
// name is no secret, and naming another office signs nobody in there.
import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import type { Deps } from '../ports/deps.ts';
import { prefixed } from './cookies.ts';

/** @returns null if none is named; the name may belong to no office */
export function readOfficeCookie(headers: Headers, isSecure: boolean): string | null {
  // Over https no other site of the domain can set this cookie and lock out all clerks.
  const name = isSecure ? '__Host-office' : 'office';
  const named = parse(headers.get('cookie') ?? '', name)[name];
  return named !== undefined && /^[a-z]{1,40}$/u.test(named) ? named : null;
}

/** A session cookie: it ends when the browser closes. */
export function setOfficeCookie(c: Context, office: Deps): void {
  if (office.offices().length === 1) return;
  setCookie(c, 'office', office.id, { path: '/', httpOnly: true, sameSite: 'Lax', ...prefixed(c, 'host') });
}
