// The cookie with the office where a clerk signed in. A home can have several offices, each with its own accounts and
// sessions. The cookie is not secret: without a session, naming another office gives no access.
import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import type { Deps } from '../ports/deps.ts';
import { cookiePrefix } from './cookies.ts';

/** @returns the office's id, which may be unknown; null without the cookie */
export function readOfficeCookie(headers: Headers, isSecure: boolean): string | null {
  // With this prefix, no sibling domain can set the cookie and so lock out all clerks.
  const name = isSecure ? '__Host-office' : 'office';
  const value = parse(headers.get('cookie') ?? '', name)[name];
  return value !== undefined && /^[a-z]{1,40}$/u.test(value) ? value : null;
}

/** Sets a session cookie, which expires when the browser closes. */
export function setOfficeCookie(c: Context, office: Deps): void {
  if (office.offices().length === 1) return;
  setCookie(c, 'office', office.id, { path: '/', httpOnly: true, sameSite: 'Lax', ...cookiePrefix(c, 'host') });
}
