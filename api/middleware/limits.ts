// Applies rate limits before parsing the body, because parsing costs processor time.
import type { Context } from 'hono';
import type { Deps } from '../ports/deps.ts';
import type { LimitName } from '../ports/limits.ts';
import { requestIdOf } from './request-log.ts';
import { senderOf } from './sender.ts';

/** @returns `unknown` if the rate limiter did not respond; the route's rule then decides (`request-rules.ts`) */
export async function checkRateLimit(
  deps: Deps,
  limitName: LimitName,
  c: Context,
): Promise<'go-on' | 'wait' | 'unknown'> {
  try {
    return (await deps.limits.allow(limitName, senderOf(c))) ? 'go-on' : 'wait';
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    deps.log({
      level: 'error',
      message: `the rate limiter ${limitName} did not respond (${kind})`,
      requestId: requestIdOf(c),
    });
    return 'unknown';
  }
}
