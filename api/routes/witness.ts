// Another site asks this one to keep its newest seals (design rule 19).
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { witnessedHeadsSchema, witnessRequestSchema } from '../contract/witnesses.ts';
import { describeFailure } from '../middleware/failures.ts';
import { problemResponse, refuseInvalidInput, sendProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import { witnessSite } from '../record/witnesses.ts';
import { answers, takes, wrongFields } from './responses.ts';

const witnessRoute = createRoute({
  method: 'post',
  path: '/',
  summary: '请本站记下另一个明白账网站的记录校验值；本站自己去那个网站取',
  request: { body: takes(witnessRequestSchema) },
  responses: {
    200: answers('记下的', witnessedHeadsSchema),
    403: problemResponse('本站没有约定替这个网站见证'),
    ...wrongFields,
    429: problemResponse('请求太频繁'),
    503: problemResponse('那个网站现在打不开'),
  },
});

export function witnessRoutes(deps: Deps) {
  const app = new OpenAPIHono({ defaultHook: refuseInvalidInput });
  return app.openapi(witnessRoute, async (c) => {
    const { origin } = new URL(c.req.valid('json').site);
    const kept = await witnessSite(deps, origin).catch((error: unknown) => {
      deps.log({ level: 'error', message: `witness of ${origin}: ${describeFailure(error)}` });
      return 'unavailable' as const;
    });
    if (kept === 'unavailable') return sendProblem(c, kept);
    if (kept === null) return sendProblem(c, 'not-allowed', { detail: '本站没有约定替这个网站见证（WITNESS_FOR）。' });
    return c.json(kept, 200);
  });
}
