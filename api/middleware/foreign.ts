// Detects cross-site requests: state-changing requests that a page of another site made a visitor's browser send.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { sendProblem } from './problems.ts';

/** `unknown`: the browser does not disclose the origin, so only the form's token can prove it. */
export type RequestOrigin = 'own' | 'foreign' | 'unknown';

/**
 * Determines whether a page of this site sent the request. Accepts requests without an origin, because old browsers and
 * programs send none and these routes involve no account.
 *
 * `Origin: null` is ambiguous: browsers send it for our own forms if privacy settings or an extension suppress the referrer,
 * but also for another site's sandboxed frame. Sec-Fetch-Site, which scripts cannot forge, distinguishes the two. Browsers
 * before Chromium 76 and Safari 16.4 do not send it, and none do over plain http; then the origin is unknown.
 */
export function findRequestOrigin(c: Context, baseUrl: string): RequestOrigin {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return 'own';
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') return 'foreign';
  if (origin === 'null') return site === 'same-origin' ? 'own' : 'unknown';
  return origin === undefined || origin === new URL(baseUrl).origin ? 'own' : 'foreign';
}

/** Our scripts set it when they send attachments. Another site's script cannot set it without a preflight request. */
const ownScriptHeader = 'x-own-script';

/** True if another site's page could send the request only after a preflight request, which this server never allows. */
const needsPreflight = (c: Context) =>
  c.req.header(ownScriptHeader) !== undefined || /^application\/json\b/iu.test(c.req.header('content-type') ?? '');

/** Rejects cross-site requests to the API, whose own scripts send JSON or the header above. */
export const refuseForeign = (baseUrl: string) =>
  createMiddleware(async (c, next) => {
    const requestOrigin = findRequestOrigin(c, baseUrl);
    const isOwn = requestOrigin === 'own' || (requestOrigin === 'unknown' && needsPreflight(c));
    return isOwn ? next() : sendProblem(c, 'cross-site');
  });
