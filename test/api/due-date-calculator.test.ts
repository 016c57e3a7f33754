import { describe, expect, it } from 'vitest';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { openTestOffice } from '../api-support/office.ts';

describe('the due date calculator', () => {
  const ask = async (query: string) => (await openTestOffice()).request(`/clock/?${query}`);

  it.each([
    ['received=2026-09-30T23:59&window=standard', '最晚 2026年10月13日（周二）24:00 前'],
    ['received=2026-02-13+10:00&window=simple', '最晚 2026年2月14日（周六）24:00 前'],
    ['received=2026-11-20T09:00&window=other&days=20&closes=17:30', '最晚 2026年12月18日（周五）17:30 前'],
    ['received=2026-12-31T09:00&window=standard', '最晚 2027年1月8日（周五）24:00 前（暂定）'],
    ['received=2010-02-12T09:00&window=information', '最晚 2010年3月17日（周三）24:00 前'],
  ])('the due date calculator answers %s', async (query, answer) => {
    const page = await (await ask(query)).text();
    expect(page).toContain(answer);
    expect(page).toContain('收到当天，不计');
  });

  it('the due date calculator counts by the calendar in force, also if that changes while the server runs', async () => {
    const office = await openTestOffice();
    const [first] = calendarVersions;
    if (!first) throw new Error('there is no calendar');
    const years = first.years.map((year) =>
      year.year === 2026 ? { ...year, daysOff: { ...year.daysOff, '2026-11-25': '测试' } } : year,
    );
    office.deps.calendars = createCalendars([first, { ...first, version: 2, years }], statutory);
    const page = await office.request('/clock/?received=2026-11-20T09:00&window=standard');
    expect(await page.text()).toContain('最晚 2026年11月30日（周一）24:00 前');
  });

  it.each([
    ['received=2026-02-30T10:00&window=simple', '请填写收到的日期和时间，如 2026-09-30 23:59'],
    ['received=2026-02-20T24:10&window=simple', '请填写收到的日期和时间，如 2026-09-30 23:59'],
    ['received=1999-02-20T10:10&window=simple', '工作日历只知道'],
    ['received=2026-02-20T10:10&window=other&days=91', '请填写 1 到 90 的整数'],
    ['received=2026-02-20T10:10&window=x', '请选择一种时限'],
    ['window=simple', '请填写收到的日期和时间'],
  ])('the due date calculator explains what is wrong with %s and keeps the input', async (query, message) => {
    const response = await ask(query);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(message);
  });
});
