import { describe, expect, it } from 'vitest';
import { createCalendars } from '../../api/domain/calendar.ts';
import { ruleFinder } from '../../api/domain/rules.ts';
import { viewWindow } from '../../api/domain/window-view.ts';
import { describeDay, describeStanding, describeWindow } from '../../api/domain/window-words.ts';
import { verdict, windowReason, workingDayStrip } from '../../api/views/window.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { rules } from '../../content/rules/index.ts';

const calendars = createCalendars(calendarVersions, statutory);
const at = (local: string) => Date.parse(`${local}+08:00`);
const guanxian = ruleFinder(rules)('guanxian', at('2026-01-01T00:00'));

function view(received: string, now: string, stopped: string | null = null, stoppedBy: 'reply' | 'refusal' = 'reply') {
  const stop = stopped === null ? { stoppedAt: null, stoppedBy: null } : { stoppedAt: at(stopped), stoppedBy };
  return viewWindow(
    { receivedAt: at(received), classification: 'standard', judgedBy: null, ...stop },
    guanxian,
    calendars,
    at(now),
  );
}

describe('the words of a window', () => {
  it.each([
    ['2026-11-20T10:00', '已用 0 个工作日，还剩 5 个，11月27日（周五）24:00 前答复'],
    ['2026-11-25T10:00', '已用 2 个工作日，还剩 3 个，11月27日（周五）24:00 前答复'],
    ['2026-11-27T10:00', '今天到期，11月27日（周五）24:00 前答复'],
    ['2026-11-28T10:00', '已超期，未满 1 个工作日，应在11月27日（周五）24:00 前答复'],
    ['2026-12-02T10:00', '已超期 3 个工作日，应在11月27日（周五）24:00 前答复'],
  ])('at %s are: %s', (now, words) => {
    expect(describeWindow(view('2026-11-20T09:00', now))).toBe(words);
  });

  it.each([
    ['2026-11-20T18:00', '按期，收到当天答复'],
    ['2026-11-22T10:00', '按期，收到后的休息日答复'],
    ['2026-11-24T10:00', '按期，第 2 个工作日答复'],
    ['2026-11-28T10:00', '超期答复，晚了不到 1 个工作日'],
    ['2026-12-01T10:00', '超期 2 个工作日答复'],
  ])('of a reply at %s say: %s', (stopped, words) => {
    expect(describeStanding(view('2026-11-20T09:00', '2026-12-09T00:00', stopped))).toBe(words);
  });

  it('of a reply on a rest day within the window say after which working day', () => {
    expect(describeStanding(view('2026-11-19T09:00', '2026-12-09T00:00', '2026-11-21T10:00'))).toBe(
      '按期，第 1 个工作日之后的休息日答复',
    );
  });

  it('of a refusal do not call it a reply', () => {
    expect(describeStanding(view('2026-11-20T09:00', '2026-12-09T00:00', '2026-11-23T10:00', 'refusal'))).toBe(
      '按期，第 1 个工作日告知不予受理',
    );
  });

  it('say that a date is provisional, and judge nothing by it once it is past', () => {
    const open = view('2026-12-31T09:00', '2026-12-31T10:00');
    expect(describeWindow(open)).toContain('（暂定：2027年节假日安排尚未公布）');
    expect(String(windowReason(open))).toContain('日期为暂定');
    const past = view('2026-12-31T09:00', '2027-01-20T10:00');
    expect(describeWindow(past)).toContain('暂定期限已过，待节假日安排公布后判定');
    const answered = view('2026-12-31T09:00', '2027-01-20T10:00', '2027-01-12T10:00');
    expect(describeStanding(answered)).toBe('暂定期限已过，待节假日安排公布后判定');
    expect(String(verdict(answered))).toBe('');
  });

  it('name the reason of each day', () => {
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

describe('the working-day strip', () => {
  it('says in words what it draws, and hides the drawing from screen readers', () => {
    const strip = String(workingDayStrip(view('2026-09-30T10:00', '2026-09-30T10:00')));
    expect(strip).toContain('<ol class="strip-days" aria-hidden="true">');
    expect(strip).toContain('>休7<');
    expect(strip).toContain('>班<');
    expect(strip).toContain('<figcaption>已用 0 个工作日，还剩 5 个');
  });

  it('does not grow without end with a long lateness', () => {
    expect(view('2026-01-05T10:00', '2026-11-20T10:00').days.length).toBeLessThan(30);
  });
});
