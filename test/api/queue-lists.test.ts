import { describe, expect, it } from 'vitest';
import type { QueuePage } from '../../api/contract/queue.ts';
import { assignToCivilAffairs, openTestOffice, shanghai } from '../api-support/office.ts';

const simple = { move: 'classify', classification: 'simple', reason: '只问办公时间' } as const;

/** Opens an office with four open comments, due on 25, 26, 27 and 30 November, and one already answered. */
async function openBusyOffice() {
  const office = await openTestOffice();
  const desk = await office.signIn('desk');
  for (const day of ['18', '19', '20', '23']) {
    office.clock.now = shanghai(`2026-11-${day}T10:00`);
    await office.sendComment({ title: `十一月${day}日收到的` });
  }
  const answered = await office.sendComment({ title: '已经答复的' });
  await desk.move(answered.receiptCode, assignToCivilAffairs);
  await (await office.signIn('minzheng')).move(answered.receiptCode, { move: 'reply', text: '您好，已经公开。' });
  const page = async (query = '') => (await desk.get(`/api/queue${query}`)).json<QueuePage>();
  const titles = async (list: string) => (await page(`?list=${list}`)).items.map(({ title }) => title);
  return { ...office, desk, page, titles };
}

describe('the urgent lists of the queue', () => {
  it('the urgent lists contain overdue comments and those due today or on the next working day', async () => {
    const office = await openBusyOffice();
    office.clock.now = shanghai('2026-11-26T09:00');
    expect(await office.titles('overdue')).toEqual(['十一月18日收到的']);
    expect(await office.titles('soon')).toEqual(['十一月19日收到的', '十一月20日收到的']);
    const counts = {
      open: 4,
      overdue: 1,
      soon: 2,
      triage: 4,
      review: 0,
      helping: 0,
      held: 0,
      urged: 0,
      disputed: 0,
      closed: 1,
    };
    expect((await office.page()).counts).toEqual(counts);
    expect((await office.page('?list=closed')).counts).toEqual(counts);
  });

  it('the urgent lists look ahead across the weekend and count a comment as overdue from the end of its due date', async () => {
    const office = await openBusyOffice();
    office.clock.now = shanghai('2026-11-27T23:59:59.999');
    expect(await office.titles('soon')).toEqual(['十一月20日收到的', '十一月23日收到的']);
    office.clock.now = shanghai('2026-11-28T00:00');
    expect(await office.titles('soon')).toEqual(['十一月23日收到的']);
    expect((await office.page()).counts).toMatchObject({ overdue: 3, soon: 1, disputed: 0 });
    const overdue = (await office.page('?list=overdue')).items;
    expect(overdue.map(({ window }) => window.state)).toEqual(['overdue', 'overdue', 'overdue']);
  });

  it('the urgent lists show a provisional due date as soon due, never as overdue', async () => {
    const office = await openTestOffice();
    office.clock.now = shanghai('2026-12-31T09:00');
    await office.sendComment({ title: '暂定期限的' });
    office.clock.now = shanghai('2027-01-20T09:00');
    const desk = await office.signIn('desk');
    expect(await desk.queue('?list=overdue')).toEqual([]);
    expect((await desk.queue('?list=soon')).map(({ title }) => title)).toEqual(['暂定期限的']);
  });

  it('the urgent lists show and count only a unit’s own comments', async () => {
    const office = await openBusyOffice();
    const [first] = (await office.page()).items;
    await office.desk.move(first?.receiptCode ?? '', assignToCivilAffairs);
    office.clock.now = shanghai('2026-11-28T00:00');
    const clerk = await office.signIn('minzheng');
    const page = await (await clerk.get('/api/queue?list=overdue')).json<QueuePage>();
    expect(page.items.map(({ receiptCode }) => receiptCode)).toEqual([first?.receiptCode]);
    expect(page.counts).toMatchObject({ open: 1, overdue: 1, soon: 0, closed: 1 });
  });

  it('the urgent lists page through all their comments and no others', async () => {
    const office = await openTestOffice();
    office.clock.now = shanghai('2026-11-18T10:00');
    for (let index = 0; index < 52; index++) await office.sendComment({ title: `早的第 ${index} 件` });
    office.clock.now = shanghai('2026-11-24T10:00');
    await office.sendComment({ title: '晚的' });
    office.clock.now = shanghai('2026-11-26T00:00');
    const desk = await office.signIn('desk');
    const first = await (await desk.get('/api/queue?list=overdue')).json<QueuePage>();
    const second = await (await desk.get(`/api/queue?list=overdue&after=${first.next}`)).json<QueuePage>();
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 2, null]);
    expect([...first.items, ...second.items].map(({ title }) => title)).not.toContain('晚的');
  });

  it('the urgent lists answer 422 for an unknown list', async () => {
    const office = await openTestOffice();
    expect((await (await office.signIn('desk')).get('/api/queue?list=all')).status).toBe(422);
  });
});

describe('the oldest unanswered comment', () => {
  it('the oldest unanswered comment is the first received, whatever is due first, with its age in days in Shanghai', async () => {
    const office = await openTestOffice();
    office.clock.now = shanghai('2026-09-29T23:50');
    const oldest = await office.sendComment({ title: '最早的' });
    office.clock.now = shanghai('2026-09-30T00:10');
    const quick = await office.sendComment({ title: '简单的' });
    const desk = await office.signIn('desk');
    await desk.move(quick.receiptCode, simple);
    office.clock.now = shanghai('2026-11-30T00:05');
    const page = await (await desk.get('/api/queue')).json<QueuePage>();
    expect(page.items[0]?.receiptCode).toBe(quick.receiptCode);
    expect(page.oldestUnanswered).toEqual({ receiptCode: oldest.receiptCode, days: 62 });
  });

  it('the oldest unanswered comment is absent once all are answered and ignores other units’ comments', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    const oldestFor = async (who: typeof desk) =>
      (await (await who.get('/api/queue')).json<QueuePage>()).oldestUnanswered;
    expect([await oldestFor(desk), await oldestFor(clerk)]).toEqual([{ receiptCode, days: 0 }, null]);
    await desk.move(receiptCode, { move: 'decline', ground: 'other-authority', reason: '正在诉讼，请向法院反映' });
    expect(await oldestFor(desk)).toBeNull();
  });
});
