// Who may use the staff routes: signed in, and from this site's own pages.
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { METHOD_NAME_ALL } from 'hono/router';
import { may, neededFor } from '../domain/access/access.ts';
import { isInside, type Network } from '../domain/access/networks.ts';
import { type Clerk, findSignedIn, type SignedIn } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { answerProblem } from './problems.ts';

export type StaffVariables = { requestId: string; clerk: Clerk; signedIn: SignedIn };

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

export interface StaffSettings {
  isProduction: boolean;
  /** From where staff may work; none is from anywhere. */
  staffNetworks: Network[];
}

/** The address is the one that the edge vouches for; who has none is outside. */
export function requireOwnNetwork({ staffNetworks }: Pick<StaffSettings, 'staffNetworks'>) {
  return createMiddleware(async (c, next) => {
    const address = c.req.header('cf-connecting-ip') ?? null;
    if (staffNetworks.length === 0 || isInside(address, staffNetworks)) return next();
    c.header('cache-control', 'no-store');
    return answerProblem(c, 'not-allowed', { detail: '只能在办公网络内使用。' });
  });
}

/** Denies by default, and asks the table of access for each route; what staff see is stored nowhere. */
export function requireStaff(deps: Deps, { isProduction }: StaffSettings) {
  return createMiddleware<{ Variables: StaffVariables }>(async (c, next) => {
    c.header('cache-control', 'no-store');
    const signedIn = await findSignedIn(deps.auth, c.req.raw.headers, isProduction);
    if (!signedIn) return answerProblem(c, 'not-signed-in');
    const { clerk } = signedIn;
    // A page that was opened for one account must not act as another one that signed in beside it.
    if (c.req.header('x-staff') !== undefined && c.req.header('x-staff') !== clerk.id) {
      return answerProblem(c, 'not-signed-in', {
        detail: '这个浏览器里现在登录的是另一个账号。请用自己的账号重新登录。',
      });
    }
    // The first that is not for every method is the route that answers; none is an address that does not exist.
    const route = matchedRoutes(c).find(({ method }) => method !== METHOD_NAME_ALL);
    const needed = route && neededFor(route.method, route.path);
    if (route && !(needed && (needed === 'anybody' || may(clerk.role, needed)))) {
      return answerProblem(c, 'not-allowed', { detail: '您的岗位没有这项权限。' });
    }
    if (signedIn.mustEnrol && needed !== 'own-account') {
      return answerProblem(c, 'not-allowed', { detail: '请先绑定动态口令，再办理。' });
    }
    c.set('clerk', clerk);
    c.set('signedIn', signedIn);
    return next();
  });
}
