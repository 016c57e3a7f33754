import { describe, expect, it } from 'vitest';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import {
  isWorkingTime,
  planReminders,
  type UnansweredComment,
  writeDigest,
  writeReminder,
} from '../../api/domain/office/reminders.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';

const { current } = createCalendars(calendarVersions, statutory);
const shanghai = (local: string) => Date.parse(`${local}+08:00`);

/** Received on Friday, 20 November 2026; due by the end of Friday, 27 November. */
const comment: UnansweredComment = {
  receiptCode: 'GX261120-7K3QF',
  unit: 'minzhengju',
  receivedAt: shanghai('2026-11-20T09:00'),
  dueAt: shanghai('2026-11-28T00:00'),
};

const planned = (day: string, changes: Partial<UnansweredComment> = {}) =>
  planReminders({ ...comment, ...changes }, shanghai(`${day}T10:00`), current).map(
    ({ kind, recipient, day: key }) => `${kind} ${recipient} ${key}`,
  );

describe('working hours', () => {
  it.each([
    ['on a Friday morning', '2026-11-20T09:00', true],
    ['before nine', '2026-11-20T08:59:59', false],
    ['at five in the afternoon', '2026-11-20T17:00', false],
    ['at a minute before five', '2026-11-20T16:59', true],
    ['on a Saturday', '2026-11-21T10:00', false],
    ['on a make-up Saturday (调休上班)', '2026-10-10T10:00', true],
    ['on the national holiday', '2026-10-01T10:00', false],
    ['on a statutory holiday of a year not yet announced', '2027-01-01T10:00', false],
  ])('recognises whether it is working hours %s', (_, at, isIn) => {
    expect(isWorkingTime(shanghai(at), current)).toBe(isIn);
  });
});

describe('reminders', () => {
  it('reminders reach the unit on the working day before and on the due date', () => {
    expect(planned('2026-11-25')).toEqual([]);
    expect(planned('2026-11-26')).toEqual(['due-next unit 2026-11-26']);
    expect(planned('2026-11-27')).toEqual(['due-today unit 2026-11-27']);
  });

  it('reminders go to the desk when no unit holds the comment', () => {
    expect(planned('2026-11-27', { unit: null })).toEqual(['due-today office 2026-11-27']);
    expect(planned('2026-11-30', { unit: null })).toEqual(['overdue office 2026-11-30']);
  });

  it('reminders count working days across a holiday', () => {
    const afterHoliday = { receivedAt: shanghai('2026-09-24T10:00'), dueAt: shanghai('2026-10-09T00:00') };
    expect(planned('2026-09-29', afterHoliday)).toEqual([]);
    expect(planned('2026-09-30', afterHoliday)).toEqual(['due-next unit 2026-09-30']);
  });

  it('reminders go to unit and desk every working day once overdue, and to the leader from five working days on', () => {
    expect(planned('2026-11-30')).toEqual(['overdue unit 2026-11-30', 'overdue office 2026-11-30']);
    expect(planned('2026-12-03')).toHaveLength(2);
    expect(planned('2026-12-04')).toEqual(
      ['unit', 'office', 'leader'].map((recipient) => `overdue ${recipient} 2026-12-04`),
    );
  });

  it('reminders mention each long wait once, identified by the day on which it was reached', () => {
    const long = (day: string) => planned(day).filter((line) => line.startsWith('waiting'));
    expect(long('2026-12-18')).toEqual([]);
    expect(long('2026-12-21')).toEqual(['waiting-30 unit 2026-12-20', 'waiting-30 office 2026-12-20']);
    expect(long('2026-12-22')).toEqual(long('2026-12-21'));
  });

  it('reminders tell the leader after 75 days and drop the reminders for 30 and 60', () => {
    const old = { receivedAt: shanghai('2026-09-01T10:00'), dueAt: shanghai('2026-09-09T00:00') };
    const long = planned('2026-11-16', old).filter((line) => line.startsWith('waiting'));
    expect(long).toEqual(['unit', 'office', 'leader'].map((recipient) => `waiting-75 ${recipient} 2026-11-15`));
  });

  it('reminders never call a comment overdue on a provisional due date', () => {
    const provisional = { receivedAt: shanghai('2026-12-31T09:00'), dueAt: shanghai('2027-01-09T00:00') };
    expect(planned('2027-01-08', provisional)).toEqual(['due-today unit 2027-01-08']);
    expect(planned('2027-01-12', provisional)).toEqual([]);
  });

  it('reminders state receipt code, event, due date and holder', () => {
    const write = (kind: Parameters<typeof writeReminder>[0], day: string) =>
      writeReminder(kind, comment, '县民政局', shanghai(`${day}T10:00`), current);
    expect(write('due-next', '2026-11-26')).toBe(
      '留言 GX261120-7K3QF 下一个工作日到期（期限 11月27日（周五））。承办：县民政局。',
    );
    expect(write('overdue', '2026-12-01')).toContain('已超期 2 个工作日');
    expect(write('waiting-30', '2026-12-21')).toContain('收到已 31 天，还没有答复');
  });
});

describe('the morning digest', () => {
  const known = { announcedThrough: 2026 };
  const counts = { open: 0, dueToday: 0, overdue: 0, disputed: 0, held: 0, oldest: null, head: null };

  it('the morning digest states the jurisdiction’s counts and how long the oldest comment has waited', () => {
    const full = {
      ...counts,
      open: 8,
      dueToday: 2,
      overdue: 3,
      disputed: 1,
      held: 4,
      oldest: shanghai('2026-11-02T10:00'),
    };
    expect(writeDigest('冠县', full, shanghai('2026-11-20T09:07'), known)).toBe(
      '冠县 11月20日（周五）早报：在办 8 件，今天到期 2 件，已超期 3 件，有异议待处理 1 件，待核 4 件；等得最久的一件 11月2日（周一）收到，已 18 天。',
    );
  });

  it('the morning digest carries the newest seal of the ledger out of the house', () => {
    const head = { number: 12, at: '2026-11-20T00:07:00.000Z', hash: 'a1'.repeat(32) };
    expect(writeDigest('冠县', { ...counts, head }, shanghai('2026-11-20T09:07'), known)).toMatch(
      new RegExp(`。记录校验值：第12号 ${head.hash}（2026-11-20 08:07封存）。$`, 'u'),
    );
  });

  it('the morning digest omits the oldest comment when none is open', () => {
    expect(writeDigest('冠县', counts, shanghai('2026-11-20T09:07'), known)).toMatch(/待核 0 件。$/u);
  });

  it.each([
    ['2026-11-30T23:59', 2026, false],
    ['2026-12-01T00:00', 2026, true],
    ['2027-01-04T09:05', 2026, true],
    ['2027-01-04T09:05', 2027, false],
  ])(
    'the morning digest at %s, with holidays announced through %i, asks for next year’s calendar: %s',
    (now, announcedThrough, isAsked) => {
      const digest = writeDigest('冠县', counts, shanghai(now), { announcedThrough });
      expect(digest.includes('2027 年的放假安排还没有收下')).toBe(isAsked);
    },
  );
});
