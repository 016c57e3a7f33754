// Signing in and out. Nothing else of better-auth can be reached from outside.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Deps } from '../deps.ts';
import { answerInvalid, answerProblem, problemResponse } from '../middleware/problems.ts';
import { senderOf } from '../middleware/sender.ts';
import { requireOwnOrigin } from '../middleware/staff.ts';

const credentialsSchema = z.object({
  // Typed with an input method on, a name comes with spaces around it or in full-width letters.
  username: z
    .string({ error: '请填写用户名' })
    .max(100, { error: '用户名过长' })
    .normalize('NFKC')
    .trim()
    .min(1, { error: '请填写用户名' }),
  password: z.string({ error: '请填写密码' }).min(1, { error: '请填写密码' }).max(200, { error: '密码过长' }),
});

const signInRoute = createRoute({
  method: 'post',
  path: '/',
  summary: '登录',
  request: { body: { required: true, content: { 'application/json': { schema: credentialsSchema } } } },
  responses: {
    200: { description: '已登录', content: { 'application/json': { schema: z.object({ signedIn: z.boolean() }) } } },
    401: problemResponse('用户名或密码不对'),
    403: problemResponse('不能在这里登录'),
    422: problemResponse('填写有误'),
    429: problemResponse('尝试太多'),
  },
});

const signOutRoute = createRoute({
  method: 'delete',
  path: '/',
  summary: '退出',
  responses: {
    200: { description: '已退出', content: { 'application/json': { schema: z.object({ signedIn: z.boolean() }) } } },
    403: problemResponse('请求来自其他网站'),
  },
});

export function sessionRoutes(deps: Deps, settings: { baseUrl: string }) {
  const app = new OpenAPIHono({ defaultHook: answerInvalid });
  app.use(requireOwnOrigin(settings.baseUrl));
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    return next();
  });
  return app
    .openapi(signInRoute, async (c) => {
      const { username, password } = c.req.valid('json');
      // By address against many guesses from one place, by account against guesses from many places.
      const allowed = await Promise.all([
        deps.limits.allow('sign-in', senderOf(c)),
        deps.limits.allow('account', username.toLowerCase()),
      ]);
      if (allowed.includes(false)) {
        return answerProblem(c, 'too-many-requests', { detail: '尝试次数太多，请过一分钟再试。' });
      }
      const response = await deps.auth.api.signInUsername({
        body: { username, password },
        headers: c.req.raw.headers,
        asResponse: true,
      });
      if (response.status === 403) return answerProblem(c, 'not-allowed', { detail: '这个账号不能在这里登录。' });
      if (response.status >= 500) throw new Error(`sign-in answered ${response.status}`);
      if (!response.ok) return answerProblem(c, 'not-signed-in', { detail: '用户名或密码不对。' });
      // The cookie and nothing else: the body would repeat the session's token.
      for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
      return c.json({ signedIn: true }, 200);
    })
    .openapi(signOutRoute, async (c) => {
      const response = await deps.auth.api.signOut({ headers: c.req.raw.headers, asResponse: true });
      for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
      return c.json({ signedIn: false }, 200);
    });
}
