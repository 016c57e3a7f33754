// Sessions that end: by idleness, by length, by wish, by a new password.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { cookiesOf, openOffice, origin } from '../api-support/office.ts';

const password = '柳树 铜锣 第七 渡口 明天见';
const errorsOf = async (answer: Response) => (await answer.json<Problem>()).errors;

describe('a session', () => {
  const setBack = (minutes: number, column: 'updated_at' | 'expires_at') =>
    env.DB.prepare(`UPDATE session SET ${column} = ${column} - ?`)
      .bind(minutes * 60_000)
      .run();

  it('ends after an hour in which nobody did anything, whatever a page asks on its own', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    await setBack(59, 'updated_at');
    expect((await office.request('/api/queue', { headers: { cookie: desk.cookie, 'x-unattended': '1' } })).status).toBe(
      200,
    );
    await setBack(2, 'updated_at');
    expect((await desk.get('/api/queue')).status).toBe(401);
    expect((await readDatabase())['session']).toEqual([]);
  });

  it('goes on while somebody works, but no longer than twelve hours', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    for (let half = 0; half < 3; half++) {
      await setBack(40, 'updated_at');
      expect((await desk.get('/api/queue')).status).toBe(200);
    }
    await setBack(12 * 60, 'expires_at');
    expect((await desk.get('/api/queue')).status).toBe(401);
  });

  it('ends everywhere when its owner says so', async () => {
    const office = await openOffice();
    const [one, other] = [await office.signIn('desk'), await office.enter('desk')];
    const unit = await office.signIn('minzheng');
    const init = { method: 'DELETE', headers: { origin, cookie: one.cookie } };
    expect((await office.request('/api/own-account/sessions', init)).status).toBe(200);
    const statuses = [await one.get('/api/queue'), await other.get('/api/queue'), await unit.get('/api/queue')];
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 200]);
  });

  it('ends on every other machine when the password changes; the old password opens nothing', async () => {
    const office = await openOffice();
    const [one, other] = [await office.signIn('minzheng'), await office.enter('minzheng')];
    const change = (current: string, next: string) =>
      one.post('/api/own-account/password', { current, password: next });
    const wrong = await change('not the one', password);
    expect(await errorsOf(wrong)).toEqual([{ field: 'current', message: '现在的密码不对' }]);
    expect((await errorsOf(await change(office.password, 'minzheng minzheng')))?.[0]?.field).toBe('password');
    const changed = await change(office.password, password);
    expect([changed.status, (await other.get('/api/queue')).status]).toEqual([200, 401]);
    expect((await office.request('/api/queue', { headers: { cookie: cookiesOf(changed) } })).status).toBe(200);
    expect((await office.enter('minzheng')).status).toBe(401);
    expect((await office.enter('minzheng', password)).status).toBe(200);
  });
});
