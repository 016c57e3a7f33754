import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import type { QueuePage } from '../../api/contract/queue.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { siteDefault } from '../../content/rules/index.ts';
import { openAnsweredOffice } from '../api-support/answered.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { problemCodeOf, shanghai } from '../api-support/office.ts';

const text = '您好，名单在县民政局专栏公布。';
const reply = { move: 'reply', text } as const;
const pass = { move: 'pass' } as const;
const sendBack = { move: 'send-back', reason: '请写明栏目的网址' } as const;
const otherReviewer = { name: '审核人', role: 'reviewer', unit: null } as const;

/** Opens an office whose rule requires a review, with one comment assigned to 县民政局. */
async function openOfficeWithReview(reviewers: number) {
  const rule = { ...siteDefault, jurisdiction: 'guanxian', since: '2021-06-28', reviewers };
  const office = await openAnsweredOffice({ isAnswered: false, rules: [rule] });
  const reviewer = await office.signIn('shenhe');
  const second = () => office.signIn({ ...otherReviewer, username: 'shenhe2', jurisdiction: 'guanxian' });
  const act = (who: typeof reviewer, action: Parameters<typeof reviewer.move>[1]) =>
    who.move(office.receiptCode, action);
  return { ...office, reviewer, second, act };
}

const statusAndCode = async (answer: Response) => [answer.status, await problemCodeOf(answer)];

describe('reviewing a reply', () => {
  it('a reply is sent when the review passes, and the window runs until then', async () => {
    const office = await openOfficeWithReview(1);
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

  it('a reply in review is listed and counted for the reviewer', async () => {
    const office = await openOfficeWithReview(1);
    const list = async (query = '') => (await office.reviewer.get(`/api/queue?list=review${query}`)).json<QueuePage>();
    await office.sendComment({ title: '还没有人答复的' });
    expect(await list()).toMatchObject({ items: [], counts: { open: 2, review: 0 } });
    await office.act(office.unit, reply);
    expect(await list()).toMatchObject({ items: [{ receiptCode: office.receiptCode }], counts: { review: 1 } });
    expect(await list('&state=assigned')).toMatchObject({ items: [] });
    await office.act(office.reviewer, pass);
    expect(await list()).toMatchObject({ items: [], counts: { open: 1, review: 0 } });
  });

  it('returns the draft to the unit with a reason, and the resident sees neither', async () => {
    const office = await openOfficeWithReview(1);
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

  it('requires two different reviewers when the rule asks for two', async () => {
    const office = await openOfficeWithReview(2);
    await office.act(office.unit, reply);
    await office.act(office.reviewer, pass);
    expect(await office.follow()).toMatchObject({ state: 'in-review', reply: null });
    expect(await office.reviewer.readCase(office.receiptCode)).toMatchObject({
      moves: [],
      reviewers: 2,
      draft: { passed: 1 },
    });
    expect(await statusAndCode(await office.act(office.reviewer, pass))).toEqual([403, 'not-allowed']);
    await office.act(await office.second(), pass);
    expect(await office.follow()).toMatchObject({ state: 'replied', reply: { text } });
  });

  it('sends the reply once when two reviewers pass it simultaneously', async () => {
    const office = await openOfficeWithReview(1);
    await office.act(office.unit, reply);
    const second = await office.second();
    const answers = await Promise.all([office.reviewer, second].map((who) => who.move(office.receiptCode, pass, 3)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { events, replies, drafts } = await readDatabase();
    expect(events?.map((event) => (event as { type: string }).type)).toEqual([
      ...['received', 'assigned', 'drafted', 'reviewed', 'replied', 'judged'],
    ]);
    expect([replies?.length, drafts?.length]).toEqual([1, 1]);
  });

  it('never lets the author review their own draft, even after a change of role', async () => {
    const office = await openOfficeWithReview(1);
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
    const formerAuthor = await office.signInWithPassword('minzheng');
    expect((await formerAuthor.readCase(office.receiptCode)).moves).toEqual([]);
    const refused = await office.act(formerAuthor, pass);
    expect([refused.status, (await refused.json<Problem>()).detail]).toEqual([403, '这件答复是您拟的，请由别人审核。']);
  });

  it('hides the comment from another county’s reviewer and refuses desk and unit', async () => {
    const office = await openOfficeWithReview(1);
    await office.act(office.unit, reply);
    const stranger = await office.signIn({ ...otherReviewer, username: 'pyshenhe', jurisdiction: 'pingyin' });
    const before = await readDatabase();
    for (const move of [pass, sendBack]) {
      expect(await statusAndCode(await stranger.move(office.receiptCode, move, 3))).toEqual([404, 'not-found']);
      for (const who of [office.desk, office.unit])
        expect(await statusAndCode(await office.act(who, move))).toEqual([403, 'not-allowed']);
    }
    expect((await readDatabase()).events).toEqual(before.events);
  });

  it('requires a reason to send a draft back', async () => {
    const office = await openOfficeWithReview(1);
    await office.act(office.unit, reply);
    expect((await office.act(office.reviewer, { move: 'send-back', reason: ' ' })).status).toBe(422);
  });

  it('sends nothing when the resident has withdrawn the comment', async () => {
    const office = await openOfficeWithReview(1);
    await office.act(office.unit, reply);
    const { receiptCode, trackingCode } = office;
    const withdrawn = { receiptCode, trackingCode, action: { move: 'withdraw' } };
    expect((await office.postJson('/api/follow/moves', withdrawn)).status).toBe(200);
    expect(await statusAndCode(await office.reviewer.move(receiptCode, pass, 3))).toEqual([409, 'changed-meanwhile']);
    expect(await statusAndCode(await office.act(office.reviewer, pass))).toEqual([409, 'not-in-this-state']);
  });

  it('a correction is reviewed too, and the comment stays disputed until it is sent', async () => {
    const office = await openOfficeWithReview(1);
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

  it('a reviewed reply leaves a ledger that verifies', async () => {
    const office = await openOfficeWithReview(1);
    await office.act(office.unit, reply);
    await office.act(office.reviewer, sendBack);
    await office.act(office.unit, { move: 'reply', text: `${text}网址见附表。` });
    await office.act(office.reviewer, pass);
    const ledger = await (await office.request('/data/ledger.json')).json<Parameters<typeof verifyLedger>[0]>();
    expect(await verifyLedger(ledger)).toEqual([]);
    expect(JSON.stringify(ledger)).not.toMatch(/名单在|写明栏目/u);
  });
});
