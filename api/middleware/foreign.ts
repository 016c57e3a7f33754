// Detects a state-changing request that another site's page sent in a visitor's name.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { sendProblem } from './problems.ts';

/**
 * Old browsers and programs send no origin. Silence is accepted where no account and no right is involved,
 * but other sites must not submit for their visitors.
 */
export function isForeign(c: Context, baseUrl: string): boolean {
  const origin = c.req.header('origin');
  const isFromElsewhere = origin !== undefined && origin !== new URL(baseUrl).origin;
  return c.req.method === 'POST' && (isFromElsewhere || c.req.header('sec-fetch-site') === 'cross-site');
}

export const refuseForeign = (baseUrl: string) =>
  createMiddleware(async (c, next) => (isForeign(c, baseUrl) ? sendProblem(c, 'cross-site') : next()));
