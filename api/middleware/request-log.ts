// One log line per request: which route, never which comment or person. No address, no path with codes in it, no query.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { RequestIdVariables } from 'hono/request-id';
import { matchedRoutes } from 'hono/route';
import { METHOD_NAME_ALL } from 'hono/router';
import type { Deps } from '../ports/deps.ts';
import { withRunId } from '../ports/log.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

/** The request id, for other log lines of the same request. */
export const requestIdOf = (c: Context): string => String(c.get('requestId') ?? '');

export function logRequests(deps: Deps) {
  return createMiddleware<{ Variables: RequestIdVariables }>(async (c, next) => {
    const began = deps.now();
    const requestId = requestIdOf(c);
    await withRunId(requestId, next);
    c.res.headers.set('x-request-id', requestId);
    // Log the pattern of the matching route; without one it was a file of the site, or nothing.
    const route = matchedRoutes(c).find(({ method }) => method !== METHOD_NAME_ALL)?.path ?? '(file)';
    const method = methods.includes(c.req.method) ? c.req.method : '(other)';
    const details = { method, route, status: c.res.status, ms: deps.now() - began };
    deps.log({ level: 'info', message: 'request', requestId, details });
  });
}
