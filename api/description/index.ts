// Builds the OpenAPI 3.1 description of the API from the API's own schemas and access table.
import type { OpenAPIHono } from '@hono/zod-openapi';
import { roles, roleWords } from '../contract/words.ts';
import { may, requiredPermission } from '../domain/access/access.ts';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;
type PathItem = NonNullable<Document['paths']>[string];
export type Operation = NonNullable<PathItem['get']>;

export const describedMethods = ['get', 'post', 'put', 'delete'] as const;

/** Groups of operations by address prefix; the first match wins. */
const groups: [start: string, name: string, description: string][] = [
  ['/api/comments', '留言', '提交留言，不需要账号'],
  ['/api/challenge', '留言', ''],
  ['/api/offers', '留言', ''],
  ['/api/answers', '公开答复', '读公开的答复'],
  ['/answers', '公开答复', ''],
  ['/api/follow', '查询进度', '凭受理编号和查询码'],
  ['/follow', '查询进度', ''],
  ['/data', '开放数据', '任何人可以下载、核对、再统计'],
  ['/sources', '开放数据', ''],
  ['/api/witness', '开放数据', ''],
  ['/feeds', '订阅', 'Atom'],
  ['/api/session', '登录', '工作人员登录和退出'],
  ['/api/links', '登录', ''],
  ['/api/own-account', '我的账号', '密码、动态口令、在各处退出'],
  ['/api/queue', '办理', '留言列表、一件留言、办理一步'],
  ['/api/desk', '工作台', '保存的视图、变化、谁在看'],
  ['/api/commitments', '登记进展', '任务的进展、公开结果和更正'],
  ['/api/reports', '统计导出', '年度报表、查看联系方式的记录和办理记录'],
  ['/api/accounts', '账号管理', '本地工作人员的账号'],
  ['/api/status', '运行', '给运维和监控'],
  ['/healthz', '运行', ''],
  ['/readyz', '运行', ''],
  ['/metrics', '运行', ''],
  ['/api/openapi.json', '运行', ''],
];

const findGroup = (path: string): string => {
  const found = groups.find(([start]) => path.startsWith(start));
  if (!found) throw new Error(`${path} belongs to no group: add one in api/description/index.ts`);
  return found[1];
};

/** Derives the operation id: `get` and `/api/queue/{receiptCode}/moves` give `getQueueByReceiptCodeMoves`. */
function nameOperation(method: string, path: string): string {
  const words = path
    .replace(/^\/api\//u, '/')
    .replace(/\{(\w+)\}/gu, '/by/$1/')
    .split(/[^A-Za-z]+/u)
    .filter(Boolean);
  return method + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}

/** Converts a route's pattern to OpenAPI's form, without regular expressions: `/api/queue/{receiptCode}`. */
export const describedPath = (pattern: string): string => pattern.replace(/:(\w+)(\{[^}]*\})?/gu, '{$1}');

/** Lists the roles that may call the route, from the access table; null if anybody may. */
function describeAccess(method: string, pattern: string) {
  const requiredAccess = requiredPermission(method.toUpperCase(), pattern);
  if (requiredAccess === null || requiredAccess === 'anybody') return null;
  return roles.filter((role) => may(role, requiredAccess)).map((role) => roleWords[role]);
}

const errorResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function completeOperation(method: string, path: string, pattern: string, operation: Operation): Operation {
  const allowed = describeAccess(method, pattern);
  const isApi = path.startsWith('/api/');
  const security = path === '/metrics' ? [{ metrics: [] }] : allowed ? [{ session: [] }] : [];
  const refusals = allowed ? { 401: errorResponse('未登录'), 403: errorResponse('没有权限') } : {};
  return {
    ...operation,
    operationId: nameOperation(method, path),
    tags: [findGroup(path)],
    ...(allowed ? { description: `岗位：${allowed.join('、')}` } : {}),
    security,
    responses: {
      ...refusals,
      ...operation.responses,
      ...(isApi ? { default: errorResponse('出错了：内容太多、太忙或系统故障') } : {}),
    },
  };
}

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-mingbai.session_token',
    description: '登录后的会话；会改动数据的请求还须带本站的 Origin',
  },
  metrics: {
    type: 'http',
    scheme: 'bearer',
    description: '设置里的 METRICS_TOKEN',
  },
} as const;

const comparePaths = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

/** Removes regular-expression flags, which the generator appends to the pattern: `^…$/u`. */
const withoutFlags = <Described extends object>(described: Described): Described =>
  JSON.parse(
    JSON.stringify(described, (key, value: unknown) =>
      key === 'pattern' && typeof value === 'string' ? value.replace(/\$\/u$/u, '$') : value,
    ),
  );

/** @param version of this software */
export function describeApi(app: Pick<OpenAPIHono, 'routes' | 'getOpenAPI31Document'>, version: string): Document {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: '明白账',
      version,
      license: { name: 'AGPL-3.0-or-later', url: 'https://www.gnu.org/licenses/agpl-3.0.html' },
      description: '读文件、任务和公开答复，提交和查询留言；办理留言的接口供工作人员的页面使用，须登录。',
    },
    servers: [{ url: '/' }],
  });
  const patterns = new Map(app.routes.map(({ method, path }) => [`${method} ${describedPath(path)}`, path] as const));
  const paths = Object.fromEntries(
    Object.entries(document.paths ?? {})
      .sort(comparePaths)
      .map(([path, item]) => {
        const completed = describedMethods.flatMap((method) => {
          const operation = item[method];
          const pattern = patterns.get(`${method.toUpperCase()} ${path}`) ?? path;
          return operation ? [[method, completeOperation(method, path, pattern, operation)] as const] : [];
        });
        return [path, Object.fromEntries(completed)];
      }),
  );
  const tags = groups.filter(([, , text]) => text).map(([, name, description]) => ({ name, description }));
  return withoutFlags({ ...document, tags, paths, components: { ...document.components, securitySchemes } });
}
