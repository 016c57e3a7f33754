import { describe, expect, it } from 'vitest';
import type { ReplyRule } from '../../api/contract/rules.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { judgeReclassification, viewWindow } from '../../api/domain/clock/window-view.ts';
import { describeStanding } from '../../api/domain/clock/window-words.ts';
import type { CommentStanding } from '../../api/life/standing.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);
const rule: ReplyRule = {
  workingDays: { simple: 1, standard: 5 },
  closesAt: '17:30',
  isDefault: false,
  source: '某县的规定',
  clause: '五个工作日内答复。',
  url: '/documents/x/',
};
const announced = calendarVersions.slice(0, 1);
const [years2026 = []] = announced.map(({ years }) => years);
const notice = { title: '2027年的通知', publishedOn: '2026-11-25' };
/** Versions 2 and 3. In version 3, 4 and 5 January 2027 are days off too. */
const later = [2, 3].map((version) => ({
  version,
  takenIn: '2026-11-26',
  source: `第 ${version} 次录入`,
  byOffice: [],
  years: [
    ...years2026,
    {
      year: 2027,
      notices: [notice],
      makeUpDays: {},
      daysOff: { '2027-01-01': '元旦', ...(version === 3 ? { '2027-01-04': '元旦', '2027-01-05': '元旦' } : {}) },
    },
  ],
}));
const calendarsThrough = (versions: number) => createCalendars([...announced, ...later].slice(0, versions), statutory);

const open = {
  classification: 'standard',
  stoppedAt: null,
  stoppedBy: null,
  judgedBy: null,
  reclassifications: [],
} as const;
const view = (received: string, now: string, calendars = calendarsThrough(1)) =>
  viewWindow({ receivedAt: at(received), ...open }, rule, calendars, at(now));

describe('the window of a comment', () => {
  it('the window shows its rule and clause, the calendar notices of each year it touches, and exact times', () => {
    expect(view('2026-12-31T09:00', '2026-12-31T10:00')).toMatchObject({
      classification: 'standard',
      workingDays: 5,
      closesAt: '17:30',
      provisional: true,
      receivedAt: '2026-12-31T01:00:00.000Z',
      dueOn: '2027-01-08',
      dueAt: '2027-01-08T09:30:00.000Z',
      stoppedOn: null,
      stoppedBy: null,
      state: 'running',
      elapsed: 0,
      left: 5,
      late: 0,
      usedUntilStop: null,
      rule: { source: '某县的规定', clause: '五个工作日内答复。', url: '/documents/x/', isDefault: false },
      calendar: {
        version: 1,
        label: '第 1 版（chinese-days 1.5.7）',
        notices: [
          { title: '国务院办公厅关于2026年部分节假日安排的通知', publishedOn: '2025-11-04' },
          { title: '《全国年节及纪念日放假办法》（2024年11月10日修订）第二条', publishedOn: null },
        ],
      },
    });
  });

  it('the window follows the comment’s classification', () => {
    const simple = { receivedAt: at('2026-11-20T09:00'), ...open, classification: 'simple' } as const;
    expect(viewWindow(simple, rule, calendarsThrough(1), at('2026-11-20T10:00'))).toMatchObject({
      workingDays: 1,
      dueOn: '2026-11-23',
    });
  });

  it('the window marks each day as past, today or ahead', () => {
    const { days } = view('2026-11-20T09:00', '2026-11-24T10:00');
    expect(days.map(({ day, when }) => `${day.slice(8)} ${when}`)).toEqual([
      ...['20 past', '21 past', '22 past', '23 past', '24 today', '25 ahead', '26 ahead', '27 ahead'],
    ]);
  });

  it('the window treats the day of the reply as today and ends on the due date when the reply was on time', () => {
    const stopped = { stoppedAt: at('2026-11-24T16:00'), stoppedBy: 'reply', judgedBy: 1 } as const;
    const comment = { ...open, receivedAt: at('2026-11-20T09:00'), ...stopped };
    const { days, stoppedOn, usedUntilStop } = viewWindow(comment, rule, calendarsThrough(1), at('2026-12-30T10:00'));
    expect([stoppedOn, usedUntilStop]).toEqual(['2026-11-24', 2]);
    expect(days.at(-1)).toMatchObject({ day: '2026-11-27', part: 'due', when: 'ahead' });
    expect(days.find(({ when }) => when === 'today')?.day).toBe('2026-11-24');
  });

  it('the window lists the late days, at most the first fourteen', () => {
    const lastDay = (now: string) => view('2026-11-20T09:00', now).days.at(-1)?.day;
    expect(lastDay('2026-12-10T10:00')).toBe('2026-12-10');
    expect(lastDay('2026-12-11T10:00')).toBe('2026-12-11');
    expect(lastDay('2026-12-12T10:00')).toBe('2026-12-11');
  });
});

describe('a provisional window', () => {
  it('a provisional window is neither due today nor overdue after its last hour', () => {
    expect(view('2026-12-31T09:00', '2027-01-08T17:29')).toMatchObject({ state: 'due-today', left: 1 });
    const past = view('2026-12-31T09:00', '2027-01-08T17:30');
    expect(past).toMatchObject({ state: 'running', left: 0 });
    expect(describeStanding(past)).toBe('暂定期限已过，待节假日安排公布后判定');
  });

  const answeredLate = {
    ...open,
    receivedAt: at('2026-12-31T09:00'),
    stoppedAt: at('2027-01-11T09:00'),
    stoppedBy: 'reply',
    judgedBy: 1,
  } as const;
  const viewAnswered = (versions: number) =>
    viewWindow(answeredLate, rule, calendarsThrough(versions), at('2027-02-01T09:00'));

  it('the provisional window of an answered comment is judged by the first calendar that announces the year', () => {
    expect(viewAnswered(1)).toMatchObject({ provisional: true, calendar: { version: 1 } });
    expect(describeStanding(viewAnswered(1))).toBe('暂定期限已过，待节假日安排公布后判定');
    const judged = { provisional: false, state: 'missed', dueOn: '2027-01-08', calendar: { version: 2 } };
    expect(viewAnswered(2)).toMatchObject(judged);
    expect(viewAnswered(3)).toMatchObject(judged); // Under version 3 it would have been on time.
  });

  it('a reply before the end of a provisional window keeps its verdict; one at that very moment waits for the calendar', () => {
    const stoppedAt = (local: string) =>
      viewWindow({ ...answeredLate, stoppedAt: at(local) }, rule, calendarsThrough(3), at('2027-02-01T09:00'));
    const kept = { state: 'met', provisional: true, calendar: { version: 1 } };
    expect([stoppedAt('2027-01-07T09:00'), stoppedAt('2027-01-08T17:29')]).toMatchObject([kept, kept]);
    expect(stoppedAt('2027-01-08T17:30')).toMatchObject({ state: 'missed', calendar: { version: 2 } });
  });

  it('a calendar never changes a final verdict or the version it used', () => {
    const early = { ...answeredLate, receivedAt: at('2026-11-20T09:00'), stoppedAt: at('2026-11-30T09:00') };
    for (const judgedBy of [1, 2, 3]) {
      expect(viewWindow({ ...early, judgedBy }, rule, calendarsThrough(3), at('2027-02-01T09:00'))).toMatchObject({
        state: 'missed',
        calendar: { version: judgedBy },
      });
    }
  });
});

describe('judging a reclassification', () => {
  const standing = (...reclassifications: CommentStanding['reclassifications']) => ({
    ...open,
    receivedAt: at('2026-11-20T09:00'),
    reclassifications,
  });
  const change = (local: string, from: 'simple' | 'standard', to: 'simple' | 'standard') => ({
    at: at(local),
    from,
    to,
  });
  const judge = (...changes: CommentStanding['reclassifications']) =>
    judgeReclassification(standing(...changes), rule, calendarsThrough(1));

  it('a comment that was never reclassified is reported as such', () => {
    expect(judge()).toBe('never');
  });

  it('a reclassification counts as late from the end of the shorter window on', () => {
    const simple = change('2026-11-20T10:00', 'standard', 'simple');
    expect(judge(simple)).toBe('in-window');
    expect(judge(simple, change('2026-11-23T17:29', 'simple', 'standard'))).toBe('in-window');
    expect(judge(simple, change('2026-11-23T17:30', 'simple', 'standard'))).toBe('after-window');
  });

  it('a late reclassification to the shorter window hides no late reply, so it does not count as late', () => {
    expect(judge(change('2026-12-20T10:00', 'standard', 'simple'))).toBe('in-window');
  });

  it('a reclassification hides no late reply where both windows are equally long', () => {
    const equal = { ...rule, workingDays: { simple: 5, standard: 5 } };
    const late = standing(change('2026-12-20T10:00', 'simple', 'standard'));
    expect(judgeReclassification(late, equal, calendarsThrough(1))).toBe('in-window');
  });

  it('a late reclassification still counts as late after a second one reverses it', () => {
    const lateChange = change('2026-11-24T10:00', 'simple', 'standard');
    expect(judge(lateChange, change('2026-11-24T11:00', 'standard', 'simple'))).toBe('after-window');
  });

  it('a reclassification uses the calendar of the verdict', () => {
    const late = { ...standing(change('2027-01-05T10:00', 'simple', 'standard')), receivedAt: at('2026-12-31T09:00') };
    const closed = { ...late, stoppedAt: at('2027-01-06T10:00'), stoppedBy: 'reply' as const };
    expect(judgeReclassification({ ...closed, judgedBy: 2 }, rule, calendarsThrough(3))).toBe('after-window');
    expect(judgeReclassification({ ...closed, judgedBy: 3 }, rule, calendarsThrough(3))).toBe('in-window');
  });
});
