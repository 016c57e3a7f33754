// Static files of the built site, identical on the edge and self-hosted.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { origin } from '../api-support/office.ts';

const fetchAsset = (path: string, init: RequestInit = {}) =>
  env.ASSETS.fetch(new Request(`${origin}${path}`, { redirect: 'manual', ...init }));

const revalidated = 'public, max-age=0, must-revalidate';
const immutable = 'public, max-age=31536000, immutable';

describe('static files of the built site', () => {
  const page = 'text/html; charset=utf-8';
  const found: [path: string, type: string | null][] = [
    ['/about/', page],
    ['/404', page],
    ['/favicon.svg', 'image/svg+xml'],
    ['/favicon.svg?x=1', 'image/svg+xml'],
    ['/data/site-index.json', 'application/json'],
    ['/data/tasks.csv', 'text/csv; charset=utf-8'],
    ['/data/calendar/2021.ics', 'text/calendar; charset=utf-8'],
    ['/sitemap-index.xml', 'application/xml'],
    ['/pagefind/pagefind.js', 'text/javascript; charset=utf-8'],
    ['/pagefind/wasm.unknown.pagefind', null],
    ['/sources/gaotang-2022.txt', 'text/plain; charset=utf-8'],
  ];
  const missing = ['/nothing-here', '/nothing/here/', '/_headers', '/feeds/', '/.git/config'];

  it.each([
    ...found.map(([path, type]) => [path, 200, type] as const),
    ...missing.map((path) => [path, 404, page] as const),
  ])('%s is served with status %i, its content type and cache lifetime', async (path, status, type) => {
    const answer = await fetchAsset(path);
    const { headers } = answer;
    expect([answer.status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      status,
      type,
      revalidated,
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });

  it.each([
    ['/about', '/about/'],
    ['/about/index.html', '/about/'],
    ['/about/index', '/about/'],
    ['/404.html', '/404'],
    ['/about?from=home', '/about/?from=home'],
    ['//about/', '/about/'],
    ['/about//', '/about/'],
    ['/%61bout/', '/about/'],
  ])('%s redirects to the page’s canonical address', async (path, location) => {
    const answer = await fetchAsset(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([307, location]);
  });

  it('static files are cached for a year when their name contains a content hash', async () => {
    const page = await (await fetchAsset('/about/')).text();
    const [, style = ''] = /(\/_astro\/[^"]+\.css)/u.exec(page) ?? [];
    expect((await fetchAsset(style)).headers.get('cache-control')).toBe(immutable);
  });

  it('source documents are sent as downloads', async () => {
    expect((await fetchAsset('/sources/gaotang-2022.txt')).headers.get('content-disposition')).toBe('attachment');
  });

  it('static files answer 304 to a browser that has the current version', async () => {
    const etag = (await fetchAsset('/about/')).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/u);
    for (const known of [etag, `W/${etag}`]) {
      const again = await fetchAsset('/about/', { headers: { 'if-none-match': known } });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await fetchAsset('/about/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('static files accept only GET and HEAD', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await fetchAsset('/about/', { method })).status).toBe(405);
    const head = await fetchAsset('/about/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('the application reads a static file even by a path that redirects browsers', async () => {
    expect(await (await env.ASSETS.fetch(`${origin}/404.html`)).text()).toContain('</html>');
  });

  it.each([
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/about/..%2f..%2fpackage.json',
    '/%00',
    '/%ff',
    '/..%5cpackage.json',
  ])('the path %s reads no file outside the site', async (path) => {
    const answer = await fetchAsset(path);
    expect(await answer.text()).not.toContain('mingbai');
    expect(answer.status).not.toBe(200);
  });
});
