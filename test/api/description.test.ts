// Compares the API description with the running application: the same routes on both sides, and responses as described.
import { describe, expect, it } from 'vitest';
import { servedRoutes } from '../../api/contract/served-pages.ts';
import { describedMethods, describedPath } from '../../api/description/index.ts';
import { requiredPermission } from '../../api/domain/access/access.ts';
import { openTestOffice } from '../api-support/office.ts';
import { findUndescribed } from '../support/described.ts';
import { findHtmlFaults } from '../support/html-faults.ts';

interface Operation {
  operationId: string;
  summary?: string;
  tags: string[];
  security: Record<string, unknown>[];
  parameters?: { name: string; in: string }[];
  responses: Record<string, object>;
}
interface Description {
  openapi: string;
  info: { version: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, never>; securitySchemes: Record<string, object> };
}

/** Pages for people, which the description omits: rendered HTML, forms without script and their style sheet. */
const pages = servedRoutes.filter((page) => page.for === 'people').map(({ route }) => route);
/** Static files in the description, for which the application has no route. */
const files = [
  ...['/data/documents.json', '/data/tasks.json', '/data/tasks.csv', '/data/calendar.json', '/data/rules.json'],
  ...['/data/calendar/{year}.ics', '/data/site-index.json', '/data/{name}.schema.json', '/sources/{file}'],
  '/feeds/documents.xml',
];

const readDescription = async (office: Awaited<ReturnType<typeof openTestOffice>>) =>
  (await office.request('/api/openapi.json')).json<Description>();
const operationsOf = ({ paths }: Description) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

describe('the API description', () => {
  it('the API description covers exactly the application’s routes except the listed pages', async () => {
    const office = await openTestOffice();
    const routes = office.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !pages.includes(`${method} ${path}`))
      .map(({ method, path }) => `${method} ${describedPath(path)}`);
    const described = operationsOf(await readDescription(office)).map(({ method, path }) => `${method} ${path}`);
    const expected = [...new Set(routes), ...files.map((path) => `GET ${path}`)];
    expect(described.sort()).toEqual(expected.sort());
    expect(pages.filter((page) => !office.app.routes.some(({ method, path }) => page === `${method} ${path}`))).toEqual(
      [],
    );
  });

  it('the API description gives each operation a unique id, a group and its path parameters', async () => {
    const description = await readDescription(await openTestOffice());
    const operations = operationsOf(description);
    expect(description.openapi).toBe('3.1.0');
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    const groups = description.tags.map(({ name }) => name);
    for (const { path, method, operation } of operations) {
      const names = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
      const given = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect([method, path, given]).toEqual([method, path, names]);
      expect(operation.summary).toMatch(/\p{Script=Han}/u);
      expect(groups).toContain(operation.tags[0]);
      expect(describedMethods.map((name) => name.toUpperCase())).toContain(method);
    }
  });

  it('the API description requires a session exactly where the access table does', async () => {
    const office = await openTestOffice();
    const description = await readDescription(office);
    const patterns = new Map(office.app.routes.map(({ method, path }) => [`${method} ${describedPath(path)}`, path]));
    for (const { path, method, operation } of operationsOf(description)) {
      const needed = requiredPermission(method, patterns.get(`${method} ${path}`) ?? path) ?? 'anybody';
      const schemes = operation.security.flatMap((scheme) => Object.keys(scheme));
      const expected = path === '/metrics' ? ['metrics'] : needed === 'anybody' ? [] : ['session'];
      expect([method, path, schemes]).toEqual([method, path, expected]);
    }
    expect(Object.keys(description.components.securitySchemes)).toEqual(['session', 'metrics']);
  });

  it('the tests detect an API response with an extra field, a missing field or an undescribed status', async () => {
    const office = await openTestOffice();
    const description = await readDescription(office);
    const find = (body: object, status = 200, type = 'application/json') => {
      const answer = new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
      return findUndescribed(description, 'GET', '/api/session/ways', answer);
    };
    expect(await find({ singleSignOn: null, places: [] })).toBeNull();
    expect(await find({ singleSignOn: null, places: [], token: 'x' })).toContain('unrecognized_keys');
    expect(await find({ places: [] })).toContain('singleSignOn');
    expect(await find({ singleSignOn: 1, places: [] })).toContain('singleSignOn');
    expect(await find({ singleSignOn: null, places: [] }, 200, 'text/html')).toContain('is of the type text/html');
    expect(await find({ code: 'x' }, 500, 'application/problem+json')).toContain('code');
  });

  it('the API description is also a valid page with every operation and no third-party script', async () => {
    const office = await openTestOffice();
    const description = await readDescription(office);
    const answer = await office.request('/data/api/');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const page = await answer.text();
    for (const { operation } of operationsOf(description)) expect(page).toContain(`id="${operation.operationId}"`);
    expect(await findHtmlFaults(page)).toEqual([]);
    expect(page).not.toMatch(/<script[^>]+src="http/u);
  });
});

describe('static open data files', () => {
  it('static open data files match their description', async () => {
    const office = await openTestOffice();
    const description = await readDescription(office);
    for (const path of files.filter((file) => /^\/data\/[a-z-]+\.json$/u.test(file))) {
      const answer = await office.request(path);
      expect(await findUndescribed(description, 'GET', path, answer)).toBeNull();
    }
  });
});
