import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { assign, codeOf, openOffice, origin } from '../api-support/office.ts';

describe('who may work on the queue', () => {
  it('is nobody who has not signed in', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    for (const path of ['/api/queue', '/api/queue/me', `/api/queue/${receiptCode}`]) {
      expect((await office.request(path)).status).toBe(401);
    }
    const move = await office.postJson(`/api/queue/${receiptCode}/moves`, { version: 1, action: assign });
    expect(move.status).toBe(401);
  });

  it('is refused with a wrong password, in the same words as with a wrong name', async () => {
    const office = await openOffice();
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

  it('cannot be joined from outside: nothing of the sign-in library can be reached', async () => {
    const office = await openOffice();
    for (const path of ['sign-up/email', 'sign-in/username', 'get-session', 'list-sessions', 'update-user']) {
      expect([path, (await office.postJson(`/api/auth/${path}`, {})).status]).toEqual([path, 404]);
    }
  });

  it.each([' desk ', 'ｄｅｓｋ', 'DESK\u3000'])('is known however the name was typed: %j', async (username) => {
    const office = await openOffice();
    await office.signIn('desk');
    const response = await office.postJson('/api/session', { username, password: office.password });
    expect(response.status).toBe(200);
  });

  it.each(['sign-in', 'account'] as const)('is held back after too many tries (%s)', async (limit) => {
    const office = await openOffice({ refuse: [limit] });
    const response = await office.postJson('/api/session', { username: 'desk', password: 'x' });
    expect(response.status).toBe(429);
  });

  it('acts for nobody else than whom its page was opened for', async () => {
    const office = await openOffice();
    const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
    const { id } = await (await desk.get('/api/queue/me')).json<{ id: string }>();
    const seenBy = async ({ cookie }: { cookie: string }) =>
      (await office.request('/api/queue', { headers: { cookie, 'x-staff': id } })).status;
    expect([await seenBy(desk), await seenBy(unit)]).toEqual([200, 401]);
  });

  it('is signed in by a cookie alone: the answer holds no token, and ends within the day', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    expect(desk.body).toEqual({ signedIn: true });
    expect(desk.setCookie).toMatch(/HttpOnly/);
    const row = await env.DB.prepare('SELECT expires_at - created_at AS length FROM session').first();
    expect(row).toEqual({ length: 12 * 3600 * 1000 });
  });

  it('is nobody any more after signing out', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    await office.request('/api/session', { method: 'DELETE', headers: { origin, cookie: desk.cookie } });
    expect((await desk.get('/api/queue')).status).toBe(401);
  });

  it('is no sample account in production: it is refused at the door', async () => {
    const office = await openOffice({ isProduction: true });
    const desk = await office.signIn('desk');
    expect(desk.status).toBe(403);
    expect((await desk.get('/api/queue')).status).toBe(401);
  });

  it('is no sample account that signed in before the site went into production', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    const inProduction = createApp(office.deps, { baseUrl: origin, isProduction: true, staffNetworks: [] });
    const response = await inProduction.request(`${origin}/api/queue`, { headers: { cookie: desk.cookie } });
    expect(response.status).toBe(401);
  });

  it('is no clerk of another jurisdiction, and no unit clerk without a unit', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    await office.changeAccount('desk', 'jurisdiction', 'pingyin');
    expect(await desk.queue()).toEqual([]);
    expect((await desk.get(`/api/queue/${receiptCode}`)).status).toBe(404);
    expect((await desk.move(receiptCode, assign, 1)).status).toBe(404);
    const clerk = await office.signIn('minzheng');
    await office.changeAccount('minzheng', 'unit', null);
    expect((await clerk.get('/api/queue')).status).toBe(401);
  });

  it('is not another site that a clerk has open', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    const body = { version: 1, action: assign };
    const foreign = await desk.post(`/api/queue/${receiptCode}/moves`, body, { origin: 'https://elsewhere.test' });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'cross-site']);
    const silent = await office.request(`/api/queue/${receiptCode}/moves`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: desk.cookie },
      body: JSON.stringify(body),
    });
    expect([silent.status, await codeOf(silent)]).toEqual([403, 'cross-site']);
    expect((await desk.readCase(receiptCode)).state).toBe('received');
  });

  it('leaves nothing of what staff see in any cache', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    expect((await desk.get('/api/queue')).headers.get('cache-control')).toBe('no-store');
    expect((await office.request('/api/queue')).headers.get('cache-control')).toBe('no-store');
  });
});
