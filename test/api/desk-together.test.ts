import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Changes, SavedView } from '../../api/contract/desk.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { assignToCivilAffairs, assignToEducation, openDesk, urge } from '../api-support/desk.ts';

describe('live updates in the queue', () => {
  it('live updates report a changed comment to everyone who may see it, even after it left their unit', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    const [elsewhere, reviewer, auditor] = [
      await office.signIn('pingyin'),
      await office.signIn('shenhe'),
      await office.signIn('jiandu'),
    ];
    const since = (await office.page('')).position;
    const getChanges = async (who: typeof elsewhere, from = since) =>
      (await who.get(`/api/desk/changes?since=${from}`)).json<Changes>();
    expect(await getChanges(office.desk)).toMatchObject({ position: since, changed: [] });
    await office.desk.move(receiptCode, assignToCivilAffairs);
    expect(await getChanges(office.desk)).toMatchObject({ position: since + 1, changed: [receiptCode] });
    expect((await getChanges(office.clerk)).changed).toEqual([receiptCode]);
    expect((await getChanges(elsewhere)).changed).toEqual([]);
    // Reviewer and auditor see all comments of the jurisdiction.
    expect((await getChanges(reviewer)).changed).toEqual([receiptCode]);
    expect((await getChanges(auditor)).changed).toEqual([receiptCode]);
    await office.desk.move(receiptCode, { move: 'transfer', unit: 'jiaotiju', reason: '按职责转办' });
    expect((await getChanges(office.clerk, since + 1)).changed).toEqual([receiptCode]);
    await office.desk.move(receiptCode, urge);
    expect((await getChanges(office.clerk, since + 2)).changed).toEqual([]);
  });

  it('live updates request a full reload when too many comments changed', async () => {
    const office = await openDesk();
    for (let index = 0; index < 201; index++) await office.sendComment({ title: `第 ${index} 件` });
    expect(await (await office.desk.get('/api/desk/changes?since=0')).json()).toEqual({
      position: 201,
      changed: null,
      today: '2026-11-20',
    });
  });

  it('a clerk whose move comes too late learns what changed', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    await office.desk.move(receiptCode, assignToEducation);
    const late = await office.desk.move(receiptCode, assignToCivilAffairs, 1);
    const problem = await late.json<Problem>();
    expect([late.status, problem.code]).toEqual([409, 'changed-meanwhile']);
    expect(problem.changes).toMatchObject([{ who: '政务公开办', what: expect.stringContaining('分办给') }]);
  });
});

describe('presence on a comment', () => {
  it('presence shows each viewer the others for half a minute or until they leave', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    await office.desk.move(receiptCode, assignToCivilAffairs);
    const path = `/api/desk/presence/${receiptCode}`;
    const headers = (who: typeof office.desk) => ({ headers: { cookie: who.cookie, origin: 'http://localhost:8787' } });
    const look = async (who: typeof office.desk) =>
      (await office.request(path, { method: 'PUT', ...headers(who) })).json();
    expect(await look(office.desk)).toEqual({ others: [] });
    expect(await look(office.clerk)).toEqual({ others: ['示例：政务公开办'] });
    expect(await look(office.desk)).toEqual({ others: ['示例：县民政局'] });
    await office.request(path, { method: 'DELETE', ...headers(office.clerk) });
    expect(await look(office.desk)).toEqual({ others: [] });
    office.clock.now += 31_000;
    expect(await look(office.clerk)).toEqual({ others: [] });
  });

  it('presence is hidden from clerks who may not see the comment', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    const options = { method: 'PUT', headers: { cookie: office.clerk.cookie, origin: 'http://localhost:8787' } };
    expect((await office.request(`/api/desk/presence/${receiptCode}`, options)).status).toBe(404);
    expect(await env.DB.prepare('SELECT count(*) AS rows FROM presence').first()).toEqual({ rows: 0 });
  });
});

describe('saved views', () => {
  const views = async (response: Response) => (await response.json<{ views: SavedView[] }>()).views;

  it('saved views belong to one account, are overwritten under the same name and can be deleted', async () => {
    const { desk, clerk, request } = await openDesk();
    const mine = { name: '  民政局\n快到期 ', filter: { list: 'open', unit: 'minzhengju', due: 'three-days' } };
    const [saved] = await views(await desk.post('/api/desk/views', mine));
    expect(saved).toMatchObject({ name: '民政局 快到期', filter: mine.filter });
    await desk.post('/api/desk/views', { name: '民政局 快到期', filter: { list: 'overdue' } });
    expect(await views(await desk.get('/api/desk/views'))).toEqual([{ ...saved, filter: { list: 'overdue' } }]);
    expect(await views(await clerk.get('/api/desk/views'))).toEqual([]);
    const drop = (who: typeof desk) =>
      request(`/api/desk/views/${saved?.id}`, {
        method: 'DELETE',
        headers: { cookie: who.cookie, origin: 'http://localhost:8787' },
      });
    await drop(clerk);
    expect(await views(await desk.get('/api/desk/views'))).toHaveLength(1);
    expect(await views(await drop(desk))).toEqual([]);
  });

  it('saved views need a name and a valid filter and are limited to twenty', async () => {
    const { desk } = await openDesk();
    const save = async (name: string, filter: object = {}) =>
      (await desk.post('/api/desk/views', { name, filter })).status;
    expect([await save(''), await save('长'.repeat(21)), await save('好', { state: 'x' })]).toEqual([422, 422, 422]);
    for (let index = 0; index < 20; index++) expect(await save(`视图 ${index}`)).toBe(200);
    expect([await save('再一个'), await save('视图 3')]).toEqual([422, 200]);
  });

  it('saved views are refused to anyone signed out and to other sites', async () => {
    const { request, desk } = await openDesk();
    for (const path of ['views', 'choices', 'changes?since=0'])
      expect((await request(`/api/desk/${path}`)).status).toBe(401);
    const foreign = await desk.post(
      '/api/desk/views',
      { name: '好', filter: {} },
      { origin: 'https://elsewhere.test' },
    );
    expect(foreign.status).toBe(403);
  });
});
