// The table of manipulations: an office with full control of server, files and clock tries to look better than it was. Each
// row is refused, or found by the verifier from a head that somebody kept, or visible to every citizen. The rows of clocks,
// rules and calendars are in manipulations-of-time.test.ts and manipulations-of-rules.test.ts.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { writeLedger } from '../../api/domain/ledger/ledger-text.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { siteDefault } from '../../content/rules/index.ts';
import { answerText, dispute, openAnsweredOffice } from '../api-support/answered.ts';
import { dropGuards, findIn, knowledge, openOpenCase, readFigures, readLedger } from '../api-support/manipulations.ts';
import { newComment, shanghai } from '../api-support/office.ts';
import { recomputeHashes } from '../support/ledger.ts';

/** Long after the window of a comment of 20 November has ended. */
const late = shanghai('2026-12-07T10:00');

describe('what an office does in the application to look better', () => {
  it('late reclassification: the case stays marked and counted', async () => {
    const office = await openOpenCase();
    await office.desk.move(office.receiptCode, { move: 'classify', classification: 'simple', reason: '只问地址' });
    office.clock.now = shanghai('2026-11-25T10:00'); // the simple window ended on 23 November
    await office.desk.move(office.receiptCode, { move: 'classify', classification: 'standard', reason: '其实复杂' });
    await office.unit.move(office.receiptCode, { move: 'reply', text: answerText });
    expect((await readFigures(office)).countOf('onTime', 'reclassifiedLate')).toEqual([1, 1]);
    const list = await office.request('/figures/list/?place=guanxian&year=2026&figure=onTime');
    expect(await list.text()).toContain('期限过后才改为一般问题');
  });

  it('refusal instead of an answer: a late refusal counts as late, and one in time improves no rate', async () => {
    const office = await openOpenCase();
    const other = await office.sendComment({ title: '公交几点收班', key: 'a'.repeat(32) });
    await office.desk.move(other.receiptCode, { move: 'decline', ground: 'petition' });
    expect((await readFigures(office)).total.onTimeRate).toEqual({ value: null, count: 0, of: 0 });
    await office.unit.move(office.receiptCode, { move: 'return', reason: '不属于本单位' });
    office.clock.now = late;
    await office.desk.move(office.receiptCode, { move: 'decline', ground: 'petition' });
    const { total, countOf } = await readFigures(office);
    expect(countOf('declinedOnTime', 'declinedLate')).toEqual([1, 1]);
    expect(total.onTimeRate).toEqual({ value: 0, count: 0, of: 1 });
  });

  it('false duplicate: the server refuses it, and the resident’s objection is public', async () => {
    const office = await openAnsweredOffice();
    office.clock.now += 60_000;
    const other = await office.sendComment({
      title: '公交几点收班',
      text: '请问三路公交的末班车几点发车？',
      key: 'a'.repeat(32),
    });
    const decline = { move: 'decline', ground: 'repeated', duplicateOf: office.receiptCode } as const;
    expect((await office.desk.move(other.receiptCode, decline)).status).toBe(422);
    // Alike in words, and another matter all the same.
    const alike = await office.sendComment({ ...newComment, title: '镇里的养老服务', key: 'b'.repeat(32) });
    expect((await office.desk.move(alike.receiptCode, decline)).status).toBe(200);
    const { receiptCode, trackingCode } = alike;
    const action = { move: 'dispute', text: '我说的是另一个镇。' };
    await office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });
    expect((await readFigures(office)).countOf('declined', 'duplicateDisputed')).toEqual([1, 1]);
  });

  it('late withdrawal: a comment that the resident gives up on counts as overdue', async () => {
    const office = await openOpenCase();
    office.clock.now = late;
    const view = await (await office.act({ move: 'withdraw' })).json<FollowView>();
    expect(view.window.state).toBe('missed');
    const { total, countOf } = await readFigures(office);
    expect(countOf('withdrawnLate', 'withdrawnInTime')).toEqual([1, 0]);
    expect(total.onTimeRate).toEqual({ value: 0, count: 0, of: 1 });
  });

  it('handing on after lateness: the window ended with the first unit, and reached the second one late', async () => {
    const office = await openOpenCase();
    office.clock.now = late;
    await office.desk.move(office.receiptCode, { move: 'transfer', unit: 'yibaoju', reason: '属于医保' });
    const { holderOf, countOf } = await readFigures(office);
    expect(countOf('overdue')).toEqual([1]);
    expect(holderOf('minzhengju')).toMatchObject({ endedHere: 1, arrivedLate: 0 });
    expect(holderOf('yibaoju')).toMatchObject({ endedHere: 0, arrivedLate: 1 });
  });

  it('reviewer’s delay: the days and the end of the window stand under the review', async () => {
    const rule = { ...siteDefault, jurisdiction: 'guanxian', since: '2021-06-28', reviewers: 1 };
    const office = await openAnsweredOffice({ isAnswered: false, rules: [rule] });
    await office.unit.move(office.receiptCode, { move: 'reply', text: answerText });
    office.clock.now = late;
    const reviewer = await office.signIn('shenhe');
    await reviewer.move(office.receiptCode, { move: 'pass' });
    const { holderOf, countOf } = await readFigures(office);
    expect(countOf('late')).toEqual([1]);
    expect([holderOf('review')?.endedHere, holderOf('minzhengju')?.endedHere]).toEqual([1, 0]);
    expect(holderOf('review')?.totalDays).toBeGreaterThan(5);
  });

  it('canned answer: an unedited template is refused, a repeated one needs a confirmation, and the resident objects in public', async () => {
    const office = await openOpenCase();
    const send = async (receiptCode: string, text: string) => {
      const { version } = await office.unit.readCase(receiptCode);
      const action = { move: 'reply', text };
      return office.unit.post(`/api/queue/${receiptCode}/moves`, { version, action });
    };
    const [template] = office.deps.replyTemplates;
    expect((await send(office.receiptCode, template?.text ?? '')).status).toBe(422);
    expect((await send(office.receiptCode, answerText)).status).toBe(200);
    const other = await office.sendComment({ title: '公交几点收班', key: 'a'.repeat(32) });
    await office.desk.move(other.receiptCode, { move: 'assign', unit: 'minzhengju' });
    const refused = await send(other.receiptCode, answerText);
    expect([refused.status, (await refused.json<Problem>()).code]).toEqual([409, 'alike-reply']);
    await office.act(dispute);
    expect((await readFigures(office)).countOf('onTime', 'disputed')).toEqual([1, 1]);
  });

  it('unpublishing: the address says on which day, and the figures count it', async () => {
    const office = await openAnsweredOffice();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    await office.desk.move(office.receiptCode, { move: 'unpublish', reason: '领导看了不高兴' });
    const page = await office.request(`/answers/${office.receiptCode}/`);
    expect([page.status, (await page.text()).includes('这件答复已停止公开（2026年11月20日）')]).toEqual([410, true]);
    expect((await readFigures(office)).countOf('published', 'takenDown')).toEqual([0, 1]);
  });

  it('200 sham questions: the day, the sender and the minute show, and the rate without them stands beside', async () => {
    const office = await openOpenCase();
    office.clock.now = shanghai('2026-11-23T09:00');
    const headers = (index: number) => ({ 'cf-connecting-ip': `203.0.113.${index % 250}` });
    for (let index = 0; index < 200; index++) {
      const key = index.toString(16).padStart(32, '0');
      const comment = { ...newComment, key, text: `${newComment.text}${key}` };
      const { receiptCode } = await (await office.postJson('/api/comments', comment, headers(index))).json<{
        receiptCode: string;
      }>();
      // The office refuses some of its own and answers the others at once.
      if (index % 40 === 0) {
        await office.desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
        await office.unit.move(receiptCode, { move: 'reply', text: `您好，名单在专栏公布，编号 ${key}。` });
      }
      office.clock.now += 2000;
    }
    office.clock.now = late;
    await maintain(office.deps);
    const { total, countOf } = await readFigures(office);
    expect(countOf('received', 'crowd', 'receivedWithoutCrowd', 'onTime')).toEqual([201, 200, 1, 5]);
    // The one real question was never answered.
    expect(total.onTimeRateWithoutCrowd).toEqual({ value: 0, count: 0, of: 1 });
    const file = await office.request('/data/arrivals.json?place=guanxian&year=2026');
    const { arrivals } = await file.json<{ arrivals: { hour: number | null; received: number; senders: number }[] }>();
    expect(arrivals.find(({ hour, received }) => hour === null && received === 200)).toMatchObject({ senders: 1 });
    const page = await (await office.request('/figures/?place=guanxian&year=2026')).text();
    expect(page).toContain('其中一个来源一天内 200 件，其中一分钟内 30 件');
  });
});

describe('what an office does to the files themselves', () => {
  it('events deleted with their seals: the file looks whole, and every kept head and check code gives it away', async () => {
    const office = await openAnsweredOffice();
    const { head } = await readLedger(office);
    office.clock.now += 3_600_000;
    const { receiptCode, checkCode } = await office.sendComment({ title: '难堪的一件', key: 'a'.repeat(32) });
    const kept = await readLedger(office);
    expect(await findIn(kept, [head])).toEqual([]);

    await dropGuards();
    const { last = 0 } = kept.seals.at(-2) ?? {};
    await env.DB.batch([
      env.DB.prepare('DELETE FROM events WHERE position > ?').bind(last),
      env.DB.prepare('DELETE FROM seals WHERE last > ?').bind(last),
      env.DB.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'events'").bind(last),
    ]);
    const cut = await readLedger(office);
    expect(cut.events).toHaveLength(last);
    expect(await findIn(cut, [head])).toEqual([]);
    expect(await findIn(cut, [kept.head])).toEqual([expect.stringContaining('以前的记录被改写过，或者末尾被截去')]);
    const found = await checkLedger(writeLedger(cut), { receiptCode, checkCode }, { knowledge });
    expect(found?.receipt?.isThere).toBe(false);
  });

  it('a past made anew with all its hashes: a kept head is lost, and a false duplicate is impossible besides', async () => {
    const office = await openAnsweredOffice();
    office.clock.now += 60_000;
    const again = await office.sendComment({ ...newComment, title: '镇里的养老服务', key: 'b'.repeat(32) });
    const decline = { move: 'decline', ground: 'repeated', duplicateOf: office.receiptCode } as const;
    await office.desk.move(again.receiptCode, decline);
    const kept = await readLedger(office);
    expect(await findIn(kept)).toEqual([]);

    const forge = async (twin: string) => {
      const ledger = structuredClone(kept);
      for (const { facts } of ledger.events) if ('duplicateOf' in facts) facts['duplicateOf'] = twin;
      return recomputeHashes(ledger);
    };
    const invented = await forge('GX261120-00000');
    expect(await findIn(invented, [kept.head])).toEqual([
      expect.stringContaining('说是与 GX261120-00000 重复，此前没有收到过那一件'),
      expect.stringContaining(kept.head),
    ]);
    expect(await findIn(await forge(again.receiptCode))).toEqual([expect.stringContaining('说是与自己重复')]);
  });
});
