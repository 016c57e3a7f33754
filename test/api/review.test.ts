import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import type { QueuePage } from '../../api/contract/queue.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import { siteDefault } from '../../content/rules/index.ts';
import { openAnswered } from '../api-support/answered.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { codeOf, shanghai } from '../api-support/office.ts';

const text = '您好，名单在县民政局专栏公布。';
const reply = { move: 'reply', text } as const;
const pass = { move: 'pass' } as const;
const sendBack = { move: 'send-back', reason: '请写明栏目的网址' } as const;
const another = { name: '审核人', role: 'reviewer', unit: null } as const;

/** An office that reviews replies, with one comment that 县民政局 holds. */
async function openReviewing(reviewers: number) {
  const rule = { ...siteDefault, jurisdiction: 'guanxian', since: '2021-06-28', reviewers };
  const office = await openAnswered({ isAnswered: false, rules: [rule] });
  const reviewer = await office.signIn('shenhe');
  const second = () => office.signIn({ ...another, username: 'shenhe2', jurisdiction: 'guanxian' });
  const act = (who: typeof reviewer, action: Parameters<typeof reviewer.move>[1]) =>
    who.move(office.receiptCode, action);
  return { ...office, reviewer, second, act };
}

const refusal = async (answer: Response) => [answer.status, await codeOf(answer)];

describe('a reply that a second person reviews', () => {
  it('is sent at the instant of the pass, and the window runs until then', async () => {
    const office = await openReviewing(1);
    office.clock.now = shanghai('2026-11-26T10:00');
    expect((await office.act(office.unit, reply)).status).toBe(200);
    const waiting = await office.follow();
    expect(waiting).toMatchObject({ state: 'in-review', reply: null, window: { state: 'running', stoppedBy: null } });
    expect(JSON.stringify(waiting)).not.toContain(text);

    office.clock.now = shanghai('2026-11-28T10:00');
    expect((await office.follow()).window).toMatchObject({ state: 'overdue' });
    expect((await office.act(office.reviewer, pass)).status).toBe(200);
    const sent = await office.follow();
    const at = '2026-11-28T02:00:00.000Z';
    expect(sent).toMatchObject({ state: 'replied', reply: { text, unit: '冠县民政局', at, firstAt: at } });
    expect(sent.window).toMatchObject({ state: 'missed' });
    expect(sent.steps.map(({ what }) => what)).toEqual([
      ...['收到留言', '分办给冠县民政局', '冠县民政局拟好答复，送审', '审核通过', '冠县民政局答复'],
    ]);
    expect(sent.steps.at(-2)?.at).toBe(sent.steps.at(-1)?.at);
  });

  it('stands in the reviewer’s list while it waits, and is counted there', async () => {
    const office = await openReviewing(1);
    const list = async (query = '') => (await office.reviewer.get(`/api/queue?list=review${query}`)).json<QueuePage>();
    await office.send({ title: '还没有人答复的' });
    expect(await list()).toMatchObject({ items: [], counts: { open: 2, review: 0 } });
    await office.act(office.unit, reply);
    expect(await list()).toMatchObject({ items: [{ receiptCode: office.receiptCode }], counts: { review: 1 } });
    expect(await list('&state=assigned')).toMatchObject({ items: [] });
    await office.act(office.reviewer, pass);
    expect(await list()).toMatchObject({ items: [], counts: { open: 1, review: 0 } });
  });

  it('comes back to the unit with a reason, and the draft with it; the resident reads neither', async () => {
    const office = await openReviewing(1);
    await office.act(office.unit, reply);
    await office.act(office.reviewer, sendBack);
    const seen = await office.unit.readCase(office.receiptCode);
    expect(seen).toMatchObject({
      state: 'assigned',
      moves: ['return', 'reply'],
      draft: { text, isInReview: false, sentBack: sendBack.reason, passed: 0 },
    });
    const view = await office.follow();
    expect(view.steps.at(-1)).toMatchObject({ what: '审核退回修改', note: '' });
    const browser = await office.openBrowser();
    const stored = await (await browser.get('/follow/comment.json')).text();
    expect(JSON.stringify(view) + stored).not.toMatch(/名单在县民政局专栏|写明栏目/u);

    await office.act(office.unit, { move: 'reply', text: `${text}网址见附表。` });
    expect(await office.reviewer.readCase(office.receiptCode)).toMatchObject({ draft: { sentBack: '', passed: 0 } });
    await office.act(office.reviewer, pass);
    expect((await office.follow()).reply?.text).toBe(`${text}网址见附表。`);
  });

  it('needs two passes of two persons where the rule asks for two', async () => {
    const office = await openReviewing(2);
    await office.act(office.unit, reply);
    await office.act(office.reviewer, pass);
    expect(await office.follow()).toMatchObject({ state: 'in-review', reply: null });
    expect(await office.reviewer.readCase(office.receiptCode)).toMatchObject({
      moves: [],
      reviewers: 2,
      draft: { passed: 1 },
    });
    expect(await refusal(await office.act(office.reviewer, pass))).toEqual([403, 'not-allowed']);
    await office.act(await office.second(), pass);
    expect(await office.follow()).toMatchObject({ state: 'replied', reply: { text } });
  });

  it('is sent once where two reviewers pass it at the same time', async () => {
    const office = await openReviewing(1);
    await office.act(office.unit, reply);
    const second = await office.second();
    const answers = await Promise.all([office.reviewer, second].map((who) => who.move(office.receiptCode, pass, 3)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { events, replies, drafts } = await readDatabase();
    expect(events?.map((event) => (event as { type: string }).type)).toEqual([
      ...['received', 'assigned', 'drafted', 'reviewed', 'replied'],
    ]);
    expect([replies?.length, drafts?.length]).toEqual([1, 1]);
  });

  it('is nobody’s to review who wrote it, whatever their role became', async () => {
    const office = await openReviewing(1);
    await office.act(office.unit, reply);
    const { account } = await office.signIn('admin').then(async (admin) => {
      const { accounts } = await (await admin.get('/api/accounts')).json<{
        accounts: { id: string; username: string }[];
      }>();
      const found = accounts.find(({ username }) => username === 'minzheng');
      const change = { change: 'assign', role: 'reviewer', unit: null };
      const answer = await admin.post(`/api/accounts/${found?.id}/changes`, change);
      expect(answer.status).toBe(200);
      return { account: found };
    });
    expect(account).toBeDefined();
    const turned = await office.enter('minzheng');
    expect((await turned.readCase(office.receiptCode)).moves).toEqual([]);
    const refused = await office.act(turned, pass);
    expect([refused.status, (await refused.json<Problem>()).detail]).toEqual([403, '这件答复是您拟的，请由别人审核。']);
  });

  it('is refused to a reviewer of another county as if there were no such comment, and to desk and unit', async () => {
    const office = await openReviewing(1);
    await office.act(office.unit, reply);
    const stranger = await office.signIn({ ...another, username: 'pyshenhe', jurisdiction: 'pingyin' });
    const before = await readDatabase();
    for (const move of [pass, sendBack]) {
      expect(await refusal(await stranger.move(office.receiptCode, move, 3))).toEqual([404, 'not-found']);
      for (const who of [office.desk, office.unit])
        expect(await refusal(await office.act(who, move))).toEqual([403, 'not-allowed']);
    }
    expect((await readDatabase()).events).toEqual(before.events);
  });

  it('needs a reason to be sent back', async () => {
    const office = await openReviewing(1);
    await office.act(office.unit, reply);
    expect((await office.act(office.reviewer, { move: 'send-back', reason: ' ' })).status).toBe(422);
  });

  it('is not sent where the resident withdrew meanwhile', async () => {
    const office = await openReviewing(1);
    await office.act(office.unit, reply);
    const { receiptCode, trackingCode } = office;
    const withdrawn = { receiptCode, trackingCode, action: { move: 'withdraw' } };
    expect((await office.postJson('/api/follow/moves', withdrawn)).status).toBe(200);
    expect(await refusal(await office.reviewer.move(receiptCode, pass, 3))).toEqual([409, 'changed-meanwhile']);
    expect(await refusal(await office.act(office.reviewer, pass))).toEqual([409, 'not-in-this-state']);
  });

  it('is reviewed again as a correction, which stays among the disputed until it is sent', async () => {
    const office = await openReviewing(1);
    await office.act(office.unit, reply);
    await office.act(office.reviewer, pass);
    const { receiptCode, trackingCode } = office;
    const action = { move: 'dispute', text: '我问的是乡镇的名单。' };
    await office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });
    office.clock.now = shanghai('2026-11-23T09:00');
    const correct = { move: 'correct', text: '您好，乡镇的名单见附表。', reason: '补充乡镇名单' } as const;
    await office.act(office.unit, correct);
    expect(await office.desk.readCase(receiptCode)).toMatchObject({
      state: 'disputed',
      moves: [],
      reply: { text },
      draft: { text: correct.text, reason: correct.reason, isInReview: true },
    });
    expect((await office.follow()).reply?.text).toBe(text);
    expect((await office.desk.queue('?list=disputed')).map((item) => item.receiptCode)).toEqual([receiptCode]);
    await office.act(office.reviewer, pass);
    const view: FollowView = await office.follow();
    expect(view).toMatchObject({
      state: 'replied',
      reply: { text: correct.text, at: '2026-11-23T01:00:00.000Z', firstAt: '2026-11-20T01:00:00.000Z' },
      window: { state: 'met' },
    });
    expect(view.steps.at(-1)).toMatchObject({ what: '冠县民政局更正答复', note: correct.reason });
  });

  it('leaves a ledger that holds', async () => {
    const office = await openReviewing(1);
    await office.act(office.unit, reply);
    await office.act(office.reviewer, sendBack);
    await office.act(office.unit, { move: 'reply', text: `${text}网址见附表。` });
    await office.act(office.reviewer, pass);
    const ledger = await (await office.request('/data/ledger.json')).json<Parameters<typeof verifyLedger>[0]>();
    expect(await verifyLedger(ledger)).toEqual([]);
    expect(JSON.stringify(ledger)).not.toMatch(/名单在|写明栏目/u);
  });
});
