// Detects cross-site requests: state-changing requests that another site's page sent in a visitor's name.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { sendProblem } from './problems.ts';

/** `unsaid`: the browser hides where the request comes from, so only the form itself can prove it. */
export type Provenance = 'own' | 'foreign' | 'unsaid';

/**
 * Where a request comes from. Accepts requests without an origin, because old browsers and programs send none and these
 * routes involve no account.
 *
 * A browser sends `Origin: null` for our own forms where privacy settings or an extension withhold the referrer, and for a
 * foreign site's sandboxed frame alike. Scripts cannot forge Sec-Fetch-Site, which tells the two apart. Where the browser
 * does not send it either (before Chromium 76 and Safari 16.4, or over plain http), the request proves nothing.
 */
export function findProvenance(c: Context, baseUrl: string): Provenance {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return 'own';
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') return 'foreign';
  if (origin === 'null') return site === 'same-origin' ? 'own' : 'unsaid';
  return origin === undefined || origin === new URL(baseUrl).origin ? 'own' : 'foreign';
}

/** Sent by our scripts along with a form of files. Another site's script may not set it: that takes a preflight. */
const ownScriptHeader = 'x-own-script';

/** What another site's page could send only after a preflight, which this server never grants. */
const needsPreflight = (c: Context) =>
  c.req.header(ownScriptHeader) !== undefined || /^application\/json\b/iu.test(c.req.header('content-type') ?? '');

/** For the API: scripts send JSON or the header. */
export const refuseForeign = (baseUrl: string) =>
  createMiddleware(async (c, next) => {
    const provenance = findProvenance(c, baseUrl);
    const isOwn = provenance === 'own' || (provenance === 'unsaid' && needsPreflight(c));
    return isOwn ? next() : sendProblem(c, 'cross-site');
  });
