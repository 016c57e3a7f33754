import { describe, expect, it } from 'vitest';
import type { QueuePage } from '../../api/contract/queue.ts';
import { assignToCivilAffairs, openTestOffice, reply, shanghai } from '../api-support/office.ts';

describe('the queue', () => {
  it('the queue lists the nearest due date first, whatever the order of receipt', async () => {
    const office = await openTestOffice();
    office.clock.now = shanghai('2026-11-19T10:00');
    const older = await office.sendComment({ title: '先来的' });
    office.clock.now = shanghai('2026-11-20T10:00');
    const newer = await office.sendComment({ title: '后来的' });
    const desk = await office.signIn('desk');
    expect((await desk.queue()).map(({ title }) => title)).toEqual(['先来的', '后来的']);
    const simple = { move: 'classify', classification: 'simple', reason: '只问办公时间' } as const;
    expect((await desk.move(newer.receiptCode, simple)).status).toBe(200);
    const items = await desk.queue();
    expect(items.map(({ receiptCode }) => receiptCode)).toEqual([newer.receiptCode, older.receiptCode]);
    expect(items.map(({ window }) => window.dueOn)).toEqual(['2026-11-23', '2026-11-26']);
  });

  it('the queue shows a unit only the comments it holds', async () => {
    const office = await openTestOffice();
    const mine = await office.sendComment();
    const other = await office.sendComment({ title: '别的单位的' });
    const desk = await office.signIn('desk');
    await desk.move(mine.receiptCode, assignToCivilAffairs);
    await desk.move(other.receiptCode, { move: 'assign', unit: 'jiaotiju' });
    const clerk = await office.signIn('minzheng');
    expect((await clerk.queue()).map(({ receiptCode }) => receiptCode)).toEqual([mine.receiptCode]);
    expect((await clerk.get(`/api/queue/${other.receiptCode}`)).status).toBe(404);
  });
});

describe('a long queue', () => {
  it('the queue lists comments due on the same day in order of receipt', async () => {
    const office = await openTestOffice();
    const titles = Array.from({ length: 12 }, (_, index) => `第 ${index} 件`);
    for (const title of titles) {
      office.clock.now += 1000;
      await office.sendComment({ title });
    }
    const desk = await office.signIn('desk');
    expect((await desk.queue()).map(({ title }) => title)).toEqual(titles);
    expect((await desk.queue('?list=triage')).map(({ title }) => title)).toEqual(titles);
  });

  it('a long queue is paged to its end, each comment once', async () => {
    const office = await openTestOffice();
    for (let index = 0; index < 53; index++) {
      office.clock.now += 1000;
      await office.sendComment({ title: `第 ${index} 件` });
    }
    const desk = await office.signIn('desk');
    const first = await (await desk.get('/api/queue')).json<QueuePage>();
    const second = await (await desk.get(`/api/queue?after=${first.next}`)).json<QueuePage>();
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 3, null]);
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(
      Array.from({ length: 53 }, (_, index) => `第 ${index} 件`),
    );
  });

  it('the closed list shows the latest closed comment first', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    for (const title of ['先答复的', '后答复的']) {
      const { receiptCode } = await office.sendComment({ title });
      await desk.move(receiptCode, assignToCivilAffairs);
      office.clock.now += 60_000;
      await clerk.move(receiptCode, reply);
    }
    expect((await desk.queue('?list=closed')).map(({ title }) => title)).toEqual(['后答复的', '先答复的']);
    expect(await desk.queue()).toEqual([]);
  });
});
