// Stands before every route: asks the rate limit before a byte of the body is read, then bounds the body. A refused sender
// costs one look at a counter; the home discards what it still sends.
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { METHOD_NAME_ALL } from 'hono/router';
import type { Deps } from '../ports/deps.ts';
import type { LimitName } from '../ports/limits.ts';
import { findProvenance } from './foreign.ts';
import { checkRateLimit } from './limits.ts';
import { maxFilesBytes, type RequestRule, ruleFor, smallFormBytes } from './request-rules.ts';

export interface GuardVariables {
  /** False if a rate limiter did not answer. */
  isCounted: boolean;
}

const isReading = (method: string) => ['GET', 'HEAD', 'OPTIONS'].includes(method);

const isMultipart = (c: Context) => /^multipart\/form-data\b/iu.test(c.req.header('content-type') ?? '');

/** True for bodies as large as files. A body without its length may be of any length. */
function isLarge(c: Context): boolean {
  const length = c.req.header('content-length');
  return length === undefined || !(Number(length) <= smallFormBytes);
}

/** The route that responds; undefined where none does, and a file or the 404 page is served. */
function findRoute(c: Context): { route: string; rule: RequestRule | undefined } | undefined {
  const found = matchedRoutes(c).find(({ method }) => method !== METHOD_NAME_ALL);
  return found && { route: `${found.method} ${found.path}`, rule: ruleFor(found.method, found.path) };
}

/** True for multipart requests to the routes that accept attachments. */
export const takesFiles = (c: Context): boolean => findRoute(c)?.rule?.takesFiles === true && isMultipart(c);

async function askLimits(deps: Deps, c: Context, rule: RequestRule): Promise<'go-on' | 'wait' | 'unknown'> {
  const asked: LimitName[] = takesFiles(c) && isLarge(c) ? [rule.limit, 'files'] : [rule.limit];
  let isCounted = true;
  for (const what of asked) {
    const answer = await checkRateLimit(deps, what, c);
    if (answer === 'wait') return 'wait';
    if (answer === 'unknown') isCounted = false;
  }
  return isCounted ? 'go-on' : 'unknown';
}

/**
 * @param refuse answers in words, as JSON or as a page
 * @throws Error for a route that takes a body and has no rule: it answers nobody until it has one
 */
export function guardRequests(
  deps: Deps,
  baseUrl: string,
  refuse: (c: Context, code: 'too-many-requests' | 'too-large' | 'cross-site') => Response | Promise<Response>,
) {
  return createMiddleware<{ Variables: GuardVariables }>(async (c, next) => {
    const found = findRoute(c);
    if (!found) return next();
    const { route, rule } = found;
    if (!rule) {
      if (isReading(c.req.method)) return next();
      throw new Error(`${route} has no rule in api/middleware/request-rules.ts`);
    }
    // Not counted: another site's page must not use up the tries of its visitors.
    if (findProvenance(c, baseUrl) === 'foreign') return refuse(c, 'cross-site');
    const answer = await askLimits(deps, c, rule);
    c.set('isCounted', answer !== 'unknown');
    if (answer === 'wait' || (answer === 'unknown' && rule.ifUnanswered === 'refuse')) {
      c.header('retry-after', '60');
      return refuse(c, 'too-many-requests');
    }
    if (isReading(c.req.method)) return next();
    const maxSize = takesFiles(c) ? maxFilesBytes : rule.maxBytes;
    return bodyLimit({ maxSize, onError: () => refuse(c, 'too-large') })(c, next);
  });
}
