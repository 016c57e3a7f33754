// Guards the staff routes: requires a signed-in account and, for changes, a page of this site.
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { METHOD_NAME_ALL } from 'hono/router';
import { may, requiredPermission } from '../domain/access/access.ts';
import { isInside, type Network } from '../domain/access/networks.ts';
import { type Clerk, findSignedIn, type SignedIn } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { findRequestOrigin } from './foreign.ts';
import { sendProblem } from './problems.ts';

export type StaffVariables = { requestId: string; clerk: Clerk; signedIn: SignedIn };

/**
 * Requires that state-changing requests come from this site. Browsers can attach cookies to another site's requests, so
 * a cookie alone does not prove intent. Unlike residents' routes (foreign.ts), requests without an origin are refused.
 */
export function requireOwnOrigin(baseUrl: string) {
  return createMiddleware(async (c, next) => {
    const isWrite = c.req.method !== 'GET' && c.req.method !== 'HEAD';
    const lacksOrigin = c.req.header('origin') === undefined;
    if (isWrite && (lacksOrigin || findRequestOrigin(c, baseUrl) !== 'own')) return sendProblem(c, 'cross-site');
    return next();
  });
}

export interface StaffSettings {
  isProduction: boolean;
  /** Networks with access to the staff routes; empty allows any. */
  staffNetworks: Network[];
}

/** Requires an address in the staff networks. Requests without a trusted address are denied. */
export function requireOwnNetwork({ staffNetworks }: Pick<StaffSettings, 'staffNetworks'>) {
  return createMiddleware(async (c, next) => {
    const address = c.req.header('cf-connecting-ip') ?? null;
    if (staffNetworks.length === 0 || isInside(address, staffNetworks)) return next();
    c.header('cache-control', 'no-store');
    return sendProblem(c, 'not-allowed', { detail: '只能在办公网络内使用。' });
  });
}

/** Requires the permission that the access table sets for the route; denies unlisted routes. Disables caching. */
export function requireStaff(deps: Deps, { isProduction }: StaffSettings) {
  return createMiddleware<{ Variables: StaffVariables }>(async (c, next) => {
    c.header('cache-control', 'no-store');
    const signedIn = await findSignedIn(deps.auth, c.req.raw.headers, isProduction);
    if (!signedIn) return sendProblem(c, 'not-signed-in');
    const { clerk } = signedIn;
    // Reject requests from a page of another account that was signed in earlier.
    if (c.req.header('x-staff') !== undefined && c.req.header('x-staff') !== clerk.id) {
      return sendProblem(c, 'not-signed-in', {
        detail: '这个浏览器里现在登录的是另一个账号。请用自己的账号重新登录。',
      });
    }
    // The first match for a specific method is the route that responds. Without one, the address does not exist.
    const route = matchedRoutes(c).find(({ method }) => method !== METHOD_NAME_ALL);
    const requiredAccess = route && requiredPermission(route.method, route.path);
    if (route && !(requiredAccess && (requiredAccess === 'anybody' || may(clerk.role, requiredAccess)))) {
      return sendProblem(c, 'not-allowed', { detail: '您的岗位没有这项权限。' });
    }
    if (signedIn.mustEnrol && requiredAccess !== 'own-account') {
      return sendProblem(c, 'not-allowed', { detail: '请先绑定动态口令，再办理。' });
    }
    c.set('clerk', clerk);
    c.set('signedIn', signedIn);
    return next();
  });
}
