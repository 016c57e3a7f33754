import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { assignToCivilAffairs, openTestOffice, problemCodeOf, reply, shanghai } from '../api-support/office.ts';

describe('answering a comment', () => {
  it('a comment goes from desk to unit, and the resident sees every step, the reply and the verdict', async () => {
    const office = await openTestOffice();
    const receipt = await office.sendComment();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    office.clock.now = shanghai('2026-11-20T14:00');
    await desk.move(receipt.receiptCode, assignToCivilAffairs);
    office.clock.now = shanghai('2026-11-25T16:00');
    expect((await clerk.move(receipt.receiptCode, reply)).status).toBe(200);

    const response = await office.postJson('/api/follow', receipt);
    const view = await response.json<FollowView>();
    expect(view.steps.map(({ what }) => what)).toEqual(['收到留言', '分办给冠县民政局', '冠县民政局答复']);
    expect(view.reply).toMatchObject({ text: reply.text, unit: '冠县民政局', at: '2026-11-25T08:00:00.000Z' });
    expect(view.window).toMatchObject({ state: 'met', usedUntilStop: 3, late: 0 });
  });

  it('counts a reply after the due date as late, in working days', async () => {
    const office = await openTestOffice();
    const receipt = await office.sendComment();
    await (await office.signIn('desk')).move(receipt.receiptCode, assignToCivilAffairs);
    office.clock.now = shanghai('2026-12-01T09:00');
    await (await office.signIn('minzheng')).move(receipt.receiptCode, reply);
    const view = await (await office.postJson('/api/follow', receipt)).json<FollowView>();
    expect(view.window).toMatchObject({ state: 'missed', late: 2 });
  });

  it('keeps the due date when a comment is assigned, returned or transferred', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    await desk.move(receiptCode, assignToCivilAffairs);
    office.clock.now = shanghai('2026-11-24T09:00');
    const returned = await clerk.move(receiptCode, { move: 'return', reason: '不属于本单位职责' });
    expect(await returned.json()).toEqual({ case: null });
    await desk.move(receiptCode, { move: 'assign', unit: 'yibaoju' });
    await desk.move(receiptCode, { move: 'transfer', unit: 'rensheju', reason: '按职责转办' });
    expect((await desk.readCase(receiptCode)).window.dueOn).toBe('2026-11-27');
  });

  it('counts a reclassified comment’s window from its receipt, not from the change', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    office.clock.now = shanghai('2026-11-24T09:00');
    await desk.move(receiptCode, { move: 'classify', classification: 'simple', reason: '简单问题' });
    expect((await desk.readCase(receiptCode)).window).toMatchObject({ dueOn: '2026-11-23', state: 'overdue', late: 1 });
  });

  it('shows the desk the other due date before it reclassifies, even a provisional one', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    expect((await desk.readCase(receiptCode)).otherWindow).toMatchObject({
      classification: 'simple',
      dueOn: '2026-11-23',
      state: 'running',
      provisional: false,
    });
    await desk.move(receiptCode, assignToCivilAffairs);
    expect((await (await office.signIn('minzheng')).readCase(receiptCode)).otherWindow).toBeNull();
    office.clock.now = shanghai('2026-12-30T09:00');
    const late = await office.sendComment({ title: '年底的' });
    await desk.move(late.receiptCode, { move: 'classify', classification: 'simple', reason: '简单问题' });
    const found = await desk.readCase(late.receiptCode);
    expect([found.window.dueOn, found.window.provisional]).toEqual(['2026-12-31', false]);
    expect(found.otherWindow).toMatchObject({ classification: 'standard', dueOn: '2027-01-07', provisional: true });
  });

  it('refuses moves that the lifecycle does not allow and says why', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment({ publish: 'no' });
    const desk = await office.signIn('desk');
    const tooEarly = await desk.move(receiptCode, { move: 'publish' });
    expect([tooEarly.status, await problemCodeOf(tooEarly)]).toEqual([409, 'not-in-this-state']);
    const wrongRole = await desk.move(receiptCode, reply);
    expect([wrongRole.status, await problemCodeOf(wrongRole)]).toEqual([403, 'not-allowed']);
    await desk.move(receiptCode, assignToCivilAffairs);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    const withoutConsent = await desk.move(receiptCode, { move: 'publish' });
    expect([withoutConsent.status, await problemCodeOf(withoutConsent)]).toEqual([409, 'no-consent']);
  });

  it('rejects an unknown unit and an empty reply', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    const nobody = await desk.move(receiptCode, { move: 'assign', unit: 'xianzhi-youguan-bumen' });
    expect([nobody.status, (await nobody.json<Problem>()).errors]).toEqual([
      422,
      [{ field: 'unit', message: '请选择责任单位' }],
    ]);
    await desk.move(receiptCode, assignToCivilAffairs);
    const empty = await (await office.signIn('minzheng')).move(receiptCode, { move: 'reply', text: '  ' });
    expect(empty.status).toBe(422);
  });

  it('rejects a transfer to the unit that already has the comment', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, assignToCivilAffairs);
    const same = await desk.move(receiptCode, { move: 'transfer', unit: 'minzhengju', reason: '再转一次' });
    expect(same.status).toBe(422);
  });

  it('tells the resident why a comment was declined and stops the window', async () => {
    const office = await openTestOffice();
    const receipt = await office.sendComment();
    const reason = '正在诉讼，请向法院反映';
    await (await office.signIn('desk')).move(receipt.receiptCode, {
      move: 'decline',
      ground: 'other-authority',
      reason,
    });
    const view = await (await office.postJson('/api/follow', receipt)).json<FollowView>();
    expect(view).toMatchObject({ state: 'declined', window: { state: 'met', stoppedBy: 'refusal' } });
    expect(view.steps.at(-1)).toMatchObject({ what: '不予受理', note: `不属于本级政府的职权；${reason}` });
  });

  it('rejects a move based on an outdated version of the comment', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, { move: 'classify', classification: 'simple', reason: '简单问题' });
    const stale = await desk.move(receiptCode, assignToCivilAffairs, 1);
    expect([stale.status, await problemCodeOf(stale)]).toEqual([409, 'changed-meanwhile']);
  });

  it('lets only one of several simultaneous moves succeed and reports the conflict to the others', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    const units = ['minzhengju', 'yibaoju', 'rensheju', 'jiaotiju'];
    const answers = await Promise.all(units.map((unit) => desk.move(receiptCode, { move: 'assign', unit }, 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const after = await desk.readCase(receiptCode);
    expect(after.events).toHaveLength(2);
  });
});
