import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { assignToCivilAffairs, openTestOffice, origin, problemCodeOf } from '../api-support/office.ts';

describe('access to the queue', () => {
  it('access to the queue is refused to anyone not signed in', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    for (const path of ['/api/queue', '/api/queue/me', `/api/queue/${receiptCode}`]) {
      expect((await office.request(path)).status).toBe(401);
    }
    const move = await office.postJson(`/api/queue/${receiptCode}/moves`, { version: 1, action: assignToCivilAffairs });
    expect(move.status).toBe(401);
  });

  it('sign-in is refused with the same message for a wrong password and an unknown username', async () => {
    const office = await openTestOffice();
    await office.signIn('desk');
    const answers = await Promise.all(
      ['desk', 'nobody'].map(async (username) => {
        const response = await office.postJson('/api/session', { username, password: 'not the one' });
        return [response.status, (await response.json<Problem>()).detail];
      }),
    );
    expect(answers).toEqual([
      [401, '用户名或密码不对。'],
      [401, '用户名或密码不对。'],
    ]);
  });

  it('exposes no route of the sign-in library', async () => {
    const office = await openTestOffice();
    for (const path of ['sign-up/email', 'sign-in/username', 'get-session', 'list-sessions', 'update-user']) {
      expect([path, (await office.postJson(`/api/auth/${path}`, {})).status]).toEqual([path, 404]);
    }
  });

  it.each([' desk ', 'ｄｅｓｋ', 'DESK\u3000', '用户名：desk。', 'desk；', '\u200bdesk\u2060'])(
    'sign-in accepts the username however it is typed: %j',
    async (username) => {
      const office = await openTestOffice();
      await office.signIn('desk');
      const response = await office.postJson('/api/session', { username, password: office.password });
      expect(response.status).toBe(200);
    },
  );

  it.each(['sign-in', 'account'] as const)('sign-in is rate-limited after too many attempts (%s)', async (limit) => {
    const office = await openTestOffice({ exceededLimits: [limit] });
    const response = await office.postJson('/api/session', { username: 'desk', password: 'x' });
    expect(response.status).toBe(429);
  });

  it('refuses a request when another account has signed in since the page was opened', async () => {
    const office = await openTestOffice();
    const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
    const { id } = await (await desk.get('/api/queue/me')).json<{ id: string }>();
    const seenBy = async ({ cookie }: { cookie: string }) =>
      (await office.request('/api/queue', { headers: { cookie, 'x-staff': id } })).status;
    expect([await seenBy(desk), await seenBy(unit)]).toEqual([200, 401]);
  });

  it('sign-in sets an HttpOnly session cookie that expires within a day and returns no token', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    expect(desk.body).toEqual({ signedIn: true });
    expect(desk.setCookie).toMatch(/HttpOnly/);
    const row = await env.DB.prepare('SELECT expires_at - created_at AS length FROM session').first();
    expect(row).toEqual({ length: 12 * 3600 * 1000 });
  });

  it('signing out ends access to the queue', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    await office.request('/api/session', { method: 'DELETE', headers: { origin, cookie: desk.cookie } });
    expect((await desk.get('/api/queue')).status).toBe(401);
  });

  it('refuses sample accounts in production', async () => {
    const office = await openTestOffice({ isProduction: true });
    const desk = await office.signIn('desk');
    expect(desk.status).toBe(403);
    expect((await desk.get('/api/queue')).status).toBe(401);
  });

  it('ends sample sessions when the site goes into production', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const inProduction = createApp(office.deps, { baseUrl: origin, isProduction: true, staffNetworks: [] });
    const response = await inProduction.request(`${origin}/api/queue`, { headers: { cookie: desk.cookie } });
    expect(response.status).toBe(401);
  });

  it('the queue hides comments of other jurisdictions, and refuses a unit clerk without a unit', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    await office.changeAccount('desk', 'jurisdiction', 'pingyin');
    expect(await desk.queue()).toEqual([]);
    expect((await desk.get(`/api/queue/${receiptCode}`)).status).toBe(404);
    expect((await desk.move(receiptCode, assignToCivilAffairs, 1)).status).toBe(404);
    const clerk = await office.signIn('minzheng');
    await office.changeAccount('minzheng', 'unit', null);
    expect((await clerk.get('/api/queue')).status).toBe(401);
  });

  it('refuses moves sent from another site', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    const body = { version: 1, action: assignToCivilAffairs };
    const foreign = await desk.post(`/api/queue/${receiptCode}/moves`, body, { origin: 'https://elsewhere.test' });
    expect([foreign.status, await problemCodeOf(foreign)]).toEqual([403, 'cross-site']);
    const withoutOrigin = await office.request(`/api/queue/${receiptCode}/moves`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: desk.cookie },
      body: JSON.stringify(body),
    });
    expect([withoutOrigin.status, await problemCodeOf(withoutOrigin)]).toEqual([403, 'cross-site']);
    expect((await desk.readCase(receiptCode)).state).toBe('received');
  });

  it('forbids caching of staff responses', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    expect((await desk.get('/api/queue')).headers.get('cache-control')).toBe('no-store');
    expect((await office.request('/api/queue')).headers.get('cache-control')).toBe('no-store');
  });
});
