// Compares the table of served pages with every route of the application outside the API.
import { describe, expect, it } from 'vitest';
import { servedRoutes, stripParameterPatterns } from '../../api/contract/served-pages.ts';
import { openTestOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

const examples: Record<string, string> = {
  '/search/': `/search/?q=${encodeURIComponent('养老')}`,
  '/documents/:document/points/:point/': '/documents/guanxian-2021/points/1-1/',
  '/feeds/tasks/:document/:file': '/feeds/tasks/guanxian-2021/17.xml',
  '/feeds/units/:place/:file': '/feeds/units/guanxian/minzhengju.xml',
};
const parts: Record<string, string> = {
  document: 'guanxian-2021',
  row: '17',
  receiptCode: 'GX261120-AAAAA',
  number: '1',
  jurisdiction: 'guanxian',
  unit: 'minzhengju',
};
const exampleOf = (pattern: string) =>
  examples[pattern] ?? pattern.replace(/:(\w+)/gu, (_, name: string) => parts[name] ?? name);

/** Counts the database queries of a request. */
async function countReads(office: Office, path: string): Promise<number> {
  const { database } = office.deps;
  let reads = 0;
  office.deps.database = new Proxy(database, {
    get(target, name) {
      reads += 1;
      const found: unknown = Reflect.get(target, name);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
  await office.request(path);
  office.deps.database = database;
  return reads;
}

describe('the table of served pages', () => {
  it('the table of served pages and the application have the same routes outside the API', async () => {
    const { app } = await openTestOffice();
    const routes = app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${stripParameterPatterns(path)}`);
    expect([...new Set(routes)].sort()).toEqual(servedRoutes.map(({ route }) => route).sort());
  });

  it('the table of served pages states for each address whether it queries the database', async () => {
    const office = await openTestOffice();
    const pages = servedRoutes.filter(({ route, record }) => route.startsWith('GET ') && record !== 'primary');
    for (const { pattern, record } of pages) {
      const path = exampleOf(pattern);
      expect([path, (await countReads(office, path)) > 0]).toEqual([path, record === 'replica']);
    }
  });
});
