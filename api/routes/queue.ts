// The staff API: the signed-in identity, the queue, single comments, and moves.
import { createRoute, z } from '@hono/zod-openapi';
import { contactSchema } from '../contract/comment-fields.ts';
import { duplicateOfferSchema } from '../contract/decline.ts';
import { contactRequestSchema, queueFilterSchema, queuePageSchema, staffSchema } from '../contract/queue.ts';
import { subjectOffersSchema, unitCandidatesSchema } from '../contract/triage.ts';
import { caseSchema, moveRequestSchema } from '../life/requests.ts';
import { explainRefusal, fieldRefusal, problemResponse, refusal, sendProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import { readAttachment } from '../record/attachments.ts';
import { type ClerkMoveResult, makeClerkMove } from '../record/clerk-moves.ts';
import { type ContactResult, viewContact } from '../record/contact.ts';
import { offerDuplicates } from '../record/duplicates.ts';
import { nameUnit } from '../record/follow.ts';
import { readCase } from '../record/queue.ts';
import { readQueue } from '../record/queue-list.ts';
import { offerSubjects } from '../record/subject-offers.ts';
import { listUnitCandidates } from '../record/unit-candidates.ts';
import { answers, notSignedIn, notTheirs, takes, wrongFields, wrongParameters } from './responses.ts';
import { sendFile } from './send-file.ts';
import { createStaffApp, type StaffAppSettings } from './staff-app.ts';

const receiptCode = z.object({ receiptCode: z.string().max(40) });

const meRoute = createRoute({
  method: 'get',
  path: '/me',
  summary: '当前登录的工作人员',
  responses: { 200: answers('账号', staffSchema), ...notSignedIn },
});

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: '留言列表，先到期的在前；有 q 时为搜索结果，后收到的在前',
  request: {
    query: queueFilterSchema.extend({ after: z.string().max(60).optional() }),
  },
  responses: {
    200: answers('列表', queuePageSchema),
    ...notSignedIn,
    ...wrongParameters,
  },
});

const readRoute = createRoute({
  method: 'get',
  path: '/{receiptCode}',
  summary: '一件留言',
  request: { params: receiptCode },
  responses: {
    200: answers('留言', caseSchema),
    ...notSignedIn,
    ...notTheirs,
    ...wrongParameters,
  },
});

const unitsRoute = createRoute({
  method: 'get',
  path: '/{receiptCode}/units',
  summary: '可以分给哪些单位：这一项的责任单位在前，其次是办过相似留言的单位，各有理由',
  request: { params: receiptCode },
  responses: { 200: answers('单位', unitCandidatesSchema), ...notSignedIn, ...notTheirs, ...wrongParameters },
});

const subjectsRoute = createRoute({
  method: 'get',
  path: '/{receiptCode}/subjects',
  summary: '这件留言可能涉及的任务、要点、单位和主题；q 为要查的词，不填按留言标题找',
  request: { params: receiptCode, query: z.object({ q: z.string().max(1000).default('') }) },
  responses: { 200: answers('事项', subjectOffersSchema), ...notSignedIn, ...notTheirs, ...wrongParameters },
});

const duplicatesRoute = createRoute({
  method: 'get',
  path: '/{receiptCode}/duplicates',
  summary: '此前内容相近、这件可能重复的留言，最相近的在前',
  request: { params: receiptCode },
  responses: {
    200: answers('留言', z.object({ duplicates: z.array(duplicateOfferSchema) })),
    ...notSignedIn,
    ...notTheirs,
    ...wrongParameters,
  },
});

const moveRoute = createRoute({
  method: 'post',
  path: '/{receiptCode}/moves',
  summary: '办理一步',
  request: { params: receiptCode, body: takes(moveRequestSchema) },
  responses: {
    200: answers('办理后的留言；退回后不再可见时为 null', z.object({ case: caseSchema.nullable() })),
    ...notSignedIn,
    403: problemResponse('没有权限'),
    ...notTheirs,
    409: problemResponse('状态不允许，或刚被别人办理'),
    ...wrongFields,
  },
});

const contactRoute = createRoute({
  method: 'post',
  path: '/{receiptCode}/contact-views',
  summary: '写明理由，查看留言人的称呼和联系方式；每次查看都记入办理经过',
  request: { params: receiptCode, body: takes(contactRequestSchema) },
  responses: {
    200: answers('称呼和联系方式', contactSchema),
    ...notSignedIn,
    403: problemResponse('请求来自其他网站'),
    404: problemResponse('没有这件留言，不在您的职责范围，或留言人没有留下联系方式'),
    409: problemResponse('刚被别人办理'),
    ...wrongFields,
  },
});

function explainFailure(refused: Extract<ClerkMoveResult, { ok: false }>) {
  const { reason } = refused;
  switch (reason) {
    case 'not-found':
      return refusal('not-found');
    case 'changed-meanwhile':
      return refusal('changed-meanwhile', { changes: refused.changes });
    case 'alike-reply':
      return refusal('alike-reply', { alike: refused.alike });
    case 'personal-data':
      return refusal('personal-data', { personal: refused.personal });
    case 'unedited-template':
      return fieldRefusal('text', '这还是模板的原话，请写明这一件的情况再发');
    case 'unknown-unit':
      return fieldRefusal('unit', '请选择责任单位');
    case 'same-unit':
      return fieldRefusal('unit', '已经在这个单位办理，请选别的单位');
    case 'unknown-helper':
      return fieldRefusal('helpers', '协办单位里有选不到的单位，请重新选择');
    case 'helper-leads':
      return fieldRefusal('helpers', '主办单位不用再选作协办');
    case 'unknown-ground':
      return fieldRefusal('ground', '请选择不予受理的理由');
    case 'unknown-subject':
      return fieldRefusal('about', '请从列出的事项里选一项');
    case 'same-subject':
      return fieldRefusal('about', '涉及的事项和类型没有变，不需要再定');
    case 'unnamed-twin':
      return fieldRefusal('duplicateOf', '请填写与它重复的那件留言的受理编号');
    case 'unknown-twin':
      return fieldRefusal('duplicateOf', '本地没有这个编号的留言，请核对');
    case 'same-comment':
      return fieldRefusal('duplicateOf', '这是这件留言自己的编号，请填写另一件的');
    case 'younger-twin':
      return fieldRefusal('duplicateOf', '那件留言收到得更晚：只能是后来的重复先来的');
    case 'withdrawn-twin':
      return fieldRefusal('duplicateOf', '那件留言已经撤回，没有答复，不能说这件与它重复');
    case 'repeating-twin':
      return fieldRefusal('duplicateOf', '那件留言自己也因重复没有受理，请填写最先的一件');
    case 'unlike-twin':
      return fieldRefusal('duplicateOf', '两件留言的内容不相近，不能按重复处理；请照常办理，或选别的理由');
    case 'unknown-file':
      return fieldRefusal('files', '没有这个附件，或已经抹去');
    case 'unfit-blackout':
      return fieldRefusal('blackouts', '涂黑的范围超出了文字，请刷新后重新涂黑');
    case 'same-classification':
      return refusal('not-in-this-state', { detail: '已经是这一类，不需要改。' });
    default: {
      const { code, detail } = explainRefusal(reason);
      return refusal(code, { detail });
    }
  }
}

function explainNoContact(reason: Extract<ContactResult, { ok: false }>['reason']) {
  switch (reason) {
    case 'none-left':
      return refusal('not-found', { detail: '留言人没有留下称呼和联系方式。' });
    case 'unreadable':
      return refusal('not-found', { detail: '存下的联系方式现在读不出来（密钥不在），请联系系统管理员。' });
    case 'not-found':
    case 'changed-meanwhile':
      return refusal(reason);
  }
}

export function queueRoutes(deps: Deps, settings: StaffAppSettings) {
  const app = createStaffApp(deps, settings);
  app.get('/:receiptCode/attachments/:number{[1-9]}', async (c) => {
    const { receiptCode, number } = c.req.param();
    const found = await readAttachment(deps, c.get('clerk'), receiptCode, Number(number));
    return found ? sendFile(c, `${receiptCode}-${number}`, found) : sendProblem(c, 'not-found');
  });
  return app
    .openapi(meRoute, async (c) => {
      const { id, name, role, jurisdiction, unit } = c.get('clerk');
      const index = await deps.site.index();
      const place = index.jurisdictions.find(({ id }) => id === jurisdiction);
      const unitOf = unit ? { id: unit, name: nameUnit(index, jurisdiction, unit) } : null;
      const jurisdictionName = place?.name ?? jurisdiction;
      const { mustEnrol } = c.get('signedIn');
      return c.json({ id, name, role, jurisdiction, jurisdictionName, unit: unitOf, mustEnrol }, 200);
    })
    .openapi(listRoute, async (c) => {
      const { after, ...filter } = c.req.valid('query');
      return c.json(await readQueue(deps, c.get('clerk'), filter, after), 200);
    })
    .openapi(readRoute, async (c) => {
      const found = await readCase(deps, c.get('clerk'), c.req.valid('param').receiptCode);
      return found ? c.json(found, 200) : sendProblem(c, 'not-found');
    })
    .openapi(unitsRoute, async (c) => {
      const units = await listUnitCandidates(deps, c.get('clerk'), c.req.valid('param').receiptCode);
      return units ? c.json({ units }, 200) : sendProblem(c, 'not-found');
    })
    .openapi(subjectsRoute, async (c) => {
      const subjects = await offerSubjects(
        deps,
        c.get('clerk'),
        c.req.valid('param').receiptCode,
        c.req.valid('query').q,
      );
      return subjects ? c.json({ subjects }, 200) : sendProblem(c, 'not-found');
    })
    .openapi(duplicatesRoute, async (c) => {
      const duplicates = await offerDuplicates(deps, c.get('clerk'), c.req.valid('param').receiptCode);
      return duplicates ? c.json({ duplicates }, 200) : sendProblem(c, 'not-found');
    })
    .openapi(moveRoute, async (c) => {
      const { version, action, personalSeen } = c.req.valid('json');
      const { receiptCode } = c.req.valid('param');
      const result = await makeClerkMove(deps, c.get('clerk'), receiptCode, version, action, personalSeen);
      if (result.ok) return c.json({ case: result.case }, 200);
      const { code, extras } = explainFailure(result);
      return sendProblem(c, code, extras);
    })
    .openapi(contactRoute, async (c) => {
      const { reason } = c.req.valid('json');
      const result = await viewContact(deps, c.get('clerk'), c.req.valid('param').receiptCode, reason);
      if (result.ok) return c.json(result.contact, 200);
      const { code, extras } = explainNoContact(result.reason);
      return sendProblem(c, code, extras);
    });
}
