// Logs one line per request: its route, but never its comment or person. No IP address, no actual path, no query.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { RequestIdVariables } from 'hono/request-id';
import { matchedRoutes } from 'hono/route';
import { METHOD_NAME_ALL } from 'hono/router';
import type { Deps } from '../ports/deps.ts';
import { withRunId } from '../ports/log.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

/** The request id, which links all log lines of a request. */
export const requestIdOf = (c: Context): string => String(c.get('requestId') ?? '');

export function logRequests(deps: Deps) {
  return createMiddleware<{ Variables: RequestIdVariables }>(async (c, next) => {
    const startedAt = deps.now();
    const requestId = requestIdOf(c);
    await withRunId(requestId, next);
    c.res.headers.set('x-request-id', requestId);
    // Log the pattern of the matching route. Without one, the address was a static file or unknown.
    const route = matchedRoutes(c).find(({ method }) => method !== METHOD_NAME_ALL)?.path ?? '(file)';
    const method = methods.includes(c.req.method) ? c.req.method : '(other)';
    const details = { method, route, status: c.res.status, ms: deps.now() - startedAt };
    deps.log({ level: 'info', message: 'request', requestId, details });
  });
}
