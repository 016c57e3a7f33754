// Signing in and out. No other endpoint of better-auth is exposed.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { codeRequestSchema, readTypedName } from '../contract/account.ts';
import { consumeCode, findAccount, isWaitingForPassword } from '../db/accounts.ts';
import { boundJson } from '../middleware/bounded-body.ts';
import { forwardCookies } from '../middleware/cookies.ts';
import { setOfficeCookie } from '../middleware/office-cookie.ts';
import { fieldRefusal, problemResponse, refuseInvalidInput, sendProblem } from '../middleware/problems.ts';
import { senderOf } from '../middleware/sender.ts';
import { requireOwnNetwork, requireOwnOrigin, type StaffSettings } from '../middleware/staff.ts';
import type { Deps } from '../ports/deps.ts';
import { isQueueFull } from '../ports/password-hash.ts';
import { officesOfAccount } from '../record/offices.ts';
import { accountLimitKey, rememberDevice } from './known-device.ts';
import { answers, takes, wrongFields, wrongParameters } from './responses.ts';

const credentialsSchema = z.object({
  // Normalize input: input methods add spaces or full-width letters, pasting adds labels or invisible characters.
  username: z
    .string({ error: '请填写用户名' })
    .max(100, { error: '用户名过长' })
    .transform(readTypedName)
    .pipe(z.string().min(1, { error: '请填写用户名' })),
  password: z.string({ error: '请填写密码' }).min(1, { error: '请填写密码' }).max(200, { error: '密码过长' }),
});

const signInRoute = createRoute({
  method: 'post',
  path: '/',
  summary: '登录',
  request: { body: takes(credentialsSchema) },
  responses: {
    200: answers(
      '已登录；绑定了动态口令的账号还要再输入口令，这时 signedIn 为 false',
      z.object({ signedIn: z.boolean() }),
    ),
    401: problemResponse('用户名或密码不对'),
    403: problemResponse('不能在这里登录'),
    ...wrongFields,
    429: problemResponse('尝试太多'),
  },
});

const codeRoute = createRoute({
  method: 'post',
  path: '/code',
  summary: '登录的第二步：动态口令',
  request: { body: { required: true, content: { 'application/json': { schema: codeRequestSchema } } } },
  responses: {
    200: { description: '已登录', content: { 'application/json': { schema: z.object({ signedIn: z.boolean() }) } } },
    401: problemResponse('动态口令不对，或已超时'),
    403: problemResponse('不能在这里登录'),
    422: problemResponse('填写有误'),
    429: problemResponse('尝试太多'),
  },
});

const waysSchema = z.object({
  singleSignOn: z.string().nullable(),
  /** Jurisdictions to choose from before single sign-on; empty if all accounts are in one office. */
  places: z.array(z.object({ id: z.string(), name: z.string() })),
});

const waysRoute = createRoute({
  method: 'get',
  path: '/ways',
  summary: '登录方式：单点登录的名称，没有设置时为 null；各地账号分开的，单点登录前要选地方',
  responses: { 200: answers('登录方式', waysSchema) },
});

const ssoRoute = createRoute({
  method: 'post',
  path: '/sso',
  summary: '单点登录：浏览器接着去哪里',
  request: { query: z.object({ place: z.string().max(40).optional() }) },
  responses: {
    200: { description: '地址', content: { 'application/json': { schema: z.object({ url: z.string() }) } } },
    403: problemResponse('请求来自其他网站'),
    404: problemResponse('没有设置单点登录，或对方没有回应'),
    ...wrongParameters,
    429: problemResponse('尝试太多'),
  },
});

const signOutRoute = createRoute({
  method: 'delete',
  path: '/',
  summary: '退出',
  responses: {
    200: answers('已退出', z.object({ signedIn: z.boolean() })),
    403: problemResponse('请求来自其他网站'),
  },
});

/** The fields of the library's response that tell whether a second step follows. */
const secondStepSchema = z.object({ twoFactorRedirect: z.boolean().default(false), token: z.string().optional() });

const signedInSchema = z.object({ token: z.string(), user: z.object({ id: z.string() }) });

/** Removes the session cookie: with it, the library would check the code against the session's account. */
function withoutSession(headers: Headers): Headers {
  const cookies = (headers.get('cookie') ?? '').split(/; */u).filter((cookie) => !cookie.includes('session_token='));
  const filtered = new Headers(headers);
  filtered.set('cookie', cookies.join('; '));
  return filtered;
}

/**
 * Ensures that every refused sign-in takes as long as one password hash. The library hashes for unknown usernames and wrong
 * passwords, but responds at once for an account without a password: the response time would reveal which accounts have an
 * unused one-time link. So for these accounts this function hashes the typed password, through the same gate, and refuses.
 */
async function signInAt(office: Deps, body: z.infer<typeof credentialsSchema>, headers: Headers): Promise<Response> {
  const isWaiting = await isWaitingForPassword(office.database, body.username.toLowerCase());
  if (!isWaiting) return office.auth.api.signInUsername({ body, headers, asResponse: true });
  try {
    await (await office.auth.$context).password.hash(body.password);
  } catch (error) {
    if (!isQueueFull(error)) throw error;
    return new Response(null, { status: 429 });
  }
  return new Response(null, { status: 401 });
}

/** Signs in at the office with this username; if there are several, at the one whose password matches. */
async function signInAtMatchingOffice(deps: Deps, body: z.infer<typeof credentialsSchema>, headers: Headers) {
  const signIn = async (office: Deps) => ({ office, response: await signInAt(office, body, headers) });
  const [first, ...others] = await officesOfAccount(deps, body.username.toLowerCase());
  let result = await signIn(first);
  for (const office of others) if (result.response.status === 401) result = await signIn(office);
  return result;
}

const tooManyTries = { detail: '尝试次数太多，请过一分钟再试。' };
const tooManyAtOnce = { detail: '正在登录的人太多，请过几秒再试。' };

export function sessionRoutes(deps: Deps, settings: StaffSettings & { baseUrl: string }) {
  const app = new OpenAPIHono({ defaultHook: refuseInvalidInput });
  app.use(requireOwnOrigin(settings.baseUrl), requireOwnNetwork(settings), boundJson);
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    return next();
  });
  // The issuer redirects the browser here. The log has the details of failures; the browser learns only that it failed.
  app.get('/sso/callback/oidc', async (c) => {
    if (!(await deps.limits.allow('sign-in', senderOf(c)))) return c.redirect('/staff/?sso=refused', 303);
    const answer = await deps.singleSignOn?.finish(c.req.raw);
    if (!answer) return c.redirect('/staff/?sso=refused', 303);
    forwardCookies(c, answer);
    return c.redirect('/staff/', 303);
  });
  return app
    .openapi(waysRoute, async (c) => {
      const { jurisdictions } = await deps.site.index();
      const places = deps.offices().length === 1 ? [] : jurisdictions.map(({ id, name }) => ({ id, name }));
      return c.json({ singleSignOn: deps.singleSignOn?.name ?? null, places }, 200);
    })
    .openapi(ssoRoute, async (c) => {
      const { jurisdictions } = await deps.site.index();
      const place = jurisdictions.find(({ id }) => id === c.req.valid('query').place);
      if (!place && deps.offices().length > 1) {
        const { code, extras } = fieldRefusal('place', '请选择您的账号在哪个地方');
        return sendProblem(c, code, extras);
      }
      const office = place ? deps.officeOf(place.id) : deps;
      const redirect = await office.singleSignOn?.begin(c.req.raw.headers);
      if (!redirect) return sendProblem(c, 'not-found', { detail: '现在不能单点登录，请用密码登录，或稍后再试。' });
      forwardCookies(c, redirect.response);
      setOfficeCookie(c, office);
      return c.json({ url: redirect.url }, 200);
    })
    .openapi(signInRoute, async (c) => {
      const { username, password } = c.req.valid('json');
      // request-guard.ts limits guesses from one address; this limits guesses of one account's password from many addresses.
      // It comes second, so that an address that is already limited cannot lock out accounts.
      const isAllowed = await deps.limits.allow('account', await accountLimitKey(c, deps, username.toLowerCase()));
      if (!isAllowed) return sendProblem(c, 'too-many-requests', tooManyTries);
      const { office, response } = await signInAtMatchingOffice(deps, { username, password }, c.req.raw.headers);
      if (response.status === 403) return sendProblem(c, 'not-allowed', { detail: '这个账号不能在这里登录。' });
      if (response.status === 429) return sendProblem(c, 'too-many-requests', tooManyAtOnce);
      if (response.status >= 500) throw new Error(`sign-in responded ${response.status}`);
      if (!response.ok) return sendProblem(c, 'not-signed-in', { detail: '用户名或密码不对。' });
      const answer = secondStepSchema.parse(await response.json());
      forwardCookies(c, response);
      setOfficeCookie(c, office);
      if (answer.token) await rememberDevice(c, deps, username.toLowerCase(), answer.token);
      return c.json({ signedIn: !answer.twoFactorRedirect }, 200);
    })
    .openapi(codeRoute, async (c) => {
      // The library also limits wrong codes: five per sign-in; ten in a row suspend the account.
      const { code } = c.req.valid('json');
      const response = await deps.auth.api.verifyTOTP({
        body: { code },
        headers: withoutSession(c.req.raw.headers),
        asResponse: true,
      });
      if (response.status === 403) return sendProblem(c, 'not-allowed', { detail: '这个账号不能在这里登录。' });
      if (response.status === 429) {
        return sendProblem(c, 'too-many-requests', { detail: '动态口令错了太多次，请过一刻钟再试。' });
      }
      if (response.status >= 500) throw new Error(`the second step of sign-in responded ${response.status}`);
      if (!response.ok) {
        return sendProblem(c, 'not-signed-in', {
          detail: '动态口令不对。请核对手机时间，输入最新的一个；仍不行，请重新登录。',
        });
      }
      const { user, token } = signedInSchema.parse(await response.json());
      if (!(await consumeCode(deps.database, user.id, code, Date.now()))) {
        await (await deps.auth.$context).internalAdapter.deleteSession(token);
        return sendProblem(c, 'not-signed-in', { detail: '这个动态口令刚刚用过，请等下一个，重新登录。' });
      }
      const account = await findAccount(deps.database, user.id);
      if (account?.row.username) await rememberDevice(c, deps, account.row.username, token);
      forwardCookies(c, response);
      return c.json({ signedIn: true }, 200);
    })
    .openapi(signOutRoute, async (c) => {
      const response = await deps.auth.api.signOut({ headers: c.req.raw.headers, asResponse: true });
      forwardCookies(c, response);
      return c.json({ signedIn: false }, 200);
    });
}
