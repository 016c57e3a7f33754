// Rate limits before work: who is over a limit gets words, and not a byte of the body is read.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { requestRuleFor, routesWithRules } from '../../api/middleware/request-rules.ts';
import type { LimitName } from '../../api/ports/limits.ts';
import { newComment, openTestOffice, origin } from '../api-support/office.ts';

const everyLimit: LimitName[] = [
  'intake',
  'files',
  'follow',
  'sign-in',
  'small',
  'staff',
  'lookup',
  'search',
  'export',
];

/** A body that fails the test if anybody reads it. */
function unreadBody() {
  let reads = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        reads++;
        // Ends soon, so that a fault does not read for ever.
        if (reads > 3) controller.close();
        else controller.enqueue(new Uint8Array(1024));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, countReads: () => reads };
}

const exampleOf = (pattern: string) => pattern.replace(/:\w+/gu, '1');
const isReading = (route: string) => route.startsWith('GET ');

async function findBodyRoutes() {
  const { app } = await openTestOffice();
  const routes = app.routes.filter(({ method }) => !['ALL', 'GET', 'HEAD', 'OPTIONS'].includes(method));
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))];
}

describe('the table of limits', () => {
  it('lists every route that takes a body, and no route that does not exist', async () => {
    const { app } = await openTestOffice();
    const all = app.routes.map(({ method, path }) => `${method} ${path}`);
    const bodyRoutes = await findBodyRoutes();
    expect(
      bodyRoutes.filter((route) => requestRuleFor(...(route.split(' ') as [string, string])) === undefined),
    ).toEqual([]);
    expect(routesWithRules.filter((route) => !all.includes(route))).toEqual([]);
  });

  it('refuses a route that takes a body and is not listed', async () => {
    const office = await openTestOffice();
    office.app.post('/api/forgotten', async (c) => c.json({ read: await c.req.text() }, 200));
    const answer = await office.app.request(`${origin}/api/forgotten`, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(500);
    expect(office.log.map(({ message }) => message).join()).toContain('POST /api/forgotten has no rule');
  });
});

describe('a sender over its limit', () => {
  it('gets 429 from every listed route, in words, before a byte of the body is read', async () => {
    const office = await openTestOffice({ exceededLimits: everyLimit });
    for (const route of routesWithRules) {
      const [method = '', pattern = ''] = route.split(' ');
      const { body, countReads } = unreadBody();
      const headers = { origin, 'content-type': 'multipart/form-data; boundary=B' };
      const init = isReading(route) ? { method } : { method, headers, body, duplex: 'half' };
      const answer = await office.request(exampleOf(pattern), init as RequestInit);
      expect([route, answer.status, countReads()]).toEqual([route, 429, 0]);
      expect(answer.headers.get('retry-after')).toBe('60');
      expect(await answer.text()).toContain('过一分钟再');
    }
  });

  it('is told on a page how to keep what was typed', async () => {
    const office = await openTestOffice({ exceededLimits: ['intake'] });
    const answer = await office.postForm('/ask/', newComment);
    expect(answer.status).toBe(429);
    expect(await answer.text()).toContain('请按浏览器的“后退”回到刚才的页面，填写的内容通常还在');
  });

  it('may still send words when only its files are over the limit', async () => {
    const office = await openTestOffice({ exceededLimits: ['files'] });
    expect((await office.postForm('/ask/', newComment)).status).toBe(303);
    const form = new FormData();
    for (const [name, value] of Object.entries(newComment)) form.append(name, value);
    form.append('files', new File([new Uint8Array(200_000)], 'a.jpg'));
    const headers = { 'content-length': '201000' };
    expect((await office.request('/ask/', { method: 'POST', headers, body: form })).status).toBe(429);
  });

  it('is not counted when another site’s page sends in its name', async () => {
    const office = await openTestOffice();
    const counted: string[] = [];
    office.deps.limits = {
      allow: async (what) => {
        counted.push(what);
        return true;
      },
    };
    for (const route of (await findBodyRoutes()).filter((body) => body.startsWith('POST '))) {
      const { body, countReads } = unreadBody();
      const headers = { origin: 'https://elsewhere.test', 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
      const answer = await office.request(exampleOf(route.split(' ')[1] ?? ''), init);
      expect([route, answer.status, countReads()]).toEqual([route, 403, 0]);
    }
    expect(counted).toEqual([]);
  });
});

describe('a body crafted to cost more than it says', () => {
  const tooDeep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const tooMany = `[${'0,'.repeat(20_000)}0]`;
  const bodies = [tooDeep, tooMany, `{"a":${tooDeep}}`, JSON.stringify({ ...newComment, kind: Array(9000).fill(1) })];

  it.each(['/api/comments', '/api/follow', '/api/follow/moves', '/api/session', '/api/session/code', '/api/links'])(
    'is refused at %s by depth and number of its values, without an error list',
    async (path) => {
      const office = await openTestOffice();
      for (const body of bodies) {
        const headers = { 'content-type': 'application/json', origin };
        const answer = await office.request(path, { method: 'POST', headers, body });
        const { errors } = await answer.json<Problem>();
        expect([answer.status, errors]).toEqual([422, undefined]);
      }
    },
  );

  it('is not even read from somebody who is not signed in', async () => {
    const office = await openTestOffice();
    for (const route of await findBodyRoutes()) {
      const [method = '', path = ''] = route.split(' ');
      if (!/^\/api\/(queue|desk|accounts|own-account|commitments)/u.test(path) || method === 'DELETE') continue;
      const { body, countReads } = unreadBody();
      const headers = { origin, 'content-type': 'application/json', 'content-length': '60000' };
      const init = { method, headers, body, duplex: 'half' } as RequestInit;
      expect([route, (await office.request(exampleOf(path), init)).status, countReads()]).toEqual([route, 401, 0]);
    }
  });

  it('reaches no form by the number of its fields or files', async () => {
    const office = await openTestOffice();
    const fields = (name: string) => `${name}=x&`.repeat(60_000);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const codes = new URLSearchParams({ receiptCode: 'GX1', trackingCode: 'ABC' });
    for (const [path, form] of [
      ['/ask/', new URLSearchParams(newComment)],
      ['/follow/', codes],
    ] as const) {
      const alone = await office.request(path, { method: 'POST', headers, body: String(form) });
      expect([path, alone.status === 422]).toEqual([path, false]);
      const stuffed = await office.request(path, { method: 'POST', headers, body: `${fields('z')}${form}` });
      expect([path, stuffed.status]).toEqual([path, 422]);
    }
    const body = `${fields('z')}care=on`;
    const answer = await office.request('/care/', { method: 'POST', headers, body });
    expect(answer.headers.getSetCookie().join()).toContain('care=off');
  });
});
