import { describe, expect, it } from 'vitest';
import { formatDay } from '../../api/contract/format-day.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { ruleFinder } from '../../api/domain/clock/rules.ts';
import { viewWindow } from '../../api/domain/clock/window-view.ts';
import {
  describeDay,
  describeStanding,
  describeWindow,
  formatFullDay,
  formatInstant,
} from '../../api/domain/clock/window-words.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { rules, siteDefault } from '../../content/rules/index.ts';
import { verdict, windowReason, workingDayStrip } from '../../site/fragments/window.ts';

const calendars = createCalendars(calendarVersions, statutory);
const at = (local: string) => Date.parse(`${local}+08:00`);
const guanxian = ruleFinder(rules, siteDefault)('guanxian', at('2026-01-01T00:00'));

function view(
  received: string,
  now: string,
  stopped: string | null = null,
  stoppedBy: 'reply' | 'refusal' | 'withdrawal' = 'reply',
) {
  const stop = stopped === null ? { stoppedAt: null, stoppedBy: null } : { stoppedAt: at(stopped), stoppedBy };
  return viewWindow(
    { receivedAt: at(received), classification: 'standard', judgedBy: null, reclassifications: [], ...stop },
    guanxian,
    calendars,
    at(now),
  );
}

describe('describing a window', () => {
  it.each([
    ['2026-11-20T10:00', '已用 0 个工作日，还剩 5 个，11月27日（周五）24:00 前答复'],
    ['2026-11-25T10:00', '已用 2 个工作日，还剩 3 个，11月27日（周五）24:00 前答复'],
    ['2026-11-27T10:00', '今天到期，11月27日（周五）24:00 前答复'],
    ['2026-11-28T10:00', '已超期，未满 1 个工作日，应在11月27日（周五）24:00 前答复'],
    ['2026-12-02T10:00', '已超期 3 个工作日，应在11月27日（周五）24:00 前答复'],
  ])('a window’s description at %s reads: %s', (now, words) => {
    expect(describeWindow(view('2026-11-20T09:00', now))).toBe(words);
  });

  it.each([
    ['2026-11-20T18:00', '按期，收到当天答复'],
    ['2026-11-22T10:00', '按期，收到后的休息日答复'],
    ['2026-11-24T10:00', '按期，第 2 个工作日答复'],
    ['2026-11-28T10:00', '超期答复，晚了不到 1 个工作日'],
    ['2026-12-01T10:00', '超期 2 个工作日答复'],
  ])('a window’s description with a reply at %s reads: %s', (stopped, words) => {
    expect(describeStanding(view('2026-11-20T09:00', '2026-12-09T00:00', stopped))).toBe(words);
  });

  it('a window’s description names the preceding working day for a reply on a rest day', () => {
    expect(describeStanding(view('2026-11-19T09:00', '2026-12-09T00:00', '2026-11-21T10:00'))).toBe(
      '按期，第 1 个工作日之后的休息日答复',
    );
  });

  it.each([
    ['2026-11-20T10:00', '还剩 5 个工作日'],
    ['2026-11-27T10:00', '今天到期'],
    ['2026-11-28T10:00', '已超期，未满 1 个工作日'],
    ['2026-12-02T10:00', '已超期 3 个工作日'],
  ])('a window’s description in a queue row at %s reads: %s', (now, words) => {
    expect(describeStanding(view('2026-11-20T09:00', now))).toBe(words);
  });

  it.each([
    ['2026-11-24T10:00', 'reply', '按期，第 2 个工作日答复；期限 5 个工作日，11月27日（周五）24:00 前'],
    ['2026-12-01T10:00', 'reply', '超期 2 个工作日答复；期限 5 个工作日，11月27日（周五）24:00 前'],
    ['2026-11-28T10:00', 'refusal', '超期告知不予受理，晚了不到 1 个工作日；期限 5 个工作日，11月27日（周五）24:00 前'],
    ['2026-12-01T10:00', 'refusal', '超期 2 个工作日告知不予受理；期限 5 个工作日，11月27日（周五）24:00 前'],
    ['2026-11-24T10:00', 'withdrawal', '留言人已撤回'],
  ] as const)('a window’s description in full, stopped at %s by a %s, reads: %s', (stopped, stoppedBy, words) => {
    expect(describeWindow(view('2026-11-20T09:00', '2026-12-09T00:00', stopped, stoppedBy))).toBe(words);
  });

  it('a window’s description says whether a comment was withdrawn after its window had ended', () => {
    const withdrawnAt = (time: string) => view('2026-11-20T09:00', '2026-12-09T00:00', time, 'withdrawal');
    expect(describeStanding(withdrawnAt('2026-11-27T23:59'))).toBe('留言人已撤回');
    expect(describeStanding(withdrawnAt('2026-11-28T00:00'))).toBe('超期后由留言人撤回');
  });

  it('a window’s description marks a late reclassification in the row and in the sentence', () => {
    const late = { ...view('2026-11-20T09:00', '2026-11-25T10:00'), isReclassifiedLate: true };
    expect(describeStanding(late)).toBe('还剩 3 个工作日（期限过后才改为一般问题）');
    expect(describeWindow(late)).toContain('24:00 前答复（期限过后才改为一般问题）');
  });

  it('a window’s description does not call a refusal a reply', () => {
    expect(describeStanding(view('2026-11-20T09:00', '2026-12-09T00:00', '2026-11-23T10:00', 'refusal'))).toBe(
      '按期，第 1 个工作日告知不予受理',
    );
  });

  it('a window’s description marks a provisional date and gives no verdict once it has passed', () => {
    const open = view('2026-12-31T09:00', '2026-12-31T10:00');
    expect(String(windowReason(open))).toContain('日期为暂定');
    expect(describeWindow(open)).toBe(
      '已用 0 个工作日，还剩 5 个，1月8日（周五）24:00 前答复（暂定：2027年节假日安排尚未公布）',
    );
    const past = view('2026-12-31T09:00', '2027-01-20T10:00');
    expect(describeWindow(past)).toBe(
      '暂定期限已过，待节假日安排公布后判定；1月8日（周五）24:00 前（暂定：2027年节假日安排尚未公布）',
    );
    const dueToday = view('2026-12-31T09:00', '2027-01-08T10:00');
    expect(describeWindow(dueToday)).toBe('今天到期，1月8日（周五）24:00 前答复（暂定：2027年节假日安排尚未公布）');
    const inTime = view('2026-12-31T09:00', '2027-01-20T10:00', '2027-01-04T10:00');
    expect(describeWindow(inTime)).toBe(
      '按期，第 1 个工作日答复；期限 5 个工作日，1月8日（周五）24:00 前（暂定：2027年节假日安排尚未公布）',
    );
    const answered = view('2026-12-31T09:00', '2027-01-20T10:00', '2027-01-12T10:00');
    expect(describeStanding(answered)).toBe('暂定期限已过，待节假日安排公布后判定');
    expect(String(verdict(answered))).toBe('');
  });

  it('a window’s description names the reason for each day', () => {
    const days = view('2026-09-30T10:00', '2026-09-30T10:00').days.map(describeDay);
    expect(days.slice(0, 3)).toEqual(['收到当天，不计', '国庆节放假，不计', '国庆节放假，不计']);
    expect(days.slice(-4)).toEqual([
      '国庆节调休上班，第 3 个工作日',
      '周末，不计',
      '第 4 个工作日',
      '第 5 个工作日，答复期限',
    ]);
  });
});

describe('describing a day', () => {
  it.each([
    ['2026-09-30T10:00', '2026-10-12', '第 4 个工作日'],
    ['2026-09-29T10:00', '2026-10-10', '国庆节调休上班，第 4 个工作日'],
    ['2026-09-28T10:00', '2026-10-10', '国庆节调休上班，第 5 个工作日，答复期限'],
    ['2026-09-25T10:00', '2026-10-10', '国庆节调休上班，工作日，已过期限'],
    ['2026-09-23T10:00', '2026-10-09', '工作日，已过期限'],
    ['2026-12-31T10:00', '2027-01-01', '元旦法定假日，不计（暂定）'],
    ['2026-12-31T10:00', '2027-01-02', '周末，不计'],
    ['2026-10-10T10:00', '2026-10-10', '收到当天，不计'],
  ])('for a comment received at %s, the description of %s reads: %s', (received, day, words) => {
    const found = view(received, `${day}T12:00`).days.find((entry) => entry.day === day);
    expect(found && describeDay(found)).toBe(words);
  });

  it('formats dates for Chinese readers with weekday and Shanghai time', () => {
    const week = ['23', '24', '25', '26', '27', '28', '29'].map((day) => formatDay(`2026-11-${day}`));
    expect(week.map((words) => words.slice(-3, -1))).toEqual(['周一', '周二', '周三', '周四', '周五', '周六', '周日']);
    expect(formatFullDay('2026-01-05')).toBe('2026年1月5日（周一）');
    expect(formatInstant('2026-11-20T15:59:59.999Z')).toBe('2026-11-20 23:59');
    expect(formatInstant('2026-11-20T16:00:00.000Z')).toBe('2026-11-21 00:00');
  });
});

describe('the working-day strip', () => {
  it('the working-day strip has a text equivalent and hides the drawing from screen readers', () => {
    const strip = String(workingDayStrip(view('2026-09-30T10:00', '2026-09-30T10:00')));
    expect(strip).toContain('<ol class="strip-days" aria-hidden="true">');
    expect(strip).toContain('>休7<');
    expect(strip).toContain('>班<');
    expect(strip).toContain('<figcaption>已用 0 个工作日，还剩 5 个');
  });

  it('the working-day strip stays short however late the comment is', () => {
    expect(view('2026-01-05T10:00', '2026-11-20T10:00').days.length).toBeLessThan(30);
  });
});
