// Staff accounts: the admins of a jurisdiction list, create and change them. Every change is logged.
import { createRoute, z } from '@hono/zod-openapi';
import {
  accountChangeSchema,
  accountListSchema,
  accountLogSchema,
  createdAccountSchema,
  newAccountSchema,
} from '../contract/account.ts';
import { fieldRefusal, problemResponse, refusal, sendProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import {
  type AccountResult,
  changeStaffAccount,
  createStaffAccount,
  readAccountLog,
  readAccounts,
} from '../record/accounts.ts';
import { answers, notSignedIn, takes, wrongFields, wrongParameters } from './responses.ts';
import { createStaffApp, type StaffAppSettings } from './staff-app.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: '本地的工作人员账号',
  responses: {
    200: answers('账号', accountListSchema),
    ...notSignedIn,
    403: problemResponse('没有权限'),
  },
});

const logRoute = createRoute({
  method: 'get',
  path: '/log',
  summary: '账号变动记录，新的在前',
  request: { query: z.object({ before: z.coerce.number().int().min(1).optional() }) },
  responses: {
    200: answers('记录', accountLogSchema),
    ...notSignedIn,
    403: problemResponse('没有权限'),
    ...wrongParameters,
  },
});

const refusals = {
  ...notSignedIn,
  403: problemResponse('没有权限'),
  404: problemResponse('没有这个账号'),
  ...wrongFields,
};

const createAccountRoute = createRoute({
  method: 'post',
  path: '/',
  summary: '新建账号，得到一次性链接',
  request: { body: takes(newAccountSchema) },
  responses: { 201: answers('账号和链接', createdAccountSchema), ...refusals },
});

const changeRoute = createRoute({
  method: 'post',
  path: '/{account}/changes',
  summary: '停用、恢复、改岗位或单位、重新生成一次性链接',
  request: {
    params: z.object({ account: z.string().max(60) }),
    body: takes(accountChangeSchema),
  },
  responses: { 200: answers('改后的账号', createdAccountSchema), ...refusals },
});

function explain(reason: Extract<AccountResult, { ok: false }>['reason']) {
  switch (reason) {
    case 'not-found':
      return refusal('not-found');
    case 'own-account':
      return refusal('not-allowed', { detail: '不能改自己的账号，请由另一位管理员办理。' });
    case 'unknown-unit':
      return fieldRefusal('unit', '责任单位岗位请选择单位，其他岗位不选');
    case 'username-taken':
      return fieldRefusal('username', '这个用户名已经有人用了');
    case 'email-taken':
      return fieldRefusal('email', '这个电子邮箱已经有账号');
    case 'disabled':
      return refusal('invalid-input', { detail: '账号已停用，请先恢复使用。' });
  }
}

export function accountRoutes(deps: Deps, settings: StaffAppSettings) {
  const app = createStaffApp(deps, settings);
  return app
    .openapi(listRoute, async (c) => c.json(await readAccounts(deps, c.get('clerk')), 200))
    .openapi(logRoute, async (c) =>
      c.json(await readAccountLog(deps, c.get('clerk'), c.req.valid('query').before ?? null), 200),
    )
    .openapi(createAccountRoute, async (c) => {
      const result = await createStaffAccount(deps, c.get('clerk'), c.req.valid('json'), settings.baseUrl);
      if (result.ok) return c.json({ account: result.account, link: result.link }, 201);
      const { code, extras } = explain(result.reason);
      return sendProblem(c, code, extras);
    })
    .openapi(changeRoute, async (c) => {
      const { account } = c.req.valid('param');
      const result = await changeStaffAccount(deps, c.get('clerk'), account, c.req.valid('json'), settings.baseUrl);
      if (result.ok) return c.json({ account: result.account, link: result.link }, 200);
      const { code, extras } = explain(result.reason);
      return sendProblem(c, code, extras);
    });
}
