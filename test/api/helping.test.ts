// One unit replies (主办). Supporting units (协办) may only read and advise.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Changes } from '../../api/contract/desk.ts';
import type { Receipt } from '../../api/contract/follow.ts';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { openDesk } from '../api-support/desk.ts';
import { newComment, problemCodeOf, reply, shanghai } from '../api-support/office.ts';

const assignWithSupport = { move: 'assign', unit: 'minzhengju', helpers: ['jiaotiju', 'yibaoju'] } as const;
const advise = { move: 'advise', text: '学校一侧的名单在教体局网站「通知公告」栏。' } as const;
const transfer = { move: 'transfer', unit: 'rensheju', reason: '按职责转办' } as const;
const person = { name: '李四', contact: '13900000000' };
const codesOf = ({ receiptCode, trackingCode }: Receipt) => ({ receiptCode, trackingCode });
const unitClerk = (unit: string) => ({
  username: unit,
  name: `示例：${unit}`,
  role: 'unit' as const,
  jurisdiction: 'guanxian',
  unit,
});

/** Opens an office with a comment that 县民政局 must answer and 县教体局 supports. */
async function openSupportedComment() {
  const office = await openDesk();
  const receipt = await office.sendComment({ ...person, title: '主办协办的一件' });
  const helper = await office.signIn(unitClerk('jiaotiju'));
  const { receiptCode } = receipt;
  expect(
    (await office.desk.move(receiptCode, { ...assignWithSupport, helpers: [...assignWithSupport.helpers] })).status,
  ).toBe(200);
  const follow = async () => (await office.postJson('/api/follow', receipt)).json<FollowView>();
  return { ...office, receipt, receiptCode, helper, follow };
}

const message = async (answer: Response) => (await answer.json<Problem>()).errors?.[0]?.message;

describe('attachments of a comment with supporting units', () => {
  it('attachments are for the answering unit; a supporting unit learns only how many there are', async () => {
    const office = await openDesk();
    const form = new FormData();
    for (const [name, value] of Object.entries(newComment)) form.append(name, value);
    form.append('files', new File(['%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n'], 'a.pdf'));
    const sent = await office.request('/api/comments/with-attachments', { method: 'POST', body: form });
    const { receiptCode } = await sent.json<Receipt>();
    await office.desk.move(receiptCode, { ...assignWithSupport, helpers: [...assignWithSupport.helpers] });
    const [unit, helper] = [await office.signIn('minzheng'), await office.signIn(unitClerk('jiaotiju'))];
    const file = `/api/queue/${receiptCode}/attachments/1`;
    expect([(await unit.get(file)).status, (await helper.get(file)).status]).toEqual([200, 404]);
    const seen = await helper.readCase(receiptCode);
    expect([seen.attachments.length, seen.maySaveAttachments]).toEqual([1, false]);
    expect((await unit.readCase(receiptCode)).maySaveAttachments).toBe(true);
  });
});

describe('assigning to a unit with supporting units', () => {
  it('the desk assigns up to five other units as supporting units, each once', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    const tryUnits = async (...helpers: string[]) => {
      const answer = await office.desk.move(receiptCode, { move: 'assign', unit: 'minzhengju', helpers }, 1);
      return [answer.status, await message(answer)];
    };
    expect(await tryUnits('minzhengju')).toEqual([422, '主办单位不用再选作协办']);
    expect(await tryUnits('jiaotiju', 'jiaotiju')).toEqual([422, '协办单位有重复']);
    expect(await tryUnits('nobody')).toEqual([422, '协办单位里有选不到的单位，请重新选择']);
    expect(await tryUnits('a', 'b', 'c', 'd', 'e', 'f')).toEqual([422, '协办单位最多 5 个']);
    expect((await office.desk.readCase(receiptCode)).version).toBe(1);
  });

  it('the assigned unit keeps clock and reply, and every page names it and its supporting units', async () => {
    const office = await openSupportedComment();
    const seen = await office.desk.readCase(office.receiptCode);
    expect(seen).toMatchObject({
      unit: { id: 'minzhengju' },
      helpers: [{ id: 'jiaotiju' }, { id: 'yibaoju', name: '冠县医疗保障局' }],
    });
    const view = await office.follow();
    expect([view.unit, view.helpers.length]).toEqual(['冠县民政局', 2]);
    expect(view.steps.at(-1)?.note).toMatch(/^冠县教育和体育局、冠县医疗保障局协办$/u);
    await office.clerk.move(office.receiptCode, reply);
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const about = await (await office.request('/api/answers?about=guanxian-2021/tasks/17')).text();
    expect(about).toContain('"unit":"冠县民政局"');
    expect(about).not.toContain('医疗保障局');
  });
});

describe('a supporting unit', () => {
  it('a supporting unit finds the comment in its own list and reads it without name and contact', async () => {
    const office = await openSupportedComment();
    expect(await office.titles('?list=helping', office.helper)).toEqual(['主办协办的一件']);
    expect(await office.titles('?list=open', office.helper)).toEqual([]);
    expect((await office.page('', office.helper)).counts).toMatchObject({ helping: 1, open: 0 });
    expect(await office.titles('?list=helping', office.clerk)).toEqual([]);
    expect(await office.titles('?list=helping')).toEqual([]);
    const seen = await office.helper.readCase(office.receiptCode);
    expect(seen).toMatchObject({ isHelping: true, masked: { name: '', contact: '' }, mayViewContact: false });
    const views = `/api/queue/${office.receiptCode}/contact-views`;
    expect((await office.helper.post(views, { reason: '想看看' })).status).toBe(404);
    expect((await office.clerk.readCase(office.receiptCode)).masked.name).not.toBe('');
  });

  it('a supporting unit finds the comment by search, and other units do not', async () => {
    const office = await openSupportedComment();
    const stranger = await office.signIn(unitClerk('rensheju'));
    expect(await office.titles('?q=主办协办', office.helper)).toEqual(['主办协办的一件']);
    expect(await office.titles('?q=主办协办', stranger)).toEqual([]);
    expect((await stranger.get(`/api/queue/${office.receiptCode}`)).status).toBe(404);
  });

  it('a supporting unit may advise and make no other move, and the assigned unit may not advise', async () => {
    const { helper, clerk, receiptCode } = await openSupportedComment();
    expect((await helper.readCase(receiptCode)).moves).toEqual(['advise']);
    for (const action of [reply, { move: 'return', reason: '不属于本单位' }] as const) {
      const refused = await helper.move(receiptCode, action);
      expect([refused.status, await problemCodeOf(refused)]).toEqual([403, 'not-allowed']);
    }
    expect((await helper.move(receiptCode, { move: 'urge', reason: '请快些' })).status).toBe(403);
    expect((await clerk.move(receiptCode, advise)).status).toBe(403);
    expect((await helper.move(receiptCode, { ...advise, text: ' ' })).status).toBe(422);
    expect((await helper.move(receiptCode, advise)).status).toBe(200);
  });

  it('a supporting unit gives advice that only the assigned unit, the desk and itself can read', async () => {
    const office = await openSupportedComment();
    const { receiptCode, helper } = office;
    await helper.move(receiptCode, advise);
    const at = new Date(office.clock.now).toISOString();
    for (const who of [office.clerk, office.desk, helper]) {
      expect((await who.readCase(receiptCode)).advice).toEqual([{ unit: '冠县教育和体育局', text: advise.text, at }]);
    }
    await office.clerk.move(receiptCode, reply);
    await office.desk.move(receiptCode, { move: 'publish' });
    const follow = JSON.stringify(await office.follow());
    expect(follow).toContain('提出协办意见');
    const cookie = {
      cookie: (await office.postForm('/follow/', codesOf(office.receipt))).headers.get('set-cookie') ?? '',
    };
    const own = await (await office.request('/follow/data.json', { headers: cookie })).text();
    expect(own).toContain(receiptCode);
    const open = await Promise.all(
      [
        '/data/ledger.json',
        '/data/ledger.csv',
        '/api/answers?about=guanxian-2021/tasks/17',
        `/answers/${receiptCode}/`,
      ].map(async (path) => (await office.request(path)).text()),
    );
    for (const text of [follow, own, ...open]) expect(text).not.toContain('通知公告');
  });

  it('the assigned unit must read new advice before its reply is accepted', async () => {
    const { clerk, helper, receiptCode } = await openSupportedComment();
    await helper.move(receiptCode, advise);
    const late = await clerk.move(receiptCode, reply, 2);
    const problem = await late.json<Problem>();
    expect([late.status, problem.changes?.at(-1)?.what]).toEqual([409, '冠县教育和体育局提出协办意见']);
  });

  it('a supporting unit gets live updates, including the end of its support', async () => {
    const office = await openSupportedComment();
    const { position } = await office.page('', office.helper);
    const changed = async (since: number) =>
      (await (await office.helper.get(`/api/desk/changes?since=${since}`)).json<Changes>()).changed;
    await office.desk.move(office.receiptCode, { move: 'urge', reason: '请今天答复' });
    expect(await changed(position)).toEqual([office.receiptCode]);
    await office.desk.move(office.receiptCode, transfer);
    expect(await changed(position + 1)).toEqual([office.receiptCode]);
    await office.desk.move(office.receiptCode, { move: 'urge', reason: '请今天答复' });
    expect(await changed(position + 2)).toEqual([]);
  });
});

describe('the end of support', () => {
  const rows = async () => (await readDatabase())['helping'] as { unit: string }[];

  it.each([
    ['ends with a transfer that names no supporting units', transfer, 'desk'],
    ['ends when the unit returns the comment', { move: 'return', reason: '不属于本单位' }, 'clerk'],
  ] as const)('a unit’s support %s', async (_, action, who) => {
    const office = await openSupportedComment();
    expect((await rows()).map(({ unit }) => unit).sort()).toEqual(['jiaotiju', 'yibaoju']);
    expect((await office[who].move(office.receiptCode, action)).status).toBe(200);
    expect(await rows()).toEqual([]);
    expect((await office.helper.get(`/api/queue/${office.receiptCode}`)).status).toBe(404);
    expect((await office.desk.readCase(office.receiptCode)).helpers).toEqual([]);
  });

  it('a transfer keeps the supporting units that it names', async () => {
    const office = await openSupportedComment();
    await office.desk.move(office.receiptCode, { ...transfer, helpers: ['jiaotiju'] });
    expect((await rows()).map(({ unit }) => unit)).toEqual(['jiaotiju']);
    expect((await office.helper.readCase(office.receiptCode)).unit?.id).toBe('rensheju');
  });

  it('removes an answered comment from the supporting unit’s list but keeps it readable', async () => {
    const office = await openSupportedComment();
    await office.clerk.move(office.receiptCode, reply);
    expect(await office.titles('?list=helping', office.helper)).toEqual([]);
    expect(await office.helper.readCase(office.receiptCode)).toMatchObject({ state: 'replied', moves: [] });
    expect((await office.helper.move(office.receiptCode, advise)).status).toBe(409);
  });
});

describe('the record of support', () => {
  it('support and advice are sealed in the ledger, and nobody can change advice later', async () => {
    const office = await openSupportedComment();
    await office.helper.move(office.receiptCode, advise);
    office.clock.now = shanghai('2026-11-20T11:00');
    const ledger = await (await office.request('/data/ledger.json')).json<LedgerExport>();
    expect(await verifyLedger(ledger)).toEqual([]);
    expect(ledger.events.map(({ type, facts }) => [type, facts['unit'], facts['helpers']])).toEqual([
      ['received', undefined, undefined],
      ['assigned', 'minzhengju', 'jiaotiju,yibaoju'],
      ['advised', 'jiaotiju', undefined],
    ]);
    for (const change of ["UPDATE advice SET text = 'x'", 'DELETE FROM advice']) {
      await expect(env.DB.prepare(change).run()).rejects.toThrow('append-only');
    }
    const insert = `INSERT OR REPLACE INTO advice SELECT receipt_code, version, 'x' FROM advice`;
    await expect(env.DB.prepare(insert).run()).rejects.toThrow('append-only');
  });
});
