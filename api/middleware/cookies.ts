// Cookies: those of the sign-in library, and how our own are confined to this site over https.
import type { Context } from 'hono';

/** True if the site is served over https (set in api/app.ts); behind a proxy, the request itself may not say so. */
const isSecure = (c: Context): boolean => c.get('isSecure') === true;

/**
 * The name prefix by which browsers refuse a cookie set over plain http (`secure`) or by another site of the same domain
 * (`host`, whose cookie then accompanies every request). Empty for local http.
 */
export const prefixed = <Prefix extends 'host' | 'secure'>(
  c: Context,
  prefix: Prefix,
): Partial<{ secure: true; prefix: Prefix }> => (isSecure(c) ? { secure: true, prefix } : {});

/** Passes only the library's cookies on to the browser: its response bodies repeat the session token. */
export function passCookies(c: Context, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}
