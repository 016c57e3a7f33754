// A session ends after inactivity, at its maximum length, on request and after a password change.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { cookiesOf, openTestOffice, origin } from '../api-support/office.ts';

const password = '柳树 铜锣 第七 渡口 明天见';
const errorsOf = async (answer: Response) => (await answer.json<Problem>()).errors;

describe('a staff session', () => {
  const backdateSession = (minutes: number, column: 'updated_at' | 'expires_at') =>
    env.DB.prepare(`UPDATE session SET ${column} = ${column} - ?`)
      .bind(minutes * 60_000)
      .run();

  it('a staff session ends after an hour without activity, and background requests do not count', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    await backdateSession(59, 'updated_at');
    expect((await office.request('/api/queue', { headers: { cookie: desk.cookie, 'x-unattended': '1' } })).status).toBe(
      200,
    );
    await backdateSession(2, 'updated_at');
    expect((await desk.get('/api/queue')).status).toBe(401);
    expect((await readDatabase())['session']).toEqual([]);
  });

  it('a staff session lasts while someone works, but at most twelve hours', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    for (let half = 0; half < 3; half++) {
      await backdateSession(40, 'updated_at');
      expect((await desk.get('/api/queue')).status).toBe(200);
    }
    await backdateSession(12 * 60, 'expires_at');
    expect((await desk.get('/api/queue')).status).toBe(401);
  });

  it('a staff session ends on all devices at its owner’s request', async () => {
    const office = await openTestOffice();
    const [one, other] = [await office.signIn('desk'), await office.signInWithPassword('desk')];
    const unit = await office.signIn('minzheng');
    const init = { method: 'DELETE', headers: { origin, cookie: one.cookie } };
    expect((await office.request('/api/own-account/sessions', init)).status).toBe(200);
    const statuses = [await one.get('/api/queue'), await other.get('/api/queue'), await unit.get('/api/queue')];
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 200]);
  });

  it('a staff session ends on all other devices when the password changes', async () => {
    const office = await openTestOffice();
    const [one, other] = [await office.signIn('minzheng'), await office.signInWithPassword('minzheng')];
    const change = (current: string, next: string) =>
      one.post('/api/own-account/password', { current, password: next });
    const wrong = await change('not the one', password);
    expect(await errorsOf(wrong)).toEqual([{ field: 'current', message: '现在的密码不对' }]);
    expect((await errorsOf(await change(office.password, 'minzheng minzheng')))?.[0]?.field).toBe('password');
    const changed = await change(office.password, password);
    expect([changed.status, (await other.get('/api/queue')).status]).toEqual([200, 401]);
    expect((await office.request('/api/queue', { headers: { cookie: cookiesOf(changed) } })).status).toBe(200);
    expect((await office.signInWithPassword('minzheng')).status).toBe(401);
    expect((await office.signInWithPassword('minzheng', password)).status).toBe(200);
  });
});
