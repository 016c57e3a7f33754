// The residents' API: send a comment, track its progress, read published answers.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { followRequestSchema, publishedAnswerSchema, receiptSchema } from '../contract/follow.ts';
import { offersRequestSchema, offersSchema } from '../contract/offers.ts';
import { challengeSchema, evidenceSchema, sendingSchema } from '../contract/sending.ts';
import { followViewSchema, residentRequestSchema } from '../life/requests.ts';
import { refuseForeign } from '../middleware/foreign.ts';
import { checkRateLimit } from '../middleware/limits.ts';
import { problemResponse, refuseInvalidInput, sendProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import { findByCodes, type Proof, proveCodes } from '../record/codes.ts';
import { followComment, readPublished } from '../record/follow.ts';
import { receiveComment } from '../record/intake.ts';
import { readOffers } from '../record/offers.ts';
import { makeResidentMove } from '../record/resident.ts';
import { setCodesCookie } from './codes-cookie.ts';
import { type FoundFollowUp, findFollowed, unprovenFollowUp } from './follow-up-cookie.ts';
import { answers, takes, wrongFields, wrongParameters } from './responses.ts';
import { readSending } from './sending-form.ts';

const sendRoute = createRoute({
  method: 'post',
  path: '/comments',
  summary: '提交留言',
  request: { body: takes(sendingSchema) },
  responses: {
    201: answers('回执；同一次提交重发，回执相同', receiptSchema),
    403: problemResponse('请求来自其他网站'),
    ...wrongFields,
    429: problemResponse('提交太频繁'),
  },
});

const challengeRoute = createRoute({
  method: 'get',
  path: '/challenge',
  summary: '提交前的自动验证（工作量证明）',
  responses: { 200: answers('题目，两小时内有效，只能用一次', challengeSchema) },
});

const followRoute = createRoute({
  method: 'post',
  path: '/follow',
  summary: '凭受理编号和查询码查看办理进度',
  request: { body: takes(followRequestSchema) },
  responses: {
    200: answers('办理经过', followViewSchema),
    403: problemResponse('请求来自其他网站'),
    404: problemResponse('编号或查询码不对'),
    ...wrongFields,
    429: problemResponse('查询太频繁'),
  },
});

const residentRoute = createRoute({
  method: 'post',
  path: '/follow/moves',
  summary: '留言人办理：评价、认为答非所问、收回公开同意、撤回、抹去个人信息',
  request: { body: takes(residentRequestSchema) },
  responses: {
    200: answers('办理后的进度', followViewSchema),
    403: problemResponse('请求来自其他网站'),
    404: problemResponse('编号或查询码不对'),
    409: problemResponse('现在不能这样办'),
    ...wrongFields,
    429: problemResponse('查询太频繁'),
  },
});

const answersRoute = createRoute({
  method: 'get',
  path: '/answers',
  summary: '某项任务或要点的公开答复',
  request: { query: z.object({ about: z.string().max(100) }) },
  responses: {
    200: answers('公开答复', z.object({ answers: z.array(publishedAnswerSchema), total: z.int() })),
    ...wrongParameters,
  },
});

const offersRoute = createRoute({
  method: 'get',
  path: '/offers',
  summary: '提问前可能已有的答复和相近的任务',
  request: { query: offersRequestSchema },
  responses: {
    200: answers('公开答复和任务', offersSchema),
    ...wrongParameters,
  },
});

export const wrongCodes = '没有找到对应的留言，请核对受理编号和查询码。';

interface Variables {
  /** False if the rate limiter did not respond. */
  isLimited: boolean;
}

const refuseCodes = (c: Context, reason: Extract<Proof, { ok: false }>['reason']) =>
  reason === 'wrong-codes' ? sendProblem(c, 'not-found', { detail: wrongCodes }) : sendProblem(c, reason);

const refuseFollowUp = (c: Context, { follows, message }: Extract<FoundFollowUp, { ok: false }>) =>
  sendProblem(c, 'invalid-input', {
    detail: unprovenFollowUp(follows).detail,
    errors: [{ field: 'trackingCode', message }],
  });

export function commentRoutes(deps: Deps, settings: { baseUrl: string }) {
  const app = new OpenAPIHono<{ Variables: Variables }>({ defaultHook: refuseInvalidInput });
  // If the rate limiter does not respond, accept the comment and hold it for review.
  const limitIntake = createMiddleware<{ Variables: Variables }>(async (c, next) => {
    const answer = await checkRateLimit(deps, 'intake', c);
    c.set('isLimited', answer !== 'unknown');
    return answer === 'wait' ? sendProblem(c, 'too-many-requests') : next();
  });
  const limitFollow = createMiddleware(async (c, next) =>
    (await checkRateLimit(deps, 'follow', c)) === 'go-on' ? next() : sendProblem(c, 'too-many-requests'),
  );
  app.use(refuseForeign(settings.baseUrl));
  app.use('/comments/*', limitIntake);
  app.use('/follow/*', limitFollow);

  /** A comment with files is a multipart form, parsed like the form without script. */
  app.post('/comments/with-attachments', async (c) => {
    const { typed, sending } = await readSending(c);
    if (!sending.ok) return sendProblem(c, 'invalid-input', { errors: sending.errors });
    const { comment, files } = sending;
    const followed = await findFollowed(c, deps, typed);
    if (!followed.ok) return refuseFollowUp(c, followed);
    const evidence = { ...sending.evidence, isLimited: c.get('isLimited') };
    const { follows } = followed;
    const result = await receiveComment(deps, comment, { isSample: false, follows, evidence, files });
    if (!result.ok) return sendProblem(c, result.reason);
    await setCodesCookie(c, deps, result.receipt);
    return c.json(result.receipt, 201, { 'cache-control': 'no-store' });
  });

  return app
    .openapi(sendRoute, async (c) => {
      const body = c.req.valid('json');
      const followed = await findFollowed(c, deps, body);
      if (!followed.ok) return refuseFollowUp(c, followed);
      const evidence = { ...evidenceSchema.parse(body), isLimited: c.get('isLimited') };
      const { follows } = followed;
      const result = await receiveComment(deps, body, { isSample: false, follows, evidence, files: [] });
      if (!result.ok) return sendProblem(c, result.reason);
      await setCodesCookie(c, deps, result.receipt);
      return c.json(result.receipt, 201, { 'cache-control': 'no-store' });
    })
    .openapi(challengeRoute, async (c) =>
      c.json(await deps.proofs.makeChallenge(), 200, { 'cache-control': 'no-store' }),
    )
    .openapi(offersRoute, async (c) => {
      const { about, title } = c.req.valid('query');
      return c.json(await readOffers(deps, about, title), 200, { 'cache-control': 'no-cache' });
    })
    .openapi(followRoute, async (c) => {
      const proof = await proveCodes(deps, c.req.valid('json'));
      if (!proof.ok) return refuseCodes(c, proof.reason);
      return c.json(await followComment(deps, proof.record), 200, { 'cache-control': 'no-store' });
    })
    .openapi(residentRoute, async (c) => {
      const { action, ...codes } = c.req.valid('json');
      const proof = await proveCodes(deps, codes);
      if (!proof.ok) return refuseCodes(c, proof.reason);
      const result = await makeResidentMove(deps, codes.receiptCode, action);
      if (!result.ok) return sendProblem(c, result.reason);
      const after = await findByCodes(deps, codes);
      if (!after) throw new Error(`${codes.receiptCode}: missing after its move`);
      return c.json(await followComment(deps, after), 200, { 'cache-control': 'no-store' });
    })
    .openapi(answersRoute, async (c) => {
      const published = await readPublished(deps, c.req.valid('query').about);
      return c.json(published, 200, { 'cache-control': 'no-cache' });
    });
}
