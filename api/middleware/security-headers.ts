// Security headers of all responses. Static files get the same ones from site/public/_headers; a test compares both.
import { createMiddleware } from 'hono/factory';

/** Complements the policy in each page's `<meta>`, which has the script hashes but cannot set these directives. */
const pagePolicy = "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
/** For responses other than pages: if a browser opens one as a page, it can load and run nothing. */
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

/** One year, the minimum that inspections require. Browsers ignore the header over plain http (RFC 6797, 7.2). */
export const transportSecurity = 'max-age=31536000; includeSubDomains';

/** @param isHttps by the site's address; behind a proxy, the request itself may be plain http */
export function setSecurityHeaders(isHttps: boolean) {
  return createMiddleware(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value);
    const type = c.res.headers.get('content-type');
    // A 304 has no content type; its policy would replace the one that the browser cached with the page.
    if (type === null) c.res.headers.delete('Content-Security-Policy');
    else if (!type.startsWith('text/html')) c.res.headers.set('Content-Security-Policy', filePolicy);
    if (isHttps) c.res.headers.set('Strict-Transport-Security', transportSecurity);
    else c.res.headers.delete('Strict-Transport-Security');
  });
}
