// 重复: declining a comment as a duplicate names the other one; the resident may say that it is another matter.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { openAnsweredOffice } from '../api-support/answered.ts';
import { newComment } from '../api-support/office.ts';

const again = {
  ...newComment,
  title: '养老信息哪里看',
  text: '请问镇里的养老服务信息在哪里可以看到？',
  key: 'a'.repeat(32),
};
const otherMatter = {
  ...newComment,
  title: '养老院护理员证怎么考',
  text: '我想在镇上的养老院做护理员，资格证怎么报考？',
  key: 'b'.repeat(32),
};
const objection = { move: 'dispute', text: '我问的是另一个镇的名单。' };

/** An office with an answered comment and a younger one that asks the same. */
async function openOfficeWithTwins() {
  const office = await openAnsweredOffice();
  office.clock.now += 60_000;
  const { receiptCode: twin, trackingCode } = await office.sendComment(again);
  const decline = (duplicateOf: string, code = twin) =>
    office.desk.move(code, { move: 'decline', ground: 'repeated', duplicateOf });
  const errorOf = async (response: Response) => [response.status, (await response.json<Problem>()).errors?.[0]];
  const follow = async () =>
    (await office.postJson('/api/follow', { receiptCode: twin, trackingCode })).json<FollowView>();
  const act = (action: object) => office.postJson('/api/follow/moves', { receiptCode: twin, trackingCode, action });
  const readFollowPage = async () => (await office.submitForm('/follow/', { receiptCode: twin, trackingCode })).text();
  return {
    ...office,
    twin,
    twinCodes: { receiptCode: twin, trackingCode },
    decline,
    errorOf,
    follow,
    act,
    readFollowPage,
  };
}

describe('declining a comment as a duplicate', () => {
  it('needs the receipt code of the other comment, and records it', async () => {
    const { receiptCode, twin, decline, errorOf, request } = await openOfficeWithTwins();
    expect(await errorOf(await decline(''))).toEqual([
      422,
      { field: 'duplicateOf', message: '请填写与它重复的那件留言的受理编号' },
    ]);
    // As a clerk would paste it.
    expect((await decline(`受理编号：${receiptCode.toLowerCase()} `)).status).toBe(200);
    const ledger = await (await request('/data/ledger.json')).json<LedgerExport>();
    const declined = ledger.events.find((event) => event.receiptCode === twin && event.type === 'declined');
    expect(declined?.facts['duplicateOf']).toBe(receiptCode);
    expect(await verifyLedger(ledger)).toEqual([]);
  });

  it('is refused at the field for a comment that is unknown, its own, younger, withdrawn, a duplicate or about something else', async () => {
    const office = await openOfficeWithTwins();
    const { twin, receiptCode, decline, errorOf } = office;
    const messageOf = async (code: string, of = twin) => {
      const [status, error] = (await errorOf(await decline(code, of))) as [number, { field: string; message: string }];
      expect([status, error.field]).toEqual([422, 'duplicateOf']);
      return error.message;
    };
    expect(await messageOf('GX261120-00000')).toMatch(/没有这个编号/u);
    expect(await messageOf(twin)).toMatch(/自己的编号/u);
    office.clock.now += 60_000;
    const unlike = await office.sendComment(otherMatter);
    expect(await messageOf(unlike.receiptCode)).toMatch(/收到得更晚/u);
    expect(await messageOf(receiptCode, unlike.receiptCode)).toMatch(/内容不相近/u);

    const third = await office.sendComment({ ...again, key: 'c'.repeat(32), text: `${again.text}请答复` });
    await decline(receiptCode);
    office.clock.now += 60_000;
    expect(await messageOf(twin, third.receiptCode)).toMatch(/自己也因重复没有受理/u);
    const { receiptCode: withdrawn, trackingCode } = third;
    await office.postJson('/api/follow/moves', { receiptCode: withdrawn, trackingCode, action: { move: 'withdraw' } });
    office.clock.now += 60_000;
    const fourth = await office.sendComment({ ...again, key: 'd'.repeat(32), text: `${again.text}谢谢` });
    expect(await messageOf(withdrawn, fourth.receiptCode)).toMatch(/已经撤回/u);
  });

  it('asks for no code with another ground, and ignores one', async () => {
    const { desk, twin, receiptCode, request } = await openOfficeWithTwins();
    const other = { move: 'decline', ground: 'petition', duplicateOf: receiptCode } as const;
    expect((await desk.move(twin, other)).status).toBe(200);
    const ledger = await (await request('/data/ledger.json')).json<LedgerExport>();
    expect(ledger.events.some(({ facts }) => 'duplicateOf' in facts)).toBe(false);
  });

  it('offers the desk older comments that ask the same, and nobody else', async () => {
    const office = await openOfficeWithTwins();
    const path = `/api/queue/${office.twin}/duplicates`;
    await office.sendComment(otherMatter);
    const { duplicates } = await (await office.desk.get(path)).json<{ duplicates: object[] }>();
    expect(duplicates).toEqual([
      expect.objectContaining({ receiptCode: office.receiptCode, title: newComment.title, state: 'replied' }),
    ]);
    expect((await office.unit.get(path)).status).toBe(403);
    const none = await (await office.desk.get(`/api/queue/${office.receiptCode}/duplicates`)).json();
    expect(none).toEqual({ duplicates: [] });
  });
});

describe('what the resident of a duplicate sees', () => {
  it('is that another comment was named, and its code only once that is public', async () => {
    const office = await openOfficeWithTwins();
    await office.decline(office.receiptCode);
    expect((await office.follow()).refusal).toMatchObject({ duplicateOf: '', answer: null });
    const page = await office.readFollowPage();
    expect(page).toContain('那一件没有公开，这里不显示它的编号');
    expect(page).not.toContain(office.receiptCode);
    await office.desk.move(office.receiptCode, { move: 'publish' });
    expect((await office.follow()).refusal).toMatchObject({
      duplicateOf: office.receiptCode,
      answer: { title: newComment.title, url: `/answers/${office.receiptCode}/` },
    });
  });

  it('is the code of a comment that is their own', async () => {
    const office = await openOfficeWithTwins();
    await office.decline(office.receiptCode);
    const { receiptCode, trackingCode } = office;
    const first = await office.postForm('/follow/', { receiptCode, trackingCode });
    const second = await office.postForm('/follow/', office.twinCodes);
    const cookie = [...first.headers.getSetCookie(), ...second.headers.getSetCookie()]
      .map((value) => value.split(';')[0])
      .join('; ');
    const shown = await office.request(`/follow/result/?receiptCode=${office.twin}`, { headers: { cookie } });
    expect(await shown.text()).toContain(`它与留言 <span class="code">${receiptCode}</span> 是同一件事`);
  });
});

describe('a resident who says that it is another matter', () => {
  it('brings the comment to the desk’s list, once, and counts in a figure of its own', async () => {
    const office = await openOfficeWithTwins();
    await office.decline(office.receiptCode);
    expect((await office.follow()).moves).toContain('dispute');
    expect(await office.readFollowPage()).toContain('不是同一件事？请政务公开办重新看');
    const view = await (await office.act(objection)).json<FollowView>();
    expect(view).toMatchObject({ state: 'disputed', dispute: { text: objection.text, isOtherMatter: true } });
    expect((await office.desk.queue('?list=disputed')).map(({ receiptCode }) => receiptCode)).toEqual([office.twin]);
    expect((await office.desk.readCase(office.twin)).moves).toEqual(['reopen', 'uphold']);

    await office.desk.move(office.twin, { move: 'uphold', reason: '两件问的是同一张名单' });
    const upheld = await office.follow();
    expect(upheld).toMatchObject({ state: 'declined', steps: expect.arrayContaining([]) });
    expect(upheld.steps.at(-1)).toMatchObject({ what: '维持不予受理', note: '两件问的是同一张名单' });
    expect(upheld.moves).not.toContain('dispute');
    const { total } = await (await office.request('/data/figures.json?place=guanxian&year=2026')).json<{
      total: Record<string, { count: number }>;
    }>();
    expect([total['duplicateDisputed']?.count, total['disputed']?.count, total['declined']?.count]).toEqual([1, 0, 1]);
  });

  it('has it taken up again by a unit, while the verdict stays that of the late refusal', async () => {
    const office = await openOfficeWithTwins();
    office.clock.now += 20 * 86_400_000;
    await office.decline(office.receiptCode);
    const refused = await office.follow();
    expect(refused.window.state).toBe('missed');
    await office.act(objection);
    expect((await office.desk.move(office.twin, { move: 'reopen', unit: 'minzhengju' })).status).toBe(200);
    expect((await office.unit.queue('?list=disputed')).map(({ receiptCode }) => receiptCode)).toEqual([office.twin]);
    // What was taken up again is answered, not refused a second time.
    expect((await office.desk.readCase(office.twin)).moves).toEqual(['reopen']);
    expect((await office.unit.readCase(office.twin)).moves).toEqual(['reply']);
    expect(
      (await office.unit.move(office.twin, { move: 'reply', text: '您问的另一个镇的名单在镇政府公开栏。' })).status,
    ).toBe(200);

    const after = await office.follow();
    expect(after).toMatchObject({ state: 'replied', reply: { text: '您问的另一个镇的名单在镇政府公开栏。' } });
    expect({ ...after.window, now: 0 }).toEqual({ ...refused.window, now: 0 });
    expect(after.moves).toEqual(expect.arrayContaining(['rate', 'dispute']));
    const { total } = await (await office.request('/data/figures.json?place=guanxian&year=2026')).json<{
      total: Record<string, { count: number }>;
    }>();
    expect([total['declinedLate']?.count, total['replied']?.count]).toEqual([1, 1]);
    expect(await verifyLedger(await (await office.request('/data/ledger.json')).json<LedgerExport>())).toEqual([]);
  });

  it('can be nobody whose comment was declined on another ground, or before grounds named a comment', async () => {
    const office = await openOfficeWithTwins();
    await office.desk.move(office.twin, { move: 'decline', ground: 'petition' });
    expect((await office.follow()).moves).not.toContain('dispute');
    expect((await office.act(objection)).status).toBe(409);
    const { results } = await env.DB.prepare("SELECT count(*) AS n FROM events WHERE type = 'disputed'").all();
    expect(results).toEqual([{ n: 0 }]);
  });
});
