// The residents' side of the API: send a comment, follow it, read what was published.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { newCommentSchema } from '../contract/comment.ts';
import {
  followRequestSchema,
  followViewSchema,
  publishedAnswerSchema,
  receiptSchema,
  residentRequestSchema,
} from '../contract/follow.ts';
import type { Deps, LimitName } from '../deps.ts';
import { answerInvalid, answerProblem, problemResponse } from '../middleware/problems.ts';
import { senderOf } from '../middleware/sender.ts';
import { findByCodes, type Proof, proveCodes } from '../record/codes.ts';
import { followComment, readPublished } from '../record/follow.ts';
import { receiveComment } from '../record/intake.ts';
import { makeResidentMove } from '../record/resident.ts';
import { keepCodes } from './codes-cookie.ts';
import { findFollowed } from './follow-up-cookie.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });

const sendRoute = createRoute({
  method: 'post',
  path: '/comments',
  summary: '提交留言',
  request: { body: { required: true, content: json(newCommentSchema) } },
  responses: {
    201: { description: '回执；同一次提交重发，回执相同', content: json(receiptSchema) },
    422: problemResponse('填写有误'),
    429: problemResponse('提交太频繁'),
  },
});

const followRoute = createRoute({
  method: 'post',
  path: '/follow',
  summary: '凭受理编号和查询码查看办理进度',
  request: { body: { required: true, content: json(followRequestSchema) } },
  responses: {
    200: { description: '办理经过', content: json(followViewSchema) },
    404: problemResponse('编号或查询码不对'),
    422: problemResponse('填写有误'),
    429: problemResponse('查询太频繁'),
  },
});

const residentRoute = createRoute({
  method: 'post',
  path: '/follow/moves',
  summary: '留言人办理：评价、认为答非所问、收回公开同意、撤回、抹去个人信息',
  request: { body: { required: true, content: json(residentRequestSchema) } },
  responses: {
    200: { description: '办理后的进度', content: json(followViewSchema) },
    404: problemResponse('编号或查询码不对'),
    409: problemResponse('现在不能这样办'),
    422: problemResponse('填写有误'),
    429: problemResponse('查询太频繁'),
  },
});

const answersRoute = createRoute({
  method: 'get',
  path: '/answers',
  summary: '某项任务或要点的公开答复',
  request: { query: z.object({ about: z.string().max(100) }) },
  responses: {
    200: {
      description: '公开答复',
      content: json(z.object({ answers: z.array(publishedAnswerSchema), total: z.int() })),
    },
    422: problemResponse('参数有误'),
  },
});

export const wrongCodes = '没有找到对应的留言，请核对受理编号和查询码。';

/** Before anything is parsed: a body that costs much to look at is counted too. */
const limit = (deps: Deps, what: LimitName) =>
  createMiddleware(async (c, next) =>
    (await deps.limits.allow(what, senderOf(c))) ? next() : answerProblem(c, 'too-many-requests'),
  );

const refuseCodes = (c: Context, reason: Extract<Proof, { ok: false }>['reason']) =>
  reason === 'wrong-codes' ? answerProblem(c, 'not-found', { detail: wrongCodes }) : answerProblem(c, reason);

export function commentRoutes(deps: Deps) {
  const app = new OpenAPIHono({ defaultHook: answerInvalid });
  app.use('/comments', limit(deps, 'intake'));
  app.use('/follow/*', limit(deps, 'follow'));
  return app
    .openapi(sendRoute, async (c) => {
      const comment = c.req.valid('json');
      const follows = await findFollowed(c, deps.codeSecret, comment.key);
      const result = await receiveComment(deps, comment, { isSample: false, follows });
      if (!result.ok) return answerProblem(c, result.reason);
      await keepCodes(c, deps.codeSecret, result.receipt);
      return c.json(result.receipt, 201, { 'cache-control': 'no-store' });
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
      if (!result.ok) return answerProblem(c, result.reason);
      const after = await findByCodes(deps, codes);
      if (!after) throw new Error(`${codes.receiptCode}: gone after the move`);
      return c.json(await followComment(deps, after), 200, { 'cache-control': 'no-store' });
    })
    .openapi(answersRoute, async (c) => {
      const published = await readPublished(deps, c.req.valid('query').about);
      return c.json(published, 200, { 'cache-control': 'no-cache' });
    });
}
