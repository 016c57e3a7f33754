// Runs before every route: checks the rate limit without reading the body, then limits the body's size. Rejecting a sender
// costs one counter lookup; the home discards the rest of the request.
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { METHOD_NAME_ALL } from 'hono/router';
import type { Deps } from '../ports/deps.ts';
import type { LimitName } from '../ports/limits.ts';
import { findRequestOrigin } from './foreign.ts';
import { checkRateLimit } from './limits.ts';
import { maxFilesBytes, type RequestRule, requestRuleFor, smallFormBytes } from './request-rules.ts';

export interface GuardVariables {
  /** False if a rate limiter did not answer. */
  isCounted: boolean;
}

const isReadMethod = (method: string) => ['GET', 'HEAD', 'OPTIONS'].includes(method);

const isMultipart = (c: Context) => /^multipart\/form-data\b/iu.test(c.req.header('content-type') ?? '');

/** True if the body may be large enough for attachments. Without a content-length, it may have any size. */
function mayBeLarge(c: Context): boolean {
  const length = c.req.header('content-length');
  return length === undefined || !(Number(length) <= smallFormBytes);
}

/** Returns the route that responds; undefined if a static file or the 404 page does. */
function findRoute(c: Context): { route: string; rule: RequestRule | undefined } | undefined {
  const matched = matchedRoutes(c).find(({ method }) => method !== METHOD_NAME_ALL);
  return matched && { route: `${matched.method} ${matched.path}`, rule: requestRuleFor(matched.method, matched.path) };
}

/** True for multipart requests to the routes that accept attachments. */
export const acceptsFiles = (c: Context): boolean => findRoute(c)?.rule?.acceptsFiles === true && isMultipart(c);

async function checkRateLimits(deps: Deps, c: Context, rule: RequestRule): Promise<'go-on' | 'wait' | 'unknown'> {
  const limitNames: LimitName[] = acceptsFiles(c) && mayBeLarge(c) ? [rule.limit, 'files'] : [rule.limit];
  let isCounted = true;
  for (const limitName of limitNames) {
    const result = await checkRateLimit(deps, limitName, c);
    if (result === 'wait') return 'wait';
    if (result === 'unknown') isCounted = false;
  }
  return isCounted ? 'go-on' : 'unknown';
}

/**
 * @param refuse sends the error, as JSON or as a page
 * @throws Error if the route accepts a body but has no rule, so that it cannot be deployed without one
 */
export function guardRequests(
  deps: Deps,
  baseUrl: string,
  refuse: (c: Context, code: 'too-many-requests' | 'too-large' | 'cross-site') => Response | Promise<Response>,
) {
  return createMiddleware<{ Variables: GuardVariables }>(async (c, next) => {
    const matched = findRoute(c);
    if (!matched) return next();
    const { route, rule } = matched;
    if (!rule) {
      if (isReadMethod(c.req.method)) return next();
      throw new Error(`${route} has no rule in api/middleware/request-rules.ts`);
    }
    // Reject before counting: another site's page must not use up its visitors' rate limits.
    if (findRequestOrigin(c, baseUrl) === 'foreign') return refuse(c, 'cross-site');
    const result = await checkRateLimits(deps, c, rule);
    c.set('isCounted', result !== 'unknown');
    if (result === 'wait' || (result === 'unknown' && rule.ifLimiterFails === 'refuse')) {
      c.header('retry-after', '60');
      return refuse(c, 'too-many-requests');
    }
    if (isReadMethod(c.req.method)) return next();
    const maxSize = acceptsFiles(c) ? maxFilesBytes : rule.maxBytes;
    return bodyLimit({ maxSize, onError: () => refuse(c, 'too-large') })(c, next);
  });
}
