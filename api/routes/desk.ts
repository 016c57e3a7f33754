// What the staff's screens keep and ask besides the queue: saved views, what changed, who else looks, what to choose from.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  changesSchema,
  choicesSchema,
  mostViews,
  newViewSchema,
  presenceSchema,
  savedViewSchema,
} from '../contract/desk.ts';
import type { Deps } from '../deps.ts';
import { answerInvalid, answerProblem, problemResponse } from '../middleware/problems.ts';
import {
  requireOwnNetwork,
  requireOwnOrigin,
  requireStaff,
  type StaffSettings,
  type StaffVariables,
} from '../middleware/staff.ts';
import { forgetView, keepView, lookAt, lookAway, readChanges, readChoices, readViews } from '../record/desk.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const receiptCode = z.object({ receiptCode: z.string().max(40) });
const viewsSchema = z.object({ views: z.array(savedViewSchema) });
const signedOut = { 401: problemResponse('未登录') };
const invalid = { 422: problemResponse('填写有误') };

const changesRoute = createRoute({
  method: 'get',
  path: '/changes',
  summary: '某一条记录之后，自己看得到的留言里哪些有变化',
  request: { query: z.object({ since: z.coerce.number().int().min(0) }) },
  responses: { 200: { description: '变化', content: json(changesSchema) }, ...signedOut, ...invalid },
});

const choicesRoute = createRoute({
  method: 'get',
  path: '/choices',
  summary: '筛选可选的单位和文件',
  responses: { 200: { description: '单位和文件', content: json(choicesSchema) }, ...signedOut },
});

const presenceResponses = {
  200: { description: '还有谁在看', content: json(presenceSchema) },
  ...signedOut,
  404: problemResponse('没有这件留言，或不在您的职责范围'),
  ...invalid,
};

const lookRoute = createRoute({
  method: 'put',
  path: '/presence/{receiptCode}',
  summary: '正在看这件留言；回答还有谁在看',
  request: { params: receiptCode },
  responses: presenceResponses,
});

const leaveRoute = createRoute({
  method: 'delete',
  path: '/presence/{receiptCode}',
  summary: '不再看这件留言',
  request: { params: receiptCode },
  responses: presenceResponses,
});

const viewsRoute = createRoute({
  method: 'get',
  path: '/views',
  summary: '自己保存的视图',
  responses: { 200: { description: '视图', content: json(viewsSchema) }, ...signedOut },
});

const keepRoute = createRoute({
  method: 'post',
  path: '/views',
  summary: '保存一组筛选；同名的被替换',
  request: { body: { required: true, content: json(newViewSchema) } },
  responses: { 200: { description: '视图', content: json(viewsSchema) }, ...signedOut, ...invalid },
});

const forgetRoute = createRoute({
  method: 'delete',
  path: '/views/{id}',
  summary: '删除一个视图',
  request: { params: z.object({ id: z.coerce.number().int().positive() }) },
  responses: { 200: { description: '视图', content: json(viewsSchema) }, ...signedOut, ...invalid },
});

export function deskRoutes(deps: Deps, settings: StaffSettings & { baseUrl: string }) {
  const app = new OpenAPIHono<{ Variables: StaffVariables }>({ defaultHook: answerInvalid });
  app.use(requireOwnOrigin(settings.baseUrl), requireOwnNetwork(settings));
  app.use(requireStaff(deps, settings));
  return app
    .openapi(changesRoute, async (c) =>
      c.json(await readChanges(deps, c.get('clerk'), c.req.valid('query').since), 200),
    )
    .openapi(choicesRoute, async (c) => c.json(await readChoices(deps, c.get('clerk')), 200))
    .openapi(lookRoute, async (c) => {
      const others = await lookAt(deps, c.get('clerk'), c.req.valid('param').receiptCode);
      return others ? c.json({ others }, 200) : answerProblem(c, 'not-found');
    })
    .openapi(leaveRoute, async (c) => {
      await lookAway(deps, c.get('clerk'), c.req.valid('param').receiptCode);
      return c.json({ others: [] }, 200);
    })
    .openapi(viewsRoute, async (c) => c.json({ views: await readViews(deps, c.get('clerk')) }, 200))
    .openapi(keepRoute, async (c) => {
      const clerk = c.get('clerk');
      if (await keepView(deps, clerk, c.req.valid('json'))) return c.json({ views: await readViews(deps, clerk) }, 200);
      const message = `最多保存 ${mostViews} 个视图，请先删掉不用的`;
      return answerProblem(c, 'invalid-input', { errors: [{ field: 'name', message }] });
    })
    .openapi(forgetRoute, async (c) => {
      const clerk = c.get('clerk');
      await forgetView(deps, clerk, c.req.valid('param').id);
      return c.json({ views: await readViews(deps, clerk) }, 200);
    });
}
