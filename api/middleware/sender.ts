// Who sends, as far as the limits need to know it: never stored, never logged.
import type { Context } from 'hono';

/** The address that the edge or the proxy vouches for; `local` where there is neither. */
export function senderOf(c: Context): string {
  return c.req.header('cf-connecting-ip') ?? 'local';
}
