// A year that has begun without its calendar (design rule 21): nobody can take undecided windows for good ones.
import { describe, expect, it } from 'vitest';
import type { QueuePage } from '../../api/contract/queue.ts';
import type { Status } from '../../api/contract/status.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { answerText } from '../api-support/answered.ts';
import { openDesk } from '../api-support/desk.ts';
import { openTestOffice, shanghai } from '../api-support/office.ts';

const through2026 = createCalendars(calendarVersions.slice(0, 1), statutory);
const words = '2027年的放假安排还没有收下：2027年到期的期限都是暂定，现有2件留言不能判定是否按期。';

async function openNewYear() {
  const office = await openDesk();
  office.deps.calendars = through2026;
  office.clock.now = shanghai('2026-12-31T09:00');
  const [answered, late] = [await office.sendComment(), await office.sendComment({ title: '迟复的' })];
  for (const { receiptCode } of [answered, late])
    await office.desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
  await office.clerk.move(answered.receiptCode, { move: 'reply', text: answerText });
  office.clock.now = shanghai('2027-01-13T09:00');
  await office.clerk.move(late.receiptCode, { move: 'reply', text: `${answerText}另附名单。` });
  await office.sendComment({ title: '新年的' });
  return office;
}

describe('a year that has begun without its calendar', { timeout: 180_000 }, () => {
  it('home, figures and queue say so, with the undecided windows by unit and month, and the strict rate first', async () => {
    const office = await openNewYear();
    expect(await (await office.request('/')).text()).toContain(words);
    const page = await (await office.request('/figures/?place=guanxian&year=2026')).text();
    expect(page).toContain(words);
    expect(page).toMatch(/冠县民政局<\/th><td[^>]*>2026-12<\/td><td[^>]*>1<\/td>/u);
    expect(page).toMatch(/未分办）<\/th><td[^>]*>2027-01<\/td><td[^>]*>1<\/td>/u);
    expect(page).toMatch(/big-figure"><strong>50%<\/strong> 按期答复率（从严）/u);
    const queue = await (await office.desk.get('/api/queue')).json<QueuePage>();
    expect(queue.calendarMissing).toBe(words);
  });

  it('status page and metrics alarm', async () => {
    const office = await openTestOffice({ metricsToken: 'a token of the tests, long enough' });
    office.deps.calendars = through2026;
    office.clock.now = shanghai('2027-01-04T09:00');
    await office.sendComment();
    const { items } = await (await (await office.signIn('admin')).get('/api/status')).json<Status>();
    expect(items.find(({ id }) => id === 'calendar')).toMatchObject({ state: 'problem' });
    const metrics = await office.request('/metrics', {
      headers: { authorization: 'Bearer a token of the tests, long enough' },
    });
    expect(await metrics.text()).toContain('mingbai_windows_undecided{jurisdiction="guanxian"} 1');
  });

  it('nothing is said while the calendar is there', async () => {
    const office = await openNewYear();
    office.clock.now = shanghai('2026-12-31T23:00');
    for (const path of ['/', '/figures/?place=guanxian&year=2026'])
      expect(await (await office.request(path)).text()).not.toContain('还没有收下');
    expect((await (await office.desk.get('/api/queue')).json<QueuePage>()).calendarMissing).toBe('');
  });
});
