import { describe, expect, it } from 'vitest';
import {
  judgeCalendar,
  judgeColumn,
  judgeFailures,
  judgeJob,
  judgeMigrations,
  judgeNotifier,
  neverRan,
} from '../../api/domain/status.ts';

const now = Date.parse('2026-11-20T09:00:00+08:00');
const hour = 3_600_000;
const day = 24 * hour;
const ago = (milliseconds: number) => now - milliseconds;
const ran = (since: number) => ({ succeededAt: ago(since), failedAt: null, note: '12 MB' });

describe('the state of a job', () => {
  it('is wrong before it ever ran, and once the last success is longer ago than it may be', () => {
    expect(judgeJob('backup', neverRan, now)).toMatchObject({ state: 'problem', found: '还没有成功过' });
    expect(judgeJob('backup', ran(26 * hour), now)).toMatchObject({ state: 'fine', todo: '' });
    const late = judgeJob('backup', ran(26 * hour + 1), now);
    expect([late.state, late.todo]).toEqual(['problem', expect.stringContaining('npm run backup')]);
    expect(judgeJob('upkeep', ran(2 * hour + 1), now).state).toBe('problem');
    expect(judgeJob('notes', ran(hour / 2 + 1), now).state).toBe('problem');
  });

  it('needs attention where it failed since, and says when and why', () => {
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

describe('the state of the calendar', () => {
  const judge = (announcedThrough: number, provisional: number, on: string) =>
    judgeCalendar({ announcedThrough, provisional }, Date.parse(`${on}T09:00:00+08:00`)).state;

  it('is well until November without next year, then needs attention; a year that began unknown is wrong', () => {
    expect(judge(2026, 0, '2026-10-31')).toBe('fine');
    expect(judge(2026, 0, '2026-11-01')).toBe('attention');
    expect(judge(2027, 0, '2026-11-20')).toBe('fine');
    expect(judge(2026, 0, '2027-01-01')).toBe('problem');
  });

  it('needs attention at any time of the year where windows are provisional, and says how many', () => {
    expect(judge(2026, 1, '2026-09-30')).toBe('attention');
    expect(judgeCalendar({ announcedThrough: 2026, provisional: 3 }, now).found).toContain('3 件在办留言的期限为暂定');
  });
});

describe('the state of the sending', () => {
  it('is wrong while nobody can be told, and where something was given up', () => {
    expect([judgeNotifier(false).state, judgeNotifier(true).state]).toEqual(['fine', 'problem']);
    expect([judgeFailures(0, 0).state, judgeFailures(0, 1).state]).toEqual(['fine', 'problem']);
    expect(judgeFailures(2, 1).found).toBe('通知 2 件，催办 1 件');
  });
});

describe('the state of the database', () => {
  it('is wrong while a migration is missing, and names it', () => {
    expect(judgeMigrations('0013_jobs', [])).toMatchObject({ state: 'fine', found: '已是最新（0013_jobs）' });
    expect(judgeMigrations('0013_jobs', ['0013_jobs'])).toMatchObject({ state: 'problem', found: '缺 0013_jobs' });
  });
});

describe('the state of a column', () => {
  it.each([
    ['home', 10, 14],
    ['documents', 150, 180],
    ['replies', 45, 60],
    ['waiting', 30, 75],
  ] as const)('%s needs attention from %i days on, and is wrong from %i', (name, attention, problem) => {
    const states = [attention - 1, attention, problem - 1, problem].map(
      (days) => judgeColumn(name, ago(days * day), now).state,
    );
    expect(states).toEqual(['fine', 'attention', 'attention', 'problem']);
  });

  it('says since when and against which limit; days begin at midnight in Shanghai', () => {
    const late = Date.parse('2026-11-19T23:59:00+08:00');
    expect(judgeColumn('home', late, now).found).toBe('最近更新 2026-11-19，已 1 天（检查：两周未更新）');
    expect(judgeColumn('home', now + day, now).found).toContain('今天');
  });

  it('without any answer needs attention; without anybody who waits is well', () => {
    expect(judgeColumn('replies', null, now)).toMatchObject({
      state: 'attention',
      found: expect.stringContaining('还没有过'),
    });
    expect(judgeColumn('waiting', null, now)).toMatchObject({ state: 'fine', found: '没有在办留言' });
  });
});
