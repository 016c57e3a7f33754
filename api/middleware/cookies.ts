// Cookies: those of the sign-in library, and how those of our own are kept to this site over https.
import type { Context } from 'hono';

/** Set for a site that is served over https (api/app.ts); behind a proxy, the request itself may not say so. */
const isSecure = (c: Context): boolean => c.get('isSecure') === true;

/**
 * The prefix by which browsers refuse a cookie that came over an open line (`secure`), or that another site of the same
 * domain set (`host`, which then goes along with every request). Locally, without https, there is none.
 */
export const prefixed = <Prefix extends 'host' | 'secure'>(
  c: Context,
  prefix: Prefix,
): Partial<{ secure: true; prefix: Prefix }> => (isSecure(c) ? { secure: true, prefix } : {});

/** What the library answers: of it only the cookies go to the browser, for its bodies repeat the session's token. */
export function keepCookies(c: Context, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}
