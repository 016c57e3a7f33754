// In which office a clerk signed in, where a home has several: each keeps its accounts and sessions for itself. The name of
// an office is no secret, and whoever writes another one is nobody there.
import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Deps } from '../deps.ts';

const name = 'office';

/** @returns null where none is named; the name may be that of no office */
export function readOffice(headers: Headers): string | null {
  return /(?:^|;\s*)office=([a-z]{1,40})(?:;|$)/u.exec(headers.get('cookie') ?? '')?.[1] ?? null;
}

/** For as long as the browser is open, as the session. */
export function keepOffice(c: Context, office: Deps): void {
  if (office.offices().length === 1) return;
  const secure = new URL(c.req.url).protocol === 'https:';
  setCookie(c, name, office.id, { path: '/', httpOnly: true, sameSite: 'Lax', secure });
}
