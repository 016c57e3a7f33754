// The status page's API: the site's health, for its operators.
import { createRoute } from '@hono/zod-openapi';
import { statusSchema } from '../contract/status.ts';
import { problemResponse } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import { readStatus } from '../record/status.ts';
import { answers, notSignedIn } from './responses.ts';
import { createStaffApp, type StaffAppSettings } from './staff-app.ts';

const statusRoute = createRoute({
  method: 'get',
  path: '/',
  summary: '运行状态：备份、定时任务、通知、日历、栏目更新',
  responses: { 200: answers('状态', statusSchema), ...notSignedIn, 403: problemResponse('没有权限') },
});

export function statusRoutes(deps: Deps, settings: StaffAppSettings) {
  const app = createStaffApp(deps, settings);
  return app.openapi(statusRoute, async (c) => c.json(await readStatus(deps, c.get('clerk')), 200));
}
