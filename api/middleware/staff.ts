// Who may use the staff routes: signed in, and from this site's own pages.
import { createMiddleware } from 'hono/factory';
import { type Clerk, findClerk } from '../auth.ts';
import type { Deps } from '../deps.ts';
import { answerProblem } from './problems.ts';

export type StaffVariables = { requestId: string; clerk: Clerk };

/**
 * A request that changes something must come from this origin: a cookie alone is no proof of will, and another
 * site's page could send it along.
 */
export function requireOwnOrigin(baseUrl: string) {
  const origin = new URL(baseUrl).origin;
  return createMiddleware(async (c, next) => {
    const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
    if (changes && c.req.header('origin') !== origin) return answerProblem(c, 'cross-site');
    return next();
  });
}

/** Denies by default; what staff see is stored nowhere. */
export function requireStaff(deps: Deps, isProduction: boolean) {
  return createMiddleware<{ Variables: StaffVariables }>(async (c, next) => {
    c.header('cache-control', 'no-store');
    const clerk = await findClerk(deps.auth, c.req.raw.headers, isProduction);
    if (!clerk) return answerProblem(c, 'not-signed-in');
    c.set('clerk', clerk);
    return next();
  });
}
