// The staff's side of the API: who am I, the queue, one comment, and the moves.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { ProblemCode } from '../contract/problem.ts';
import {
  caseSchema,
  contactRequestSchema,
  contactSchema,
  moveRequestSchema,
  queueListSchema,
  queuePageSchema,
  staffSchema,
} from '../contract/queue.ts';
import type { Deps } from '../deps.ts';
import {
  answerInvalid,
  answerProblem,
  explainRefusal,
  type ProblemMore,
  problemResponse,
} from '../middleware/problems.ts';
import { requireOwnOrigin, requireStaff, type StaffVariables } from '../middleware/staff.ts';
import { type ContactResult, viewContact } from '../record/contact.ts';
import { nameUnit } from '../record/follow.ts';
import { type MoveResult, makeMove, readCase, readQueue } from '../record/queue.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const receiptCode = z.object({ receiptCode: z.string().max(40) });

const meRoute = createRoute({
  method: 'get',
  path: '/me',
  summary: '当前登录的工作人员',
  responses: { 200: { description: '账号', content: json(staffSchema) }, 401: problemResponse('未登录') },
});

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: '留言列表，先到期的在前',
  request: {
    query: z.object({ list: queueListSchema.default('open'), after: z.string().max(60).optional() }),
  },
  responses: {
    200: { description: '列表', content: json(queuePageSchema) },
    401: problemResponse('未登录'),
    422: problemResponse('参数有误'),
  },
});

const readRoute = createRoute({
  method: 'get',
  path: '/{receiptCode}',
  summary: '一件留言',
  request: { params: receiptCode },
  responses: {
    200: { description: '留言', content: json(caseSchema) },
    401: problemResponse('未登录'),
    404: problemResponse('没有这件留言，或不在您的职责范围'),
    422: problemResponse('参数有误'),
  },
});

const moveRoute = createRoute({
  method: 'post',
  path: '/{receiptCode}/moves',
  summary: '办理一步',
  request: { params: receiptCode, body: { required: true, content: json(moveRequestSchema) } },
  responses: {
    200: {
      description: '办理后的留言；退回后不再可见时为 null',
      content: json(z.object({ case: caseSchema.nullable() })),
    },
    401: problemResponse('未登录'),
    403: problemResponse('没有权限'),
    404: problemResponse('没有这件留言，或不在您的职责范围'),
    409: problemResponse('状态不允许，或刚被别人办理'),
    422: problemResponse('填写有误'),
  },
});

const contactRoute = createRoute({
  method: 'post',
  path: '/{receiptCode}/contact-views',
  summary: '写明理由，查看留言人的称呼和联系方式；每次查看都记入办理经过',
  request: { params: receiptCode, body: { required: true, content: json(contactRequestSchema) } },
  responses: {
    200: { description: '称呼和联系方式', content: json(contactSchema) },
    401: problemResponse('未登录'),
    403: problemResponse('请求来自其他网站'),
    404: problemResponse('没有这件留言，不在您的职责范围，或留言人没有留下联系方式'),
    409: problemResponse('刚被别人办理'),
    422: problemResponse('填写有误'),
  },
});

const failure = <Code extends ProblemCode>(code: Code, more: Omit<ProblemMore, 'requestId'> = {}) => ({ code, more });

function explainFailure(reason: Extract<MoveResult, { ok: false }>['reason']) {
  switch (reason) {
    case 'not-found':
      return failure('not-found');
    case 'changed-meanwhile':
      return failure('changed-meanwhile');
    case 'unknown-unit':
      return failure('invalid-input', { errors: [{ field: 'unit', message: '请选择责任单位' }] });
    case 'same-unit':
      return failure('invalid-input', { errors: [{ field: 'unit', message: '已经在这个单位办理，请选别的单位' }] });
    case 'same-classification':
      return failure('not-in-this-state', { detail: '已经是这一类，不需要改。' });
    default: {
      const { code, detail } = explainRefusal(reason);
      return failure(code, { detail });
    }
  }
}

function explainNoContact(reason: Extract<ContactResult, { ok: false }>['reason']) {
  switch (reason) {
    case 'none-left':
      return failure('not-found', { detail: '留言人没有留下称呼和联系方式。' });
    case 'unreadable':
      return failure('not-found', { detail: '存下的联系方式现在读不出来（密钥不在），请联系系统管理员。' });
    case 'not-found':
    case 'changed-meanwhile':
      return failure(reason);
  }
}

export function queueRoutes(deps: Deps, settings: { baseUrl: string; isProduction: boolean }) {
  const app = new OpenAPIHono<{ Variables: StaffVariables }>({ defaultHook: answerInvalid });
  app.use(requireOwnOrigin(settings.baseUrl));
  app.use(requireStaff(deps, settings.isProduction));
  return app
    .openapi(meRoute, async (c) => {
      const { id, name, role, jurisdiction, unit } = c.get('clerk');
      const index = await deps.site.index();
      const place = index.jurisdictions.find(({ id }) => id === jurisdiction);
      const unitOf = unit ? { id: unit, name: nameUnit(index, jurisdiction, unit) } : null;
      const jurisdictionName = place?.name ?? jurisdiction;
      return c.json({ id, name, role, jurisdiction, jurisdictionName, unit: unitOf }, 200);
    })
    .openapi(listRoute, async (c) => {
      const { list, after } = c.req.valid('query');
      return c.json(await readQueue(deps, c.get('clerk'), list, after), 200);
    })
    .openapi(readRoute, async (c) => {
      const found = await readCase(deps, c.get('clerk'), c.req.valid('param').receiptCode);
      return found ? c.json(found, 200) : answerProblem(c, 'not-found');
    })
    .openapi(moveRoute, async (c) => {
      const { version, action } = c.req.valid('json');
      const result = await makeMove(deps, c.get('clerk'), c.req.valid('param').receiptCode, version, action);
      if (result.ok) return c.json({ case: result.case }, 200);
      const { code, more } = explainFailure(result.reason);
      return answerProblem(c, code, more);
    })
    .openapi(contactRoute, async (c) => {
      const { reason } = c.req.valid('json');
      const result = await viewContact(deps, c.get('clerk'), c.req.valid('param').receiptCode, reason);
      if (result.ok) return c.json(result.contact, 200);
      const { code, more } = explainNoContact(result.reason);
      return answerProblem(c, code, more);
    });
}
