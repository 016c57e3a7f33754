// Applies rate limits before anything is parsed: even looking at a body costs processor time.
import type { Context } from 'hono';
import type { Deps } from '../ports/deps.ts';
import type { LimitName } from '../ports/limits.ts';
import { requestIdOf } from './request-log.ts';
import { senderOf } from './sender.ts';

/** @returns `unknown` if the limiter did not answer: each route decides what is safe then */
export async function checkRateLimit(deps: Deps, what: LimitName, c: Context): Promise<'go-on' | 'wait' | 'unknown'> {
  try {
    return (await deps.limits.allow(what, senderOf(c))) ? 'go-on' : 'wait';
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    deps.log({ level: 'error', message: `the limit ${what} could not be asked (${kind})`, requestId: requestIdOf(c) });
    return 'unknown';
  }
}
