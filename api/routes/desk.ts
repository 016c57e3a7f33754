// Staff API for screens other than the queue: saved views, changes, other viewers, and options of filters.
import { createRoute, z } from '@hono/zod-openapi';
import {
  changesSchema,
  choicesSchema,
  maxSavedViews,
  newViewSchema,
  presenceSchema,
  savedViewSchema,
} from '../contract/desk.ts';
import { sendProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import {
  deleteSavedView,
  markViewing,
  readChanges,
  readChoices,
  readViews,
  saveClerkView,
  stopViewing,
} from '../record/desk.ts';
import { answers, notSignedIn, notTheirs, takes, wrongFields } from './responses.ts';
import { createStaffApp, type StaffAppSettings } from './staff-app.ts';

const receiptCode = z.object({ receiptCode: z.string().max(40) });
const viewsSchema = z.object({ views: z.array(savedViewSchema) });

const changesRoute = createRoute({
  method: 'get',
  path: '/changes',
  summary: '某一条记录之后，自己看得到的留言里哪些有变化',
  request: { query: z.object({ since: z.coerce.number().int().min(0) }) },
  responses: { 200: answers('变化', changesSchema), ...notSignedIn, ...wrongFields },
});

const choicesRoute = createRoute({
  method: 'get',
  path: '/choices',
  summary: '筛选可选的单位和文件',
  responses: { 200: answers('单位和文件', choicesSchema), ...notSignedIn },
});

/** Reports that the clerk has opened or closed a comment. */
const presenceRoute = <Method extends 'put' | 'delete'>(method: Method, summary: string) =>
  createRoute({
    method,
    path: '/presence/{receiptCode}',
    summary,
    request: { params: receiptCode },
    responses: { 200: answers('还有谁在看', presenceSchema), ...notSignedIn, ...notTheirs, ...wrongFields },
  });

const lookRoute = presenceRoute('put', '正在看这件留言；回答还有谁在看');
const leaveRoute = presenceRoute('delete', '不再看这件留言');

const viewsRoute = createRoute({
  method: 'get',
  path: '/views',
  summary: '自己保存的视图',
  responses: { 200: answers('视图', viewsSchema), ...notSignedIn },
});

const keepRoute = createRoute({
  method: 'post',
  path: '/views',
  summary: '保存一组筛选；同名的被替换',
  request: { body: takes(newViewSchema) },
  responses: { 200: answers('视图', viewsSchema), ...notSignedIn, ...wrongFields },
});

const forgetRoute = createRoute({
  method: 'delete',
  path: '/views/{id}',
  summary: '删除一个视图',
  request: { params: z.object({ id: z.coerce.number().int().positive() }) },
  responses: { 200: answers('视图', viewsSchema), ...notSignedIn, ...wrongFields },
});

export function deskRoutes(deps: Deps, settings: StaffAppSettings) {
  const app = createStaffApp(deps, settings);
  return app
    .openapi(changesRoute, async (c) =>
      c.json(await readChanges(deps, c.get('clerk'), c.req.valid('query').since), 200),
    )
    .openapi(choicesRoute, async (c) => c.json(await readChoices(deps, c.get('clerk')), 200))
    .openapi(lookRoute, async (c) => {
      const others = await markViewing(deps, c.get('clerk'), c.req.valid('param').receiptCode);
      return others ? c.json({ others }, 200) : sendProblem(c, 'not-found');
    })
    .openapi(leaveRoute, async (c) => {
      await stopViewing(deps, c.get('clerk'), c.req.valid('param').receiptCode);
      return c.json({ others: [] }, 200);
    })
    .openapi(viewsRoute, async (c) => c.json({ views: await readViews(deps, c.get('clerk')) }, 200))
    .openapi(keepRoute, async (c) => {
      const clerk = c.get('clerk');
      if (await saveClerkView(deps, clerk, c.req.valid('json')))
        return c.json({ views: await readViews(deps, clerk) }, 200);
      const message = `最多保存 ${maxSavedViews} 个视图，请先删掉不用的`;
      return sendProblem(c, 'invalid-input', { errors: [{ field: 'name', message }] });
    })
    .openapi(forgetRoute, async (c) => {
      const clerk = c.get('clerk');
      await deleteSavedView(deps, clerk, c.req.valid('param').id);
      return c.json({ views: await readViews(deps, clerk) }, 200);
    });
}
