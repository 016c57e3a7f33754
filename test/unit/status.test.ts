import { describe, expect, it } from 'vitest';
import { estimateFirstAttempt } from '../../api/domain/notes.ts';
import {
  judgeCalendar,
  judgeColumn,
  judgeFailures,
  judgeHistory,
  judgeJob,
  judgeMigrations,
  judgeNotifier,
  neverRan,
} from '../../api/domain/office/status.ts';

const now = Date.parse('2026-11-20T09:00:00+08:00');
const hour = 3_600_000;
const day = 24 * hour;
const ago = (milliseconds: number) => now - milliseconds;
const ran = (since: number) => ({ succeededAt: ago(since), failedAt: null, note: '12 MB' });

describe('the status of a scheduled job', () => {
  it('a job’s status is a problem before its first success and once the last success is too old', () => {
    expect(judgeJob('backup', neverRan, now)).toMatchObject({ state: 'problem', found: '还没有成功过' });
    expect(judgeJob('backup', ran(26 * hour), now)).toMatchObject({ state: 'fine', todo: '' });
    const late = judgeJob('backup', ran(26 * hour + 1), now);
    expect([late.state, late.todo]).toEqual(['problem', expect.stringContaining('npm run backup')]);
    expect(judgeJob('upkeep', ran(2 * hour + 1), now).state).toBe('problem');
    expect(judgeJob('notes', ran(hour / 2 + 1), now).state).toBe('problem');
  });

  it('a job’s status needs attention after a failure and says when and why', () => {
    const failed = judgeJob('backup', { succeededAt: ago(hour), failedAt: ago(60_000), note: 'ENOSPC' }, now);
    expect(failed).toMatchObject({
      state: 'attention',
      found: '上次成功 2026-11-20 08:00；2026-11-20 08:59 失败（ENOSPC）',
    });
    expect(judgeJob('backup', { ...ran(60_000), failedAt: ago(hour) }, now)).toMatchObject({
      state: 'fine',
      found: '上次成功 2026-11-20 08:59，12 MB',
    });
  });
});

describe('the status of the calendar', () => {
  const judge = (announcedThrough: number, provisional: number, on: string) =>
    judgeCalendar({ announcedThrough, provisional }, Date.parse(`${on}T09:00:00+08:00`)).state;

  it('the calendar’s status needs attention from November without next year’s calendar and is a problem once that year begins', () => {
    expect(judge(2026, 0, '2026-10-31')).toBe('fine');
    expect(judge(2026, 0, '2026-11-01')).toBe('attention');
    expect(judge(2027, 0, '2026-11-20')).toBe('fine');
    expect(judge(2026, 0, '2027-01-01')).toBe('problem');
  });

  it('the calendar’s status needs attention while windows are provisional and says how many', () => {
    expect(judge(2026, 1, '2026-09-30')).toBe('attention');
    expect(judgeCalendar({ announcedThrough: 2026, provisional: 3 }, now).found).toContain('3 件在办留言的期限为暂定');
  });
});

describe('the status of exports on a platform with its own backups', () => {
  const exported = (since: number) => judgeHistory({ succeededAt: ago(since), failedAt: null, note: '3 件留言' }, now);

  it('the export status needs attention before the first export and a month after the last, but is never a problem', () => {
    const never = judgeHistory(neverRan, now);
    expect(never).toMatchObject({ state: 'attention', todo: expect.stringContaining('npm run export') });
    expect(never.found).toBe('D1 自带 30 天历史（免费套餐 7 天），附件（R2）不在其中；还没有导出过');
    expect(exported(31 * day)).toMatchObject({ state: 'fine', todo: '' });
    expect(exported(31 * day).found).toContain('上次导出 2026-10-20 09:00，3 件留言');
    expect(exported(31 * day + 1).state).toBe('attention');
    expect(never.todo).not.toContain('npm run backup');
  });

  it('the export status needs attention when the last export lacked attachments and says how many', () => {
    const note = '3 件留言，缺 2 个附件';
    const partial = judgeHistory({ succeededAt: ago(day), failedAt: ago(hour), note }, now);
    expect([partial.state, partial.found]).toEqual([
      'attention',
      expect.stringContaining('08:00，3 件留言，缺 2 个附件'),
    ]);
    expect(judgeHistory({ succeededAt: ago(hour), failedAt: ago(day), note: '3 件留言' }, now).state).toBe('fine');
  });
});

describe('the status of sending notes and reminders', () => {
  const empty = { notes: 0, reminders: 0, lookedAt: 1000, oldest: null };
  const notifier = (isDouble: boolean, stuck = {}) => judgeNotifier(isDouble, { ...empty, ...stuck }, now);

  it('the sending status needs attention after a second failed attempt and is a problem once the oldest waited a day', () => {
    const first = notifier(false, { notes: 1, oldest: ago(5 * 60_000) });
    expect(first).toMatchObject({
      state: 'attention',
      found: '已接入；两次以上没有发出：通知 1 件，催办 0 件，最早的已等 5 分钟',
      todo: expect.stringContaining('服务商'),
    });
    expect(notifier(false, { reminders: 1, oldest: ago(day) }).state).toBe('attention');
    const dead = notifier(false, { notes: 1000, reminders: 3, oldest: ago(day + 1) });
    expect([dead.state, dead.found]).toEqual(['problem', expect.stringContaining('通知 1000 件以上，催办 3 件')]);
    expect(dead.found).toContain('24 小时');
  });

  it('the sending status counts the wait from the first attempt', () => {
    const tries = [1, 2, 3].map((n) => estimateFirstAttempt({ tries: n, nextAt: now }));
    expect(tries).toEqual([ago(5 * 60_000), ago(25 * 60_000), ago(105 * 60_000)]);
  });

  it('the sending status is a problem while no channel is configured or after giving up on a note', () => {
    expect([notifier(false).state, notifier(true).state]).toEqual(['fine', 'problem']);
    expect([judgeFailures(0, 0).state, judgeFailures(0, 1).state]).toEqual(['fine', 'problem']);
    expect(judgeFailures(2, 1).found).toBe('通知 2 件，催办 1 件');
  });
});

describe('the status of the database', () => {
  it('the database status is a problem while a migration is missing, and names it', () => {
    expect(judgeMigrations('0013_jobs', [])).toMatchObject({ state: 'fine', found: '已是最新（0013_jobs）' });
    expect(judgeMigrations('0013_jobs', ['0013_jobs'])).toMatchObject({ state: 'problem', found: '缺 0013_jobs' });
  });
});

describe('the freshness of a column', () => {
  it.each([
    ['home', 10, 14],
    ['documents', 150, 180],
    ['replies', 45, 60],
    ['waiting', 30, 75],
  ] as const)(
    'the freshness of %s needs attention from %i days on and is a problem from %i',
    (name, attention, problem) => {
      const states = [attention - 1, attention, problem - 1, problem].map(
        (days) => judgeColumn(name, ago(days * day), now).state,
      );
      expect(states).toEqual(['fine', 'attention', 'attention', 'problem']);
    },
  );

  it('freshness says since when and against which limit, with days starting at midnight in Shanghai', () => {
    const late = Date.parse('2026-11-19T23:59:00+08:00');
    expect(judgeColumn('home', late, now).found).toBe('最近更新 2026-11-19，已 1 天（检查：两周未更新）');
    expect(judgeColumn('home', now + day, now).found).toContain('今天');
  });

  it('answers’ freshness needs attention when none exists, and is fine when no comment waits', () => {
    expect(judgeColumn('replies', null, now)).toMatchObject({
      state: 'attention',
      found: expect.stringContaining('还没有过'),
    });
    expect(judgeColumn('waiting', null, now)).toMatchObject({ state: 'fine', found: '没有在办留言' });
  });
});
