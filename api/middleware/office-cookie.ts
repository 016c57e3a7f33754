// In which office a clerk signed in, where a home has several: each keeps its accounts and sessions for itself. The name of
// an office is no secret, and whoever writes another one is nobody there.
import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import type { Deps } from '../ports/deps.ts';
import { prefixed } from './cookies.ts';

/** @returns null where none is named; the name may be that of no office */
export function readOffice(headers: Headers, isSecure: boolean): string | null {
  // Over https no other site of the domain can set it, and lock all clerks out with it.
  const name = isSecure ? '__Host-office' : 'office';
  const named = parse(headers.get('cookie') ?? '', name)[name];
  return named !== undefined && /^[a-z]{1,40}$/u.test(named) ? named : null;
}

/** For as long as the browser is open, as the session. */
export function keepOffice(c: Context, office: Deps): void {
  if (office.offices().length === 1) return;
  setCookie(c, 'office', office.id, { path: '/', httpOnly: true, sameSite: 'Lax', ...prefixed(c, 'host') });
}
