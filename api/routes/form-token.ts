// Proves that a page of this site sent a form, if the browser does not disclose it (findRequestOrigin in foreign.ts):
// the form contains the value of a cookie, which pages of other sites can neither read nor set, nor make browsers send.
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { toHex } from '../contract/hex.ts';
import { isSameHash } from '../domain/privacy/submission.ts';
import { cookiePrefix } from '../middleware/cookies.ts';
import { findRequestOrigin } from '../middleware/foreign.ts';
import type { Deps } from '../ports/deps.ts';

const name = 'form';

function readToken(c: Context): string | null {
  const value = getCookie(c, name, cookiePrefix(c, 'host').prefix);
  return value !== undefined && /^[0-9a-f]{32}$/u.test(value) ? value : null;
}

/**
 * Returns the token for the page's forms, and sets its cookie.
 *
 * @returns an empty string, without a cookie, for browsers that send Sec-Fetch-Site and so need no token
 */
export function issueFormToken(c: Context, { random }: Pick<Deps, 'random'>): string {
  if (c.req.header('sec-fetch-site') !== undefined && c.req.header('origin') !== 'null') return '';
  const token = readToken(c) ?? toHex(random(16));
  // Use a session cookie, because a form may stay open for a day. With `Strict`, requests from other sites do not include it.
  setCookie(c, name, token, { path: '/', httpOnly: true, sameSite: 'Strict', ...cookiePrefix(c, 'host') });
  return token;
}

/** True if this site's page sent the form: according to the browser, or because the form contains the cookie's token. */
export function isOwnForm(c: Context, baseUrl: string, typedToken: string | undefined): boolean {
  const requestOrigin = findRequestOrigin(c, baseUrl);
  if (requestOrigin !== 'unknown') return requestOrigin === 'own';
  const token = readToken(c);
  return token !== null && isSameHash(token, typedToken ?? '');
}
