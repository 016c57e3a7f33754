// Cookie helpers: name prefixes for our own cookies, and forwarding of the sign-in library's cookies.
import type { Context } from 'hono';

/** True if the site's address is https (set in api/app.ts). Behind a proxy, the request itself may be plain http. */
const isSecure = (c: Context): boolean => c.get('isSecure') === true;

/**
 * Returns the name prefix with which browsers reject a cookie set over plain http (`secure`) or by a sibling domain
 * (`host`, which also requires that the cookie has the path `/`). Empty for local http.
 */
export const cookiePrefix = <Prefix extends 'host' | 'secure'>(
  c: Context,
  prefix: Prefix,
): Partial<{ secure: true; prefix: Prefix }> => (isSecure(c) ? { secure: true, prefix } : {});

/** Forwards only the cookies of the library's response, because its body contains the session token. */
export function forwardCookies(c: Context, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}
