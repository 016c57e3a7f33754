// Proves that a form came from one of our pages where the browser does not say so (findProvenance in middleware/foreign.ts):
// the form repeats the value of a cookie that no other site's page can read, set or have sent along.
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { toHex } from '../contract/hex.ts';
import { isSameHash } from '../domain/privacy/submission.ts';
import { cookiePrefix } from '../middleware/cookies.ts';
import { findProvenance } from '../middleware/foreign.ts';
import type { Deps } from '../ports/deps.ts';

const name = 'form';

function readToken(c: Context): string | null {
  const value = getCookie(c, name, cookiePrefix(c, 'host').prefix);
  return value !== undefined && /^[0-9a-f]{32}$/u.test(value) ? value : null;
}

/**
 * A value for the page's forms. Browsers that send Sec-Fetch-Site need none and get no cookie.
 *
 * @returns an empty string where none is needed
 */
export function issueFormToken(c: Context, { random }: Pick<Deps, 'random'>): string {
  if (c.req.header('sec-fetch-site') !== undefined && c.req.header('origin') !== 'null') return '';
  const token = readToken(c) ?? toHex(random(16));
  // A session cookie: a form may stay open for a day. `Strict` keeps it out of requests that other sites cause.
  setCookie(c, name, token, { path: '/', httpOnly: true, sameSite: 'Strict', ...cookiePrefix(c, 'host') });
  return token;
}

/** Whether a form may act: the browser says that it is ours, or the form repeats the cookie. */
export function isOwnForm(c: Context, baseUrl: string, typedToken: string | undefined): boolean {
  const provenance = findProvenance(c, baseUrl);
  if (provenance !== 'unsaid') return provenance === 'own';
  const token = readToken(c);
  return token !== null && isSameHash(token, typedToken ?? '');
}
