// One line a request: what was asked in general, never what was asked for. No address, no path with codes in it, no query.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { RequestIdVariables } from 'hono/request-id';
import { matchedRoutes } from 'hono/route';
import { METHOD_NAME_ALL } from 'hono/router';
import type { Deps } from '../ports/deps.ts';
import { inRun } from '../ports/log.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

/** The number of the request, for other lines that it leaves. */
export const requestIdOf = (c: Context): string => String(c.get('requestId') ?? '');

export function logRequests(deps: Deps) {
  return createMiddleware<{ Variables: RequestIdVariables }>(async (c, next) => {
    const began = deps.now();
    const requestId = requestIdOf(c);
    await inRun(requestId, next);
    c.res.headers.set('x-request-id', requestId);
    // The pattern of the route that answered; what is none is a file of the site, or nothing.
    const route = matchedRoutes(c).find(({ method }) => method !== METHOD_NAME_ALL)?.path ?? '(file)';
    const method = methods.includes(c.req.method) ? c.req.method : '(other)';
    const details = { method, route, status: c.res.status, ms: deps.now() - began };
    deps.log({ level: 'info', message: 'request', requestId, details });
  });
}
