// Checks the table of served pages against wrangler.toml, the built pages and the sitemap.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { findSearchVisibility, mayReadReplica, servedPages, servedRoutes } from '../../api/contract/served-pages.ts';
import { roles } from '../../api/contract/words.ts';
import { readEdgeTable } from '../../api/homes/node/edge-table.ts';
import { staffPagesOf } from '../../site/lib/staff-pages.ts';
import { attributeOf, findAll, metaOf, readBuiltPages } from '../support/built-pages.ts';

const exampleOf = (pattern: string) => pattern.replace(/:\w+/gu, 'x');
const patterns = Object.keys(servedPages);
const isNotFound = (path: string) => path === '/404.html';
const pages = readBuiltPages().map((page) => ({
  path: isNotFound(page.path) ? '/404/' : page.path,
  isIndexed: metaOf(page)['robots'] !== 'noindex',
}));

describe('wrangler.toml', () => {
  const { isForApplication } = readEdgeTable();

  it('wrangler.toml routes every served page to the application, at the edge and self-hosted', () => {
    const passed = [...patterns.map(exampleOf), '/api/comments'];
    expect(passed.filter((path) => !isForApplication(path))).toEqual([]);
  });

  it('wrangler.toml routes no path to the application that it does not serve', () => {
    const { assets } = parse(readFileSync('wrangler.toml', 'utf8')) as { assets: { run_worker_first: string[] } };
    const idle = assets.run_worker_first.filter(
      (rule) =>
        rule !== '/api/*' &&
        !patterns.some((pattern) => (rule.endsWith('*') ? pattern.startsWith(rule.slice(0, -1)) : pattern === rule)),
    );
    expect(idle).toEqual([]);
  });
});

describe('the built site', () => {
  it('exactly the pages that the table hides are hidden from search engines', () => {
    expect(pages.length).toBeGreaterThan(60);
    for (const { path, isIndexed } of pages)
      expect([path, isIndexed]).toEqual([path, findSearchVisibility(path) !== 'hidden']);
  });

  it('the sitemap contains exactly the listed pages', () => {
    const maps = readdirSync('dist').filter((name) => /^sitemap-\d+\.xml$/u.test(name));
    const mapped = maps.flatMap((name) =>
      [...readFileSync(join('dist', name), 'utf8').matchAll(/<loc>([^<]+)/gu)].map(
        ([, url = '']) => new URL(url).pathname,
      ),
    );
    const listed = pages.filter(({ path }) => findSearchVisibility(path) === 'listed').map(({ path }) => path);
    expect(mapped.sort()).toEqual(listed.sort());
  });

  it('every listed page is linked from another page', () => {
    const linked = new Set(
      readBuiltPages().flatMap((page) =>
        findAll(page.tree, ({ tagName }) => tagName === 'a')
          .map((link) => new URL(attributeOf(link, 'href') ?? '', `http://site${page.path}`).pathname)
          .filter((path) => path !== page.path),
      ),
    );
    const alone = pages.filter(({ path }) => findSearchVisibility(path) === 'listed' && !linked.has(path));
    expect(alone.map(({ path }) => path)).toEqual([]);
  });

  it('every listed page has a built file', () => {
    const listed = servedRoutes.filter((page) => page.for === 'people' && page.search === 'listed');
    const isBuilt = (pattern: string) => {
      const matcher = new RegExp(`^${pattern.replace(/:\w+/gu, '[^/]+')}$`, 'u');
      return pages.some(({ path }) => matcher.test(path));
    };
    expect(listed.filter(({ pattern }) => !isBuilt(pattern)).map(({ pattern }) => pattern)).toEqual([]);
  });
});

describe('the pages of the staff', () => {
  it('every staff page is in some role’s menu, except pages that open from a link', () => {
    const offered = new Set(roles.flatMap((role) => staffPagesOf(role).map(({ url }) => url)));
    const built = pages.map(({ path }) => path).filter((path) => path.startsWith('/staff/'));
    expect(built.filter((path) => findSearchVisibility(path) !== 'hidden')).toEqual([]);
    expect(built.sort()).toEqual(
      [...offered, '/staff/handbook/operate/', '/staff/settings/', '/staff/welcome/'].sort(),
    );
  });
});

describe('a replica', () => {
  it('a replica serves page reads but no writes, status look-ups, exports or health checks', () => {
    const read = ['/', '/answers/', '/answers/GX261120-7K3QF/', '/documents/guanxian-2021/tasks/17/', '/figures/list/'];
    expect(read.filter((path) => !mayReadReplica('GET', path) || !mayReadReplica('HEAD', path))).toEqual([]);
    expect(read.filter((path) => mayReadReplica('POST', path))).toEqual([]);
    const never = ['/ask/', '/follow/result/', '/follow/data.json', '/data/ledger.json', '/readyz', '/metrics'];
    const unknown = ['/api/queue', '/api/answers', '/answers', '/documents/', '/nothing/here/', '/answers/a/b/'];
    expect([...never, ...unknown].filter((path) => mayReadReplica('GET', path))).toEqual([]);
  });
});
