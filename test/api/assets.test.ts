// The built site as files: the same answers on the edge and from a folder of one's own server.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { origin } from '../api-support/office.ts';

const ask = (path: string, init: RequestInit = {}) =>
  env.ASSETS.fetch(new Request(`${origin}${path}`, { redirect: 'manual', ...init }));

const asked = 'public, max-age=0, must-revalidate';
const kept = 'public, max-age=31536000, immutable';

describe('the files of the built site', () => {
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
  ])('%s is answered with %i, its type, and how long it may be kept', async (path, status, type) => {
    const answer = await ask(path);
    const { headers } = answer;
    expect([answer.status, headers.get('content-type'), headers.get('cache-control')]).toEqual([status, type, asked]);
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
  ])('%s leads to the one address of the page', async (path, location) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([307, location]);
  });

  it('may be kept for a year where their name changes with their content', async () => {
    const page = await (await ask('/about/')).text();
    const [, style = ''] = /(\/_astro\/[^"]+\.css)/u.exec(page) ?? [];
    expect((await ask(style)).headers.get('cache-control')).toBe(kept);
  });

  it('are sent as a download where a reader gets the source as it came', async () => {
    expect((await ask('/sources/gaotang-2022.txt')).headers.get('content-disposition')).toBe('attachment');
  });

  it('are not sent again to a browser that has them', async () => {
    const etag = (await ask('/about/')).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/u);
    for (const known of [etag, `W/${etag}`]) {
      const again = await ask('/about/', { headers: { 'if-none-match': known } });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await ask('/about/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('are asked for only: nothing can be sent to them', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await ask('/about/', { method })).status).toBe(405);
    const head = await ask('/about/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('are found by an address that leads elsewhere, where the application asks for them', async () => {
    expect(await (await env.ASSETS.fetch(`${origin}/404.html`)).text()).toContain('</html>');
  });

  it.each([
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/about/..%2f..%2fpackage.json',
    '/%00',
    '/%ff',
    '/..%5cpackage.json',
  ])('%s leads to nothing outside the site', async (path) => {
    const answer = await ask(path);
    expect(await answer.text()).not.toContain('mingbai');
    expect(answer.status).not.toBe(200);
  });
});
