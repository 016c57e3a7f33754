// Security headers on every response, cookie attributes and request timeouts.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { securityHeaders } from '../../api/middleware/security-headers.ts';
import { cookiesOf, countRows, newComment, openTestOffice } from '../api-support/office.ts';

const https = 'https://localhost:8787';
const codesCookieOf = (answer: Response) =>
  answer.headers.getSetCookie().find((cookie) => cookie.includes('codes-')) ?? '';

describe('security of every response', () => {
  it('sends the same security headers with pages, files, errors and failures', async () => {
    const office = await openTestOffice();
    office.deps.calendars = {} as never; // one request makes the server fail
    const paths = [
      '/',
      '/no-such-page/',
      '/documents/guanxian-2021/tasks/17/',
      '/figures/',
      '/api/queue',
      '/api/nothing',
    ];
    const statuses = new Set<number>();
    for (const path of paths) {
      const answer = await office.request(path);
      statuses.add(answer.status);
      const { 'Content-Security-Policy': policy, ...others } = securityHeaders;
      for (const [name, value] of Object.entries(others))
        expect([path, answer.headers.get(name)]).toEqual([path, value]);
      const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
      const policyHeader = answer.headers.get('content-security-policy');
      expect([path, policyHeader === policy, policyHeader?.startsWith("default-src 'none'")]).toEqual([
        path,
        isPage,
        !isPage,
      ]);
    }
    expect([...statuses].sort()).toEqual([200, 401, 404, 500]);
  });

  it('sends no content policy with a 304, so that the cached page keeps its own', async () => {
    const office = await openTestOffice();
    const path = '/documents/guanxian-2021/tasks/17/';
    const etag = (await office.request(path)).headers.get('etag') ?? '';
    const again = await office.request(path, { headers: { 'if-none-match': etag } });
    expect([again.status, again.headers.get('content-security-policy')]).toEqual([304, null]);
  });

  it('sends Strict-Transport-Security only when the site runs on https', async () => {
    const open = await openTestOffice();
    const closed = await openTestOffice({ origin: https });
    const headerOf = async (office: typeof open) =>
      (await office.request('/')).headers.get('strict-transport-security');
    expect([await headerOf(open), await headerOf(closed)]).toEqual([null, 'max-age=31536000; includeSubDomains']);
  });
});

describe('cookies over https', () => {
  it('stores the session in a host-only cookie that no script can read', async () => {
    const office = await openTestOffice({ origin: https });
    const desk = await office.signIn('desk');
    const sessions = desk.setCookie.split(/, (?=__)|; (?=__)/u).filter((cookie) => cookie.includes('session_token'));
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatch(/^__Host-mingbai\.session_token=/u);
    for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax'])
      expect(sessions[0]?.split('; ')).toContain(part);
    expect(desk.setCookie).not.toMatch(/domain=/iu);
    expect((await desk.get('/api/queue')).status).toBe(200);
    const unprefixed = { cookie: desk.cookie.replaceAll('__Host-', '') };
    expect((await office.request('/api/queue', { headers: unprefixed })).status).toBe(401);
  });

  it('limits the codes cookie to the pages that need it, and deletes it on request', async () => {
    const office = await openTestOffice({ origin: https });
    const sent = await office.postForm('/ask/', newComment);
    expect(codesCookieOf(sent)).toMatch(
      /^__Secure-codes-GX261120-.{5}=.*; Path=\/follow\/; HttpOnly; Secure; SameSite=Strict$/u,
    );
    const headers = { cookie: cookiesOf(sent) };
    expect((await office.request('/follow/receipt/', { headers })).status).toBe(200);
    const followUp = await office.request('/follow/ask/', { method: 'POST', headers });
    expect(followUp.status).toBe(303);
    const forgotten = codesCookieOf(await office.request('/follow/forget/', { method: 'POST', headers }));
    expect(forgotten).toMatch(/^__Secure-codes-GX261120-.{5}=; Max-Age=0; Path=\/follow\/; Secure$/u);
  });
});

describe('a request that times out', () => {
  it('a request that times out gets a 503 with an explanation, in API and browser, and its content is not logged', async () => {
    const office = await openTestOffice({ requestTimeoutMs: 1 });
    office.deps.site.index = () => new Promise(() => undefined);
    const answer = await office.postJson('/api/comments', newComment);
    const { code, detail } = await answer.json<Problem>();
    expect([answer.status, answer.headers.get('content-type'), code]).toEqual([
      ...[503, 'application/problem+json; charset=utf-8', 'too-slow'],
    ]);
    expect(detail).toContain('重复提交不会重复登记');
    const page = await office.postForm('/ask/', newComment);
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('系统太忙')]);
    expect(office.log.map(({ message }) => message)).toEqual(Array(2).fill('the request timed out'));
    expect(JSON.stringify(office.log)).not.toContain('养老');
  });
});

describe('cross-site requests', () => {
  it('cross-site requests are refused for comments, codes and moves, by script or by form', async () => {
    const office = await openTestOffice();
    const form = new URLSearchParams(newComment);
    for (const path of ['/api/comments', '/api/comments/with-attachments', '/api/follow', '/api/follow/moves']) {
      for (const headers of [{ origin: 'https://elsewhere.test' }, { 'sec-fetch-site': 'cross-site' }]) {
        const answer = await office.request(path, { method: 'POST', headers, body: form });
        expect([path, answer.status, (await answer.json<Problem>()).code]).toEqual([path, 403, 'cross-site']);
      }
    }
    for (const path of ['/ask/', '/follow/', '/follow/moves/', '/follow/ask/', '/follow/forget/']) {
      const headers = { origin: 'https://elsewhere.test' };
      expect([path, (await office.request(path, { method: 'POST', headers, body: form })).status]).toEqual([path, 403]);
    }
    expect(await countRows('comments')).toBe(0);
  });
});
