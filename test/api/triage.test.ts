// The desk's triage: suggested units, returned comments, and declining with the right channel.
import { describe, expect, it } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { Receipt } from '../../api/contract/follow.ts';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { UnitCandidate } from '../../api/contract/triage.ts';
import { appendEvent, loadComment } from '../../api/db/comments.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { computeColumns } from '../../api/record/window.ts';
import { declineReasons } from '../../content/decline-reasons.ts';
import { assignToCivilAffairs, assignToEducation, openDesk } from '../api-support/desk.ts';
import { origin, shanghai } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openDesk>>;

async function suggestedUnits({ desk }: Office, receiptCode: string): Promise<UnitCandidate[]> {
  const { units } = await (await desk.get(`/api/queue/${receiptCode}/units`)).json<{ units: UnitCandidate[] }>();
  return units;
}
const pick = (offers: UnitCandidate[], ...ids: string[]) =>
  offers.filter(({ id }) => ids.includes(id)).map(({ id, rank, why }) => [id, rank, why]);
const codesOf = ({ receiptCode, trackingCode }: Receipt) => ({ receiptCode, trackingCode });
/** A comment about a whole document, which names no unit. */
const general = { about: 'guanxian-2021' };

describe('suggested units for a comment', () => {
  it('suggested units start with the task’s responsible units in table order and leave out collective units', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    const offers = await suggestedUnits(office, receiptCode);
    expect(offers.slice(0, 4).map(({ name, rank, why }) => [name, rank, why])).toEqual([
      ['冠县民政局', 'responsible', '这一项的责任单位'],
      ['冠县人力资源和社会保障局', 'responsible', '这一项的责任单位'],
      ['冠县医疗保障局', 'responsible', '这一项的责任单位'],
      ['冠县万善乡', 'other', ''],
    ]);
    expect(offers.map(({ name }) => name)).not.toContain('县直有关部门');
  });

  it('suggested units continue with units that handled the same subject or similar titles, with counts', async () => {
    const office = await openDesk();
    const aboutTheSame = await office.sendComment({ ...general, title: '公开栏更新得太慢' });
    await office.desk.move(aboutTheSame.receiptCode, assignToEducation);
    for (const title of ['幼儿园收费标准查询', '民办幼儿园收费标准']) {
      const { receiptCode } = await office.sendComment({ about: 'guanxian-2021/tasks/17', title });
      await office.desk.move(receiptCode, { move: 'assign', unit: 'fagaiwei' });
    }
    const { receiptCode } = await office.sendComment({ ...general, title: '请问幼儿园收费标准是多少' });
    const offers = await suggestedUnits(office, receiptCode);
    expect(offers.slice(0, 2).map(({ id, rank, why }) => [id, rank, why])).toEqual([
      ['jiaotiju', 'experienced', '近一年 1 件相似留言由它办理'],
      ['fagaiwei', 'experienced', '近一年 2 件相似留言由它办理'],
    ]);
  });

  it('suggested units ignore old, foreign and unassigned comments and the comment itself', async () => {
    const office = await openDesk();
    const old = await office.sendComment({ ...general, title: '幼儿园收费标准' });
    await office.desk.move(old.receiptCode, assignToCivilAffairs);
    await office.sendComment({ ...general, title: '幼儿园收费标准在哪' });
    office.clock.now = shanghai('2027-11-29T09:00');
    const here = await office.sendComment({ ...general, title: '幼儿园收费标准多少' });
    await office.desk.move(here.receiptCode, assignToEducation);
    expect(pick(await suggestedUnits(office, here.receiptCode), 'minzhengju', 'jiaotiju')).toEqual([
      ['jiaotiju', 'other', ''],
      ['minzhengju', 'other', ''],
    ]);
    const elsewhere = await office.signIn('pingyin');
    expect((await elsewhere.get(`/api/queue/${here.receiptCode}/units`)).status).toBe(404);
    expect((await office.clerk.get(`/api/queue/${here.receiptCode}/units`)).status).toBe(403);
  });
});

describe('the triage list', () => {
  const returnMove = { move: 'return', reason: '低保由医保局会同办理，不属于本单位' } as const;

  it('the triage list lists returned comments first with unit and reason, whatever is due first', async () => {
    const office = await openDesk();
    office.clock.now = shanghai('2026-11-18T09:00');
    await office.sendComment({ title: '先来的' });
    office.clock.now = shanghai('2026-11-20T09:00');
    const returned = await office.sendComment({ title: '退回的' });
    const assigned = await office.sendComment({ title: '分出去的' });
    for (const { receiptCode } of [returned, assigned]) await office.desk.move(receiptCode, assignToCivilAffairs);
    expect((await office.clerk.move(returned.receiptCode, { ...returnMove, reason: '' })).status).toBe(422);
    await office.clerk.move(returned.receiptCode, returnMove);

    const page = await office.page('?list=triage');
    expect(page.items.map(({ title }) => title)).toEqual(['退回的', '先来的']);
    expect(page.items[0]?.returned).toEqual({ unit: '冠县民政局', reason: returnMove.reason });
    expect(page.items[1]?.returned).toBeNull();
    expect(page.counts.triage).toBe(2);
    expect(await office.titles('?list=triage&state=received')).toEqual(['先来的']);
    expect(await office.titles('?list=triage&state=returned')).toEqual(['退回的']);
    expect(await office.titles('?list=triage&state=assigned')).toEqual([]);
    expect([
      await office.titles('?list=triage', office.clerk),
      (await office.page('', office.clerk)).counts.triage,
    ]).toEqual([[], 0]);
    await office.desk.move(returned.receiptCode, assignToEducation);
    expect((await office.desk.readCase(returned.receiptCode)).returned).toBeNull();
  });

  it('the triage list pages through all comments, each once', async () => {
    const office = await openDesk();
    const codes: string[] = [];
    for (let index = 0; index < 54; index++) {
      const { receiptCode } = await office.sendComment({ title: `第 ${index} 件` });
      codes.push(receiptCode);
      if (index >= 52) {
        await office.desk.move(receiptCode, assignToCivilAffairs);
        await office.clerk.move(receiptCode, returnMove);
      }
    }
    const first = await office.page('?list=triage');
    const second = await office.page(`?list=triage&after=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 4, null]);
    const shown = [...first.items, ...second.items].map(({ receiptCode }) => receiptCode);
    expect(shown.slice(0, 2).sort()).toEqual(codes.slice(52).sort());
    expect([...shown].sort()).toEqual([...codes].sort());
  });
});

describe('declining a comment', () => {
  const decline = { move: 'decline', ground: 'lawsuit', reason: '县法院已经立案' } as const;
  const lawsuit = declineReasons.find(({ id }) => id === 'lawsuit');

  it('declining a comment requires a reason from the list', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    for (const ground of [undefined, '', 'no-such-reason']) {
      const refused = await office.desk.post(`/api/queue/${receiptCode}/moves`, {
        version: 1,
        action: { move: 'decline', ground, reason: '正在诉讼' },
      });
      const { errors } = await refused.json<Problem>();
      expect([refused.status, errors?.[0]?.message]).toEqual([422, '请选择不予受理的理由']);
    }
    expect((await office.desk.move(receiptCode, { move: 'decline', ground: 'empty' })).status).toBe(200);
  });

  it('declining a comment tells the resident the reason and the right channel in the wording of that day', async () => {
    const office = await openDesk();
    const receipt = await office.sendComment();
    await office.desk.move(receipt.receiptCode, decline);
    const changed = { ...office.deps, declineReasons: declineReasons.map((one) => ({ ...one, channel: '请到别处' })) };
    const later = createApp(changed, { baseUrl: origin, isProduction: false, staffNetworks: [] });
    const answer = await later.request(`${origin}/api/follow`, {
      method: 'POST',
      body: JSON.stringify(receipt),
      headers: { 'content-type': 'application/json', origin },
    });
    const view = await answer.json<FollowView>();
    expect(view.refusal).toEqual({
      ground: lawsuit?.ground,
      channel: lawsuit?.channel,
      telephone: '12368',
      address: 'https://zxfw.court.gov.cn/',
      explanation: '县法院已经立案',
      duplicateOf: null,
      answer: null,
    });
    const page = await (await office.submitForm('/follow/', codesOf(receipt))).text();
    expect(page).toContain(lawsuit?.channel);
    expect(page).toContain('<a href="tel:12368">12368</a>');
    expect(page).toContain('<a href="https://zxfw.court.gov.cn/" rel="noopener">zxfw.court.gov.cn</a>');
    expect(page).toContain('县法院已经立案');
  });

  it('declining a comment records the listed reason in the ledger, not the desk’s own words', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    await office.desk.move(receiptCode, decline);
    office.clock.now = shanghai('2026-11-20T11:00');
    const ledger = await (await office.request('/data/ledger.json')).json<LedgerExport>();
    expect(ledger.events.at(-2)).toMatchObject({ type: 'declined', facts: { ground: lawsuit?.ground } });
    expect(ledger.events.at(-1)).toMatchObject({ type: 'judged', by: 'system' });
    expect(JSON.stringify(ledger)).not.toContain(decline.reason);
    expect(await verifyLedger(ledger)).toEqual([]);
  });

  it('a comment declined before the list of reasons existed shows the desk’s own words', async () => {
    const office = await openDesk();
    const receipt = await office.sendComment();
    const record = await loadComment(office.deps.database, receipt.receiptCode);
    if (!record) throw new Error('not there');
    const event = { type: 'declined', at: office.clock.now, reason: '正在诉讼，请向法院反映', calendar: 1 } as const;
    const addition = { event, salt: 'a'.repeat(32), actor: { role: 'desk', id: null } } as const;
    await appendEvent(office.deps.database, record, addition, (after) =>
      computeColumns(office.deps, 'guanxian', after),
    );
    const page = await (await office.submitForm('/follow/', codesOf(receipt))).text();
    expect(page).toContain('正在诉讼，请向法院反映');
    expect(page).not.toContain('可以向哪里反映');
  });
});
