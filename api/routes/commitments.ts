// The staff API for commitments: list the tasks for which a clerk may record progress, read one, add a record.
import { createRoute, z } from '@hono/zod-openapi';
import {
  recordRequestSchema,
  staffCommitmentSchema,
  staffLedgerSchema,
  standingSchema,
} from '../contract/commitment.ts';
import { fieldRefusal, problemResponse, refusal, sendProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import { type RecordResult, readStaffCommitment, readStaffLedger, recordCommitment } from '../record/commitments.ts';
import { answers, notSignedIn, takes, wrongFields, wrongParameters } from './responses.ts';
import { createStaffApp, type StaffAppSettings } from './staff-app.ts';

const params = z.object({ document: z.string().max(40), row: z.string().regex(/^\d{1,5}$/) });
const toTaskId = ({ document, row }: z.infer<typeof params>) => `${document}/tasks/${row}`;

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: '可以登记进展的任务，先到期的在前',
  request: {
    query: z.object({
      words: z.string().max(100).default(''),
      standing: standingSchema.optional(),
      page: z.coerce.number().int().min(1).default(1),
    }),
  },
  responses: {
    200: answers('列表', staffLedgerSchema),
    ...notSignedIn,
    ...wrongParameters,
  },
});

const readRoute = createRoute({
  method: 'get',
  path: '/{document}/{row}',
  summary: '一项任务的期限和全部记录',
  request: { params },
  responses: {
    200: answers('任务', staffCommitmentSchema),
    ...notSignedIn,
    403: problemResponse('不由您负责'),
    404: problemResponse('没有这项任务'),
    ...wrongParameters,
  },
});

const recordRoute = createRoute({
  method: 'post',
  path: '/{document}/{row}/records',
  summary: '登记进展、公开结果或更正',
  request: { params, body: takes(recordRequestSchema) },
  responses: {
    201: answers('已登记；同一次提交重发，只登记一次', z.object({ recorded: z.literal(true) })),
    ...notSignedIn,
    403: problemResponse('不由您负责'),
    404: problemResponse('没有这项任务'),
    409: problemResponse('刚有人登记过'),
    ...wrongFields,
  },
});

const notResponsible = '这一项不由您的单位负责，请联系政务公开办。';

/** Explains to the clerk why a record is refused. */
function explainRefusal(refused: Extract<RecordResult, { ok: false }>) {
  switch (refused.reason) {
    case 'personal-data':
      return refusal('personal-data', { personal: refused.personal });
    case 'not-found':
      return refusal('not-found');
    case 'recorded-meanwhile':
      return refusal('recorded-meanwhile');
    case 'not-responsible':
      return refusal('not-allowed', { detail: notResponsible });
    case 'not-correctable':
      return fieldRefusal('record.corrects', '这一条不能由您更正，或已经更正过，请另选一条');
    case 'in-the-future':
      return fieldRefusal('record.on', '日期不能晚于今天');
    case 'before-the-year':
      return fieldRefusal('record.on', '日期早于文件所在的年度，请核对年份');
  }
}

export function commitmentRoutes(deps: Deps, settings: StaffAppSettings) {
  const app = createStaffApp(deps, settings);
  return app
    .openapi(listRoute, async (c) => {
      const { words, standing = null, page } = c.req.valid('query');
      const filter = { words: words.trim(), standing, page, unit: null, order: 'date' } as const;
      return c.json(await readStaffLedger(deps, c.get('clerk'), filter), 200);
    })
    .openapi(readRoute, async (c) => {
      const found = await readStaffCommitment(deps, c.get('clerk'), toTaskId(c.req.valid('param')));
      if (found.ok) return c.json(found.commitment, 200);
      return found.reason === 'not-found'
        ? sendProblem(c, 'not-found')
        : sendProblem(c, 'not-allowed', { detail: notResponsible });
    })
    .openapi(recordRoute, async (c) => {
      const result = await recordCommitment(deps, c.get('clerk'), toTaskId(c.req.valid('param')), c.req.valid('json'));
      if (result.ok) return c.json({ recorded: true as const }, 201);
      const { code, extras } = explainRefusal(result);
      return sendProblem(c, code, extras);
    });
}
