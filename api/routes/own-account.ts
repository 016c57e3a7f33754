// The signed-in person's own account: change the password, set up a second factor, sign out everywhere.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { codeRequestSchema, ownAccountSchema, passwordChangeSchema, secondFactorSchema } from '../contract/account.ts';
import { roleWords } from '../contract/words.ts';
import { consumeCode, endSessions, logAccountEvent } from '../db/accounts.ts';
import { needsSecondFactor } from '../domain/access/access.ts';
import { findPasswordRefusal, passwordRefusalWords } from '../domain/access/password.ts';
import { forwardCookies } from '../middleware/cookies.ts';
import { problemResponse, sendProblem } from '../middleware/problems.ts';
import type { StaffVariables } from '../middleware/staff.ts';
import type { Deps } from '../ports/deps.ts';
import { accountLimitKey } from './known-device.ts';
import { answers, notSignedIn, takes, wrongFields } from './responses.ts';
import { createStaffApp, type StaffAppSettings } from './staff-app.ts';

const doneResponse = answers('已完成', z.object({ done: z.literal(true) }));
const refusals = {
  ...notSignedIn,
  403: problemResponse('请求来自其他网站'),
  ...wrongFields,
  429: problemResponse('尝试太多'),
};
const body = <Schema extends z.ZodType>(schema: Schema) => ({ body: takes(schema) });

const readRoute = createRoute({
  method: 'get',
  path: '/',
  summary: '自己的账号',
  responses: { 200: answers('账号', ownAccountSchema), ...notSignedIn },
});

const passwordRoute = createRoute({
  method: 'post',
  path: '/password',
  summary: '修改密码；其他设备上的登录随之结束',
  request: body(passwordChangeSchema),
  responses: { 200: doneResponse, ...refusals },
});

const factorRoute = createRoute({
  method: 'post',
  path: '/second-factor',
  summary: '开始绑定动态口令',
  request: body(secondFactorSchema),
  responses: {
    200: answers('供验证器应用扫描的地址', z.object({ uri: z.string(), secret: z.string() })),
    ...refusals,
  },
});

const codeRoute = createRoute({
  method: 'post',
  path: '/second-factor/code',
  summary: '用第一个动态口令完成绑定',
  request: body(codeRequestSchema),
  responses: { 200: doneResponse, ...refusals },
});

const signOutEverywhereRoute = createRoute({
  method: 'delete',
  path: '/sessions',
  summary: '在所有设备上退出',
  responses: { 200: doneResponse, ...notSignedIn, 403: problemResponse('请求来自其他网站') },
});

/** The hashing queue was full, so the password was not checked. */
const tooManyAtOnce = { detail: '正在登录的人太多，请过几秒再试。' };
const wrongPassword = { errors: [{ field: 'current', message: '现在的密码不对' }] };

export function ownAccountRoutes(deps: Deps, settings: StaffAppSettings) {
  const app = createStaffApp(deps, settings);
  /** Rate-limits guesses of the password at an unlocked machine, separately from guesses at sign-in. */
  const mayTry = async (c: Context, username: string) =>
    deps.limits.allow('account', await accountLimitKey(c, deps, username));
  const logChange = (clerk: StaffVariables['clerk'], eventName: 'password-changed' | 'second-factor-set') => {
    const { id, jurisdiction } = clerk;
    return logAccountEvent(deps.database, {
      jurisdiction,
      account: id,
      at: deps.now(),
      what: eventName,
      actor: id,
      data: {},
    });
  };
  return app
    .openapi(readRoute, (c) => {
      const { clerk, username, hasSecondFactor, mustEnrol } = c.get('signedIn');
      const isNeeded = needsSecondFactor(clerk.role);
      return c.json({ username, role: roleWords[clerk.role], hasSecondFactor, isNeeded, mustEnrol }, 200);
    })
    .openapi(passwordRoute, async (c) => {
      const { clerk, username } = c.get('signedIn');
      const { current, password } = c.req.valid('json');
      if (!(await mayTry(c, username))) return sendProblem(c, 'too-many-requests');
      const refusal = findPasswordRefusal(password, [username, clerk.name]);
      if (refusal) {
        const message = passwordRefusalWords[refusal];
        return sendProblem(c, 'invalid-input', { errors: [{ field: 'password', message }] });
      }
      const response = await deps.auth.api.changePassword({
        body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
        headers: c.req.raw.headers,
        asResponse: true,
      });
      if (response.status === 429) return sendProblem(c, 'too-many-requests', tooManyAtOnce);
      if (!response.ok) return sendProblem(c, 'invalid-input', wrongPassword);
      await logChange(clerk, 'password-changed');
      forwardCookies(c, response);
      return c.json({ done: true as const }, 200);
    })
    .openapi(factorRoute, async (c) => {
      const { username, hasSecondFactor } = c.get('signedIn');
      if (hasSecondFactor) return sendProblem(c, 'invalid-input', { detail: '动态口令已经绑定。' });
      if (!(await mayTry(c, username))) return sendProblem(c, 'too-many-requests');
      const response = await deps.auth.api.enableTwoFactor({
        body: { password: c.req.valid('json').password },
        headers: c.req.raw.headers,
        asResponse: true,
      });
      if (response.status === 429) return sendProblem(c, 'too-many-requests', tooManyAtOnce);
      if (!response.ok) {
        return sendProblem(c, 'invalid-input', { errors: [{ field: 'password', message: '密码不对' }] });
      }
      const { totpURI } = z.object({ totpURI: z.string() }).parse(await response.json());
      const secret = new URL(totpURI).searchParams.get('secret') ?? '';
      const uri = `otpauth://totp/${encodeURIComponent(`明白账:${username}`)}?secret=${secret}&issuer=${encodeURIComponent('明白账')}`;
      return c.json({ uri, secret }, 200);
    })
    .openapi(codeRoute, async (c) => {
      const { clerk, username, hasSecondFactor } = c.get('signedIn');
      if (hasSecondFactor) return sendProblem(c, 'invalid-input', { detail: '动态口令已经绑定。' });
      if (!(await mayTry(c, username))) return sendProblem(c, 'too-many-requests');
      const { code } = c.req.valid('json');
      const response = await deps.auth.api.verifyTOTP({ body: { code }, headers: c.req.raw.headers, asResponse: true });
      if (!response.ok) {
        const message = '动态口令不对，请核对手机时间后输入最新的一个';
        return sendProblem(c, 'invalid-input', { errors: [{ field: 'code', message }] });
      }
      // Mark the code as used, so that it cannot also serve a sign-in.
      await consumeCode(deps.database, clerk.id, code, Date.now());
      await logChange(clerk, 'second-factor-set');
      forwardCookies(c, response);
      return c.json({ done: true as const }, 200);
    })
    .openapi(signOutEverywhereRoute, async (c) => {
      await endSessions(deps.database, c.get('clerk').id);
      return c.json({ done: true as const }, 200);
    });
}
