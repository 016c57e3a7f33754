// A request that changes something, sent for somebody by another site's page.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { answerProblem } from './problems.ts';

/**
 * Old browsers and programs say nothing of where they come from, so silence is allowed where no account and no right
 * hangs on it: but other sites' visitors must not send for them.
 */
export function isForeign(c: Context, baseUrl: string): boolean {
  const origin = c.req.header('origin');
  const isFromElsewhere = origin !== undefined && origin !== new URL(baseUrl).origin;
  return c.req.method === 'POST' && (isFromElsewhere || c.req.header('sec-fetch-site') === 'cross-site');
}

export const refuseForeign = (baseUrl: string) =>
  createMiddleware(async (c, next) => (isForeign(c, baseUrl) ? answerProblem(c, 'cross-site') : next()));
