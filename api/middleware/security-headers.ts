// What every answer tells browsers to refuse. Built files get the same from site/public/_headers; a test compares both.
import { createMiddleware } from 'hono/factory';

/** Beside the policy in each page's head, which knows the hashes of its scripts, and where these four have no say. */
const pagePolicy = "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
/** Data and files are no pages: opened as one, they may do nothing. */
const filePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const securityHeaders = {
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'Content-Security-Policy': pagePolicy,
} as const;

/** A year, as inspections ask for at least. Only over https: elsewhere it means nothing (RFC 6797, 7.2). */
export const transportSecurity = 'max-age=31536000; includeSubDomains';

/** @param isHttps what the site's own address says: behind a proxy, the request itself may come over an open line */
export function setSecurityHeaders(isHttps: boolean) {
  return createMiddleware(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value);
    const type = c.res.headers.get('content-type');
    // What has not changed (304) has no type, and its headers replace those that the browser keeps with the page.
    if (type === null) c.res.headers.delete('Content-Security-Policy');
    else if (!type.startsWith('text/html')) c.res.headers.set('Content-Security-Policy', filePolicy);
    if (isHttps) c.res.headers.set('Strict-Transport-Security', transportSecurity);
    else c.res.headers.delete('Strict-Transport-Security');
  });
}
