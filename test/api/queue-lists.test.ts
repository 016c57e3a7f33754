import { describe, expect, it } from 'vitest';
import type { QueuePage } from '../../api/contract/queue.ts';
import { assign, openOffice, shanghai } from '../api-support/office.ts';

const simple = { move: 'classify', classification: 'simple', reason: '只问办公时间' } as const;

/** An office with four open comments, due on 25, 26, 27 and 30 November, and one that was answered. */
async function openBusyOffice() {
  const office = await openOffice();
  const desk = await office.signIn('desk');
  for (const day of ['18', '19', '20', '23']) {
    office.clock.now = shanghai(`2026-11-${day}T10:00`);
    await office.send({ title: `十一月${day}日收到的` });
  }
  const answered = await office.send({ title: '已经答复的' });
  await desk.move(answered.receiptCode, assign);
  await (await office.signIn('minzheng')).move(answered.receiptCode, { move: 'reply', text: '您好，已经公开。' });
  const page = async (query = '') => (await desk.get(`/api/queue${query}`)).json<QueuePage>();
  const titles = async (list: string) => (await page(`?list=${list}`)).items.map(({ title }) => title);
  return { ...office, desk, page, titles };
}

describe('the urgent lists', () => {
  it('hold what is overdue, and what is due today or on the next working day', async () => {
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

  it('look over the weekend to Monday, and count as overdue from the very end of the last day', async () => {
    const office = await openBusyOffice();
    office.clock.now = shanghai('2026-11-27T23:59:59.999');
    expect(await office.titles('soon')).toEqual(['十一月20日收到的', '十一月23日收到的']);
    office.clock.now = shanghai('2026-11-28T00:00');
    expect(await office.titles('soon')).toEqual(['十一月23日收到的']);
    expect((await office.page()).counts).toMatchObject({ overdue: 3, soon: 1, disputed: 0 });
    const overdue = (await office.page('?list=overdue')).items;
    expect(overdue.map(({ window }) => window.state)).toEqual(['overdue', 'overdue', 'overdue']);
  });

  it('call nothing overdue on a provisional date, and still show it', async () => {
    const office = await openOffice();
    office.clock.now = shanghai('2026-12-31T09:00');
    await office.send({ title: '暂定期限的' });
    office.clock.now = shanghai('2027-01-20T09:00');
    const desk = await office.signIn('desk');
    expect(await desk.queue('?list=overdue')).toEqual([]);
    expect((await desk.queue('?list=soon')).map(({ title }) => title)).toEqual(['暂定期限的']);
  });

  it('show a unit its own only, also in the counts', async () => {
    const office = await openBusyOffice();
    const [first] = (await office.page()).items;
    await office.desk.move(first?.receiptCode ?? '', assign);
    office.clock.now = shanghai('2026-11-28T00:00');
    const clerk = await office.signIn('minzheng');
    const page = await (await clerk.get('/api/queue?list=overdue')).json<QueuePage>();
    expect(page.items.map(({ receiptCode }) => receiptCode)).toEqual([first?.receiptCode]);
    expect(page.counts).toMatchObject({ open: 1, overdue: 1, soon: 0, closed: 1 });
  });

  it('are read page by page to their end, and no further', async () => {
    const office = await openOffice();
    office.clock.now = shanghai('2026-11-18T10:00');
    for (let index = 0; index < 52; index++) await office.send({ title: `早的第 ${index} 件` });
    office.clock.now = shanghai('2026-11-24T10:00');
    await office.send({ title: '晚的' });
    office.clock.now = shanghai('2026-11-26T00:00');
    const desk = await office.signIn('desk');
    const first = await (await desk.get('/api/queue?list=overdue')).json<QueuePage>();
    const second = await (await desk.get(`/api/queue?list=overdue&after=${first.next}`)).json<QueuePage>();
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 2, null]);
    expect([...first.items, ...second.items].map(({ title }) => title)).not.toContain('晚的');
  });

  it('refuse a list that there is not', async () => {
    const office = await openOffice();
    expect((await (await office.signIn('desk')).get('/api/queue?list=all')).status).toBe(422);
  });
});

describe('the oldest unanswered comment', () => {
  it('is the one received first, however soon another is due, with its calendar days in Shanghai', async () => {
    const office = await openOffice();
    office.clock.now = shanghai('2026-09-29T23:50');
    const oldest = await office.send({ title: '最早的' });
    office.clock.now = shanghai('2026-09-30T00:10');
    const quick = await office.send({ title: '简单的' });
    const desk = await office.signIn('desk');
    await desk.move(quick.receiptCode, simple);
    office.clock.now = shanghai('2026-11-30T00:05');
    const page = await (await desk.get('/api/queue')).json<QueuePage>();
    expect(page.items[0]?.receiptCode).toBe(quick.receiptCode);
    expect(page.oldestUnanswered).toEqual({ receiptCode: oldest.receiptCode, days: 62 });
  });

  it('is none once all are answered, and none of another unit', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    const oldestFor = async (who: typeof desk) =>
      (await (await who.get('/api/queue')).json<QueuePage>()).oldestUnanswered;
    expect([await oldestFor(desk), await oldestFor(clerk)]).toEqual([{ receiptCode, days: 0 }, null]);
    await desk.move(receiptCode, { move: 'decline', ground: 'other-authority', reason: '正在诉讼，请向法院反映' });
    expect(await oldestFor(desk)).toBeNull();
  });
});
