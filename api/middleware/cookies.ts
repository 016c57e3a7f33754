// What the sign-in library answers: of it only the cookies go to the browser, for its bodies repeat the session's token.
import type { Context } from 'hono';

export function keepCookies(c: Context, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}
