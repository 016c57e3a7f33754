// Health checks and metrics for monitoring. Without the token, responses contain no details.
import { Hono } from 'hono';
import type { RequestIdVariables } from 'hono/request-id';
import { metricsType, writeMetrics } from '../domain/figures/metrics.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';
import { readMetrics } from '../record/metrics.ts';
import { findFailedChecks } from '../record/readiness.ts';

/** Compares hashes in constant time, so that timing does not reveal the token. */
async function isSame(provided: string, token: string): Promise<boolean> {
  const [a, b] = await Promise.all([sha256(provided), sha256(token)]);
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}

export function watchRoutes(deps: Deps, { metricsToken }: { metricsToken?: string | undefined }) {
  const app = new Hono<{ Variables: RequestIdVariables }>();
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    app.use(path, async (c, next) => {
      await next();
      c.res.headers.set('cache-control', 'no-store');
    });
  }
  return app
    .get('/healthz', (c) => c.text('ok\n'))
    .get('/readyz', async (c) => {
      const unready = await findFailedChecks(deps);
      if (unready.length === 0) return c.text('ready\n');
      const message = `not ready: ${unready.join(', ')}`;
      deps.log({ level: 'error', message, requestId: c.get('requestId') });
      return c.text('not ready\n', 503);
    })
    .get('/metrics', async (c) => {
      if (!metricsToken) return c.notFound();
      const provided = /^Bearer (.+)$/u.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
      if (!(await isSame(provided, metricsToken)))
        return c.text('not allowed\n', 401, { 'www-authenticate': 'Bearer' });
      return c.body(writeMetrics(await readMetrics(deps)), 200, { 'content-type': metricsType });
    });
}
