// Detects cross-site requests: state-changing requests that another site's page sent in a visitor's name.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { sendProblem } from './problems.ts';

/**
 * True if the request comes from another site. Accepts requests without an origin, because old browsers and programs send
 * none and these routes involve no account.
 */
export function isForeign(c: Context, baseUrl: string): boolean {
  const origin = c.req.header('origin');
  const isFromElsewhere = origin !== undefined && origin !== new URL(baseUrl).origin;
  return c.req.method === 'POST' && (isFromElsewhere || c.req.header('sec-fetch-site') === 'cross-site');
}

export const refuseForeign = (baseUrl: string) =>
  createMiddleware(async (c, next) => (isForeign(c, baseUrl) ? sendProblem(c, 'cross-site') : next()));
