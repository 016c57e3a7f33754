// One-time links: show the account of a link, and set its password.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { linkSchema, linkUseSchema } from '../contract/account.ts';
import { passwordRefusalWords } from '../domain/access/password.ts';
import { boundJson } from '../middleware/bounded-body.ts';
import { forwardCookies } from '../middleware/cookies.ts';
import { setOfficeCookie } from '../middleware/office-cookie.ts';
import { problemResponse, refuseInvalidInput, sendProblem } from '../middleware/problems.ts';
import { requireOwnNetwork, requireOwnOrigin, type StaffSettings } from '../middleware/staff.ts';
import type { Deps } from '../ports/deps.ts';
import { readLink, setPasswordByLink } from '../record/account-link.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const refusals = {
  403: problemResponse('请求来自其他网站'),
  404: problemResponse('链接无效'),
  422: problemResponse('填写有误'),
  429: problemResponse('尝试太多'),
};

const lookRoute = createRoute({
  method: 'post',
  path: '/look',
  summary: '一次性链接属于哪个账号；只看，不使用',
  request: { body: { required: true, content: json(linkSchema) } },
  responses: {
    200: { description: '账号', content: json(z.object({ username: z.string(), name: z.string() })) },
    ...refusals,
  },
});

const setRoute = createRoute({
  method: 'post',
  path: '/',
  summary: '用一次性链接设置密码并登录',
  request: { body: { required: true, content: json(linkUseSchema) } },
  responses: {
    200: { description: '已设置并登录', content: json(z.object({ signedIn: z.literal(true) })) },
    ...refusals,
  },
});

const linkUnusable = { detail: '链接已经用过、过期或不完整。请向管理员要一个新的。' };

const queueFull = { detail: '正在登录的人太多，请过几秒再试，链接仍然有效。' };
/** The password is set, but the sign-in after it failed because the hashing queue was full. */
const signInLater = { detail: '密码已经设置好。正在登录的人太多，请过几秒用新密码登录。' };

export function linkRoutes(deps: Deps, settings: StaffSettings & { baseUrl: string }) {
  const app = new OpenAPIHono({ defaultHook: refuseInvalidInput });
  app.use(requireOwnOrigin(settings.baseUrl), requireOwnNetwork(settings), boundJson);
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    return next();
  });
  return app
    .openapi(lookRoute, async (c) => {
      const found = await readLink(deps, c.req.valid('json').token);
      if (!found) return sendProblem(c, 'not-found', linkUnusable);
      return c.json({ username: found.row.username ?? '', name: found.row.name }, 200);
    })
    .openapi(setRoute, async (c) => {
      const { token, password } = c.req.valid('json');
      const result = await setPasswordByLink(deps, token, password);
      if (!result.ok && result.reason === 'no-such-link') return sendProblem(c, 'not-found', linkUnusable);
      if (!result.ok && result.reason === 'busy') return sendProblem(c, 'too-many-requests', queueFull);
      if (!result.ok) {
        const message = passwordRefusalWords[result.reason];
        return sendProblem(c, 'invalid-input', { errors: [{ field: 'password', message }] });
      }
      const { username, office } = result;
      const response = await office.auth.api.signInUsername({
        body: { username, password },
        headers: c.req.raw.headers,
        asResponse: true,
      });
      if (response.status === 429) return sendProblem(c, 'too-many-requests', signInLater);
      if (!response.ok) throw new Error(`sign-in after redeeming a link responded ${response.status}`);
      forwardCookies(c, response);
      setOfficeCookie(c, office);
      return c.json({ signedIn: true as const }, 200);
    });
}
