// Describes routes and static files outside the typed client: forms with files, attachments, tables, open data, feeds and
// monitoring.
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { openDocumentSchema, openTaskSchema } from '../../content/open-data.ts';
import { calendarVersionSchema, statutoryYearsSchema } from '../../content/schema.ts';
import { attachmentLimits } from '../contract/attachment.ts';
import { openCommitmentSchema } from '../contract/commitment.ts';
import { figureQuerySchema } from '../contract/figures.ts';
import { receiptSchema } from '../contract/follow.ts';
import { ledgerExportSchema, recordHeadsSchema } from '../contract/ledger.ts';
import { openAnswerSchema } from '../contract/open-answer.ts';
import { contactViewQuerySchema } from '../contract/reports.ts';
import { sendingSchema } from '../contract/sending.ts';
import { siteIndexSchema } from '../contract/subject.ts';
import { witnessedHeadsSchema, witnessMarksSchema } from '../contract/witnesses.ts';
import { problemResponse } from '../middleware/problems.ts';

type Path = Parameters<OpenAPIHono['openAPIRegistry']['registerPath']>[0];
type DescribedRoute = Omit<Path, 'method'> & { method?: Path['method'] };

const bytes = z.string().openapi({ format: 'binary' });
const text = z.string();
const jsonResponse = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});
/** @param types the possible content types */
const fileResponse = (description: string, ...types: string[]) => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, { schema: /^text|xml$/u.test(type) ? text : bytes }])),
});
const params = (...names: string[]) => ({
  params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))),
});
const rateLimited = { 429: problemResponse('请求太频繁') };
/** The response to a matching If-None-Match. */
const notModified = { 304: { description: '内容没有变化' } };
const notFoundPage = { description: '没有；回答是网站的 404 页面', content: { 'text/html': { schema: text } } };

const csv = 'text/csv';
const atom = 'application/atom+xml';
const attachmentTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const yearQuery = { query: figureQuerySchema.pick({ year: true }) };
const monthQuery = { query: figureQuerySchema.pick({ year: true, month: true }) };
const figureSchema = z.object({ value: z.number().nullable(), count: z.int(), of: z.int().nullable() });
const hashed = { hash: z.string() };
/** `mouxian@2021-06-28`, and the hash of everything that judges. */
const identifiedRule = z.looseObject({ id: z.string(), ...hashed });
const figuresSchema = z.record(z.string(), figureSchema);
/** Keys: a unit's id, `desk` or `review`. Days are working days. */
const holdersSchema = z.array(
  z.object({
    key: z.string(),
    reached: z.int(),
    arrivedInTime: z.int(),
    arrivedLate: z.int(),
    endedHere: z.int(),
    totalDays: z.int(),
    medianDays: z.int().nullable(),
  }),
);
const breakdownSchema = z.array(z.object({ key: z.string(), figures: figuresSchema }));

const commentForm = sendingSchema.extend({ files: z.array(bytes).max(attachmentLimits.count).optional() });

const apiRoutes: DescribedRoute[] = [
  {
    method: 'post',
    path: '/api/comments/with-attachments',
    summary: '提交带附件的留言；各栏与 /api/comments 相同',
    request: { body: { required: true, content: { 'multipart/form-data': { schema: commentForm } } } },
    responses: {
      201: jsonResponse('回执；同一次提交重发，回执相同', receiptSchema),
      403: problemResponse('请求来自其他网站'),
      413: problemResponse('附件太大'),
      422: problemResponse('填写有误'),
      429: problemResponse('提交太频繁'),
    },
  },
  {
    path: '/api/session/sso/callback/oidc',
    summary: '单点登录返回的地址，由浏览器跳转',
    responses: { 303: { description: '到工作人员页面；没有成功的，地址里带 sso=refused' } },
  },
  {
    path: '/api/queue/{receiptCode}/attachments/{number}',
    summary: '保存留言的一个附件',
    request: params('receiptCode', 'number'),
    responses: { 200: fileResponse('附件', ...attachmentTypes), 404: problemResponse('没有，或不在您的职责范围') },
  },
  {
    path: '/api/reports/annual.csv',
    summary: '年度报表各行，表格',
    request: yearQuery,
    responses: { 200: fileResponse('表格', csv) },
  },
  {
    path: '/api/reports/months.csv',
    summary: '分月分单位，表格',
    request: yearQuery,
    responses: { 200: fileResponse('表格', csv) },
  },
  {
    path: '/api/reports/year.xlsx',
    summary: '年度报表和各月，工作簿',
    request: yearQuery,
    responses: { 200: fileResponse('工作簿', xlsx) },
  },
  {
    path: '/api/reports/contact-views.csv',
    summary: '查看联系方式的记录，表格',
    request: { query: contactViewQuerySchema },
    responses: { 200: fileResponse('表格', csv), 422: problemResponse('参数有误') },
  },
  {
    path: '/api/reports/events.csv',
    summary: '全部办理记录和办理的账号，表格；不填月份为全年',
    request: monthQuery,
    responses: { 200: fileResponse('表格', csv) },
  },
  {
    path: '/api/openapi.json',
    summary: '本说明，OpenAPI 3.1',
    responses: { 200: jsonResponse('说明', z.looseObject({ openapi: z.string() })) },
  },
];

const openDataRoutes: DescribedRoute[] = [
  {
    path: '/data/documents.json',
    summary: '全部文件',
    responses: { 200: jsonResponse('文件', z.array(openDocumentSchema)) },
  },
  { path: '/data/tasks.json', summary: '全部任务', responses: { 200: jsonResponse('任务', z.array(openTaskSchema)) } },
  { path: '/data/tasks.csv', summary: '全部任务，表格', responses: { 200: fileResponse('表格', csv) } },
  {
    path: '/data/commitments.json',
    summary: '各项任务的办结情况，实时生成',
    responses: { 200: jsonResponse('任务和记录', z.array(openCommitmentSchema)), ...rateLimited },
  },
  {
    path: '/data/answers.json',
    summary: '公开的全部留言和答复，实时生成',
    responses: { 200: jsonResponse('答复', z.array(openAnswerSchema)), ...notModified, ...rateLimited },
  },
  {
    path: '/data/head.json',
    summary: '各份公开台账最近一号封存：记录校验值',
    responses: { 200: jsonResponse('记录校验值', recordHeadsSchema), ...rateLimited },
  },
  {
    path: '/data/witnesses.json',
    summary: '本站之外谁在什么时候见过哪一号封存，连同时间戳（RFC 3161）',
    responses: { 200: jsonResponse('见证', witnessMarksSchema), ...rateLimited },
  },
  {
    path: '/data/witnessed.json',
    summary: '本站替别的网站记下的封存',
    responses: { 200: jsonResponse('封存', witnessedHeadsSchema), ...rateLimited },
  },
  {
    path: '/data/ledger.json',
    summary: '公开台账和封存，实时生成',
    responses: { 200: jsonResponse('台账', ledgerExportSchema), ...notModified, ...rateLimited },
  },
  {
    path: '/data/ledger.csv',
    summary: '公开台账，表格',
    responses: { 200: fileResponse('表格', csv), ...notModified, ...rateLimited },
  },
  {
    path: '/data/seals.csv',
    summary: '公开台账的封存，表格',
    responses: { 200: fileResponse('表格', csv), ...rateLimited },
  },
  {
    path: '/data/figures.json',
    summary: '答复情况的全部数字和算法',
    request: { query: figureQuerySchema.pick({ place: true, year: true }) },
    responses: {
      200: jsonResponse(
        '数字',
        z.object({
          place: z.string(),
          year: z.int(),
          asOf: z.iso.datetime(),
          /** Version of the calendar in force, by which the figures are counted. */
          calendar: z.int(),
          samples: z.int(),
          formulas: z.record(z.string(), z.string()),
          total: figuresSchema,
          byMonth: breakdownSchema,
          byUnit: breakdownSchema,
          byKind: breakdownSchema,
          byHolder: holdersSchema,
        }),
      ),
      ...rateLimited,
    },
  },
  {
    path: '/data/arrivals.json',
    summary: '每小时和每天收到的件数、来自几个来源、最多的一个来源；件数少的不写来源',
    request: { query: figureQuerySchema.pick({ place: true, year: true }) },
    responses: {
      200: jsonResponse(
        '件数；hour 为 null 的是全天',
        z.object({
          year: z.int(),
          fewestTold: z.int(),
          crowdOfDay: z.int(),
          crowdOfMinute: z.int(),
          arrivals: z.array(
            z.object({
              jurisdiction: z.string(),
              day: z.string(),
              hour: z.int().nullable(),
              received: z.int(),
              senders: z.int().nullable(),
              largestSender: z.int().nullable(),
              busiestMinute: z.int(),
            }),
          ),
        }),
      ),
      ...rateLimited,
    },
  },
  {
    path: '/data/arrivals.csv',
    summary: '同上，表格',
    request: { query: figureQuerySchema.pick({ place: true, year: true }) },
    responses: { 200: fileResponse('表格', csv), ...rateLimited },
  },
  {
    path: '/data/calendar.json',
    summary: '工作日历的全部版本、所依据的通知和校验值',
    responses: {
      200: jsonResponse(
        '日历',
        z.object({
          versions: z.array(calendarVersionSchema.extend(hashed)),
          statutory: statutoryYearsSchema.extend(hashed),
        }),
      ),
    },
  },
  {
    path: '/data/calendar/{year}.ics',
    summary: '一年的放假和调休，可加入手机日历',
    request: params('year'),
    responses: { 200: fileResponse('日历', 'text/calendar'), 404: notFoundPage },
  },
  {
    path: '/data/rules.json',
    summary: '各地答复期限规则的全部版本、依据和校验值',
    responses: {
      200: jsonResponse(
        '规则',
        z.object({
          siteDefault: identifiedRule,
          rules: z.array(identifiedRule),
          siteDefaults: z.array(identifiedRule),
        }),
      ),
    },
  },
  {
    path: '/data/site-index.json',
    summary: '可以提问的全部任务、要点和单位',
    responses: { 200: jsonResponse('索引', siteIndexSchema) },
  },
  {
    path: '/data/{name}.schema.json',
    summary: '某一数据文件的 JSON Schema',
    request: params('name'),
    responses: { 200: jsonResponse('JSON Schema', z.looseObject({})), 404: notFoundPage },
  },
  {
    path: '/sources/{file}',
    summary: '来源文件，收到时的原样',
    request: params('file'),
    responses: { 200: fileResponse('来源文件', 'text/plain'), 404: notFoundPage },
  },
  {
    path: '/answers/{receiptCode}/files/{number}',
    summary: '公开答复的一个附件',
    request: params('receiptCode', 'number'),
    responses: { 200: fileResponse('附件', ...attachmentTypes), 404: notFoundPage },
  },
];

const feedRoutes: DescribedRoute[] = [
  { path: '/feeds/documents.xml', summary: '新文件', responses: { 200: fileResponse('Atom', 'application/xml') } },
  { path: '/feeds/answers.xml', summary: '新的公开答复', responses: { 200: fileResponse('Atom', atom) } },
  {
    path: '/feeds/units/{place}/{file}',
    summary: '一个单位的公开答复；file 为单位编号加 .xml',
    request: params('place', 'file'),
    responses: { 200: fileResponse('Atom', atom), 404: notFoundPage },
  },
  {
    path: '/feeds/tasks/{document}/{file}',
    summary: '一项任务的公开答复；file 为行号加 .xml',
    request: params('document', 'file'),
    responses: { 200: fileResponse('Atom', atom), 404: notFoundPage },
  },
];

const htmlPage = { 'text/html': { schema: text } };
const accessRefused = {
  303: { description: '没有凭两个号码查过，转到查询页面' },
  403: { description: '这个浏览器不再保留这件的号码；回答是查询页面', content: htmlPage },
  409: { description: '没有写明编号，而打开的不止一件；回答是选择的页面', content: htmlPage },
};
/** If omitted, the route uses the only comment that this browser has opened. */
const caseQuery = { query: z.object({ receiptCode: z.string().max(40).optional() }) };

const residentRoutes: DescribedRoute[] = [
  {
    path: '/follow/data.json',
    summary: '一件留言存下的全部内容，给凭两个号码查过的留言人',
    request: caseQuery,
    responses: {
      200: jsonResponse('全部内容', z.looseObject({ format: z.literal('mingbai-comment-1') })),
      ...accessRefused,
    },
  },
  {
    path: '/follow/due.ics',
    summary: '答复期限，可加入手机日历，给凭两个号码查过的留言人',
    request: caseQuery,
    responses: { 200: fileResponse('日历', 'text/calendar'), ...accessRefused },
  },
];

const monitoringRoutes: DescribedRoute[] = [
  { path: '/healthz', summary: '进程是否在运行', responses: { 200: fileResponse('在运行', 'text/plain') } },
  {
    path: '/readyz',
    summary: '能否办事：数据库、结构、页面、日历',
    responses: { 200: fileResponse('能', 'text/plain'), 503: fileResponse('不能；原因在日志里', 'text/plain') },
  },
  {
    path: '/metrics',
    summary: 'Prometheus 计数',
    responses: {
      200: fileResponse('计数', 'text/plain'),
      401: fileResponse('令牌不对', 'text/plain'),
      404: notFoundPage,
    },
  },
];

/** Adds these routes to the API description. */
export function describeFiles({ openAPIRegistry }: Pick<OpenAPIHono, 'openAPIRegistry'>): void {
  for (const path of [...apiRoutes, ...openDataRoutes, ...feedRoutes, ...residentRoutes, ...monitoringRoutes]) {
    openAPIRegistry.registerPath({ method: 'get', ...path });
  }
}
