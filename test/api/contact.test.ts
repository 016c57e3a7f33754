import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { listLedgerEvents } from '../../api/db/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { cookiesOf, newComment, openTestOffice } from '../api-support/office.ts';

const person = { name: '李四', contact: '13900000000' };
const reason = '需要核实地址';

async function openOfficeWithContact(contactFields: { name?: string; contact?: string }) {
  const office = await openTestOffice();
  const receipt = await (await office.postJson('/api/comments', { ...newComment, ...contactFields })).json<Receipt>();
  const desk = await office.signIn('desk');
  const path = `/api/queue/${receipt.receiptCode}/contact-views`;
  return { ...office, receipt, receiptCode: receipt.receiptCode, desk, path };
}

describe('a resident’s name and contact', () => {
  it.each([
    [person, { name: '李**', contact: '139****0000' }],
    [{ name: '李四' }, { name: '李**', contact: '' }],
    [{ contact: '13900000000' }, { name: '', contact: '139****0000' }],
    [{}, { name: '', contact: '' }],
  ])('name and contact are masked in the case: %j shows as %j', async (contactFields, expected) => {
    const { desk, receiptCode } = await openOfficeWithContact(contactFields);
    const found = await desk.readCase(receiptCode);
    expect(found.masked).toEqual(expected);
    expect(JSON.stringify(found)).not.toMatch(/李四|13900000000/);
  });

  it('name and contact are shown to the desk for a reason, and the view is logged with time, actor and reason', async () => {
    const { desk, receiptCode, path, clock } = await openOfficeWithContact(person);
    clock.now += 60_000;
    const response = await desk.post(path, { reason });
    expect([response.status, await response.json()]).toEqual([200, person]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { events } = await desk.readCase(receiptCode);
    expect(events.at(-1)).toEqual({
      at: '2026-11-20T01:01:00.000Z',
      what: '查看联系方式',
      who: '政务公开办',
      note: reason,
    });
    const row = await env.DB.prepare(
      "SELECT username FROM events JOIN user ON user.id = actor WHERE type = 'contact-viewed'",
    ).first();
    expect(row).toEqual({ username: 'desk' });
  });

  it('name and contact are not shown without a reason, and nothing is logged', async () => {
    const { desk, receiptCode, path } = await openOfficeWithContact(person);
    for (const body of [{}, { reason: '' }, { reason: '核' }, { reason: ' ，。 ' }]) {
      expect((await desk.post(path, body)).status).toBe(422);
    }
    expect((await desk.readCase(receiptCode)).events).toHaveLength(1);
  });

  it('name and contact cannot be read with a GET request', async () => {
    const { desk, path } = await openOfficeWithContact(person);
    expect((await desk.get(path)).status).toBe(404);
  });

  it('name and contact are shown to a unit only while it holds the comment', async () => {
    const { signIn, desk, receiptCode, path } = await openOfficeWithContact(person);
    const clerk = await signIn('minzheng');
    expect((await clerk.post(path, { reason })).status).toBe(404);
    await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    expect((await clerk.post(path, { reason })).status).toBe(200);
    await desk.move(receiptCode, { move: 'transfer', unit: 'jiaotiju', reason: '按职责转办' });
    expect((await clerk.post(path, { reason })).status).toBe(404);
  });

  it('name and contact are not shown to anyone signed out or to another site', async () => {
    const { postJson, desk, path } = await openOfficeWithContact(person);
    expect((await postJson(path, { reason })).status).toBe(401);
    expect((await desk.post(path, { reason }, { origin: 'https://elsewhere.test' })).status).toBe(403);
  });

  it('name and contact are reported as missing when the resident left none, and nothing is logged', async () => {
    const { desk, receiptCode, path } = await openOfficeWithContact({});
    const response = await desk.post(path, { reason });
    expect([response.status, (await response.json<Problem>()).detail]).toEqual([404, '留言人没有留下称呼和联系方式。']);
    expect((await desk.readCase(receiptCode)).events).toHaveLength(1);
  });

  it('a contact view keeps its reason out of the follow page and the ledger', async () => {
    const { desk, path, postJson, deps, receipt } = await openOfficeWithContact(person);
    await desk.post(path, { reason });
    const view = await (await postJson('/api/follow', receipt)).json<FollowView>();
    expect(view.steps.map(({ what }) => what)).toEqual(['收到留言']);
    const ledger = await listLedgerEvents(deps.database, 0, 99, 99);
    expect(ledger.map(({ type }) => type)).toEqual(['received', 'contact-viewed']);
    expect(JSON.stringify([view, ledger])).not.toContain(reason);
  });

  it('a contact view is in the resident’s own data by time and office, without the clerk’s name or reason', async () => {
    const office = await openOfficeWithContact(person);
    const unit = await office.signIn('minzheng');
    await office.desk.post(office.path, { reason });
    await office.desk.move(office.receiptCode, { move: 'assign', unit: 'minzhengju' });
    await unit.post(office.path, { reason });
    const { receiptCode, trackingCode } = office.receipt;
    const followed = await office.postForm('/follow/', { receiptCode, trackingCode });
    const text = await (await office.request('/follow/data.json', { headers: { cookie: cookiesOf(followed) } })).text();
    const { events } = JSON.parse(text) as { events: { type: string; at: string; office?: string }[] };
    const views = events.filter(({ type }) => type === 'contact-viewed');
    expect(views.map(({ office }) => office)).toEqual(['政务公开办', '冠县民政局']);
    expect(views.every(({ at }) => at.startsWith('2026-11-20T'))).toBe(true);
    expect(text).not.toContain(reason);
    const { results } = await env.DB.prepare('SELECT id, name FROM user').all<{ id: string; name: string }>();
    for (const { id, name } of results) expect([text.includes(id), text.includes(name)]).toEqual([false, false]);
  });

  it('name and contact can be viewed without invalidating another clerk’s move', async () => {
    const { desk, receiptCode, path } = await openOfficeWithContact(person);
    await desk.post(path, { reason });
    const moved = await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' }, 1);
    expect(moved.status).toBe(200);
    expect((await desk.readCase(receiptCode)).version).toBe(3);
  });
});
