import { describe, expect, it } from 'vitest';
import { addDays, createCalendars } from '../../api/domain/clock/calendar.ts';
import { explainWindow, judgeWindow, openWindow, splitByUrgency } from '../../api/domain/clock/clock.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';

const calendar = createCalendars(calendarVersions, statutory).current;
const simple = { workingDays: 1, closesAt: '24:00' };
const standard = { workingDays: 5, closesAt: '24:00' };
const at = (local: string) => Date.parse(`${local}+08:00`);
const due = (local: string, rule = standard) => openWindow(at(local), rule, calendar);

describe('the working-day calendar', () => {
  // The lunar dates come from the Hong Kong Observatory's Gregorian–lunar conversion tables. Intl's Chinese calendar is
  // unreliable: it dates the new moon of 6 February 2027, 23:56 in Beijing, to the 7th.
  it.each([
    [2027, '04-05', '02-06', '06-09', '09-15'],
    [2028, '04-04', '01-26', '05-28', '10-03'],
    [2029, '04-04', '02-13', '06-16', '09-22'],
    [2030, '04-05', '02-03', '06-05', '09-12'],
    [2031, '04-05', '01-23', '06-24', '10-01'],
  ])(
    'the calendar takes the days off in %i from the law until a notice is published',
    (year, 清明, 春节, 端午, 中秋) => {
      const days = statutory.years.find((entry) => entry.year === year)?.daysOff ?? {};
      const off = Object.keys(days).map((day) => day.slice(5));
      expect(off).toEqual(
        expect.arrayContaining(['01-01', 清明, 春节, 端午, 中秋, '05-01', '05-02', '10-01', '10-02', '10-03']),
      );
      expect(Object.values(days).filter((name) => name === '春节')).toHaveLength(4);
      expect(off[off.indexOf(春节) - 1] ?? '').toBe(addDays(`${year}-${春节}`, -1).slice(5));
    },
  );
});

describe('the due date', () => {
  it.each([
    ['2026-09-30T23:59', '2026-10-08', '2026-10-13', false],
    ['2026-02-13T10:00', '2026-02-14', '2026-02-27', false],
    ['2026-11-20T09:00', '2026-11-23', '2026-11-27', false],
    ['2026-12-31T09:00', '2027-01-04', '2027-01-08', true],
  ])(
    'the due date of a comment received at %s is %s if simple, otherwise %s',
    (received, onSimple, onStandard, provisional) => {
      expect(due(received, simple)).toMatchObject({ dueOn: onSimple, provisional });
      expect(due(received)).toMatchObject({ dueOn: onStandard, provisional });
    },
  );

  it.each([
    ['2026-11-21T12:00', 5, '2026-11-27'],
    ['2026-09-19T12:00', 1, '2026-09-20'],
    ['2026-04-30T12:00', 5, '2026-05-11'],
    ['2026-09-18T12:00', 20, '2026-10-22'],
  ])('the due date of a comment received at %s with %i working days is %s', (received, workingDays, expected) => {
    expect(due(received, { workingDays, closesAt: '24:00' }).dueOn).toBe(expected);
  });

  it('the due date depends on the day of receipt in Shanghai, not on the hour', () => {
    expect(due('2026-11-20T00:00:00.000').dueOn).toBe('2026-11-27');
    expect(due('2026-11-20T23:59:59.999').dueOn).toBe('2026-11-27');
    expect(due('2026-11-21T00:00:00.000').dueOn).toBe('2026-11-27');
    expect(due('2026-11-23T00:00:00.000').dueOn).toBe('2026-11-30');
  });

  it('a reply window ends at midnight after its due date, or at the closing hour that the rule sets', () => {
    expect(due('2026-11-20T09:00').dueAt).toBe(at('2026-11-28T00:00'));
    expect(due('2026-11-20T09:00', { workingDays: 5, closesAt: '17:30' }).dueAt).toBe(at('2026-11-27T17:30'));
  });
});

describe('the state of a reply window', () => {
  const window = due('2026-11-20T09:00');
  const standing = (now: string, stopped: string | null = null) =>
    judgeWindow(window, standard, calendar, at(now), stopped === null ? null : at(stopped));

  it('a reply window has used no working day on the day of receipt or over the weekend', () => {
    expect(standing('2026-11-20T10:00')).toMatchObject({ state: 'running', elapsed: 0, left: 5, late: 0 });
    expect(standing('2026-11-22T23:59')).toMatchObject({ state: 'running', elapsed: 0, left: 5 });
  });

  it('a reply window counts a working day as used once it has ended', () => {
    expect(standing('2026-11-23T23:59')).toMatchObject({ elapsed: 0, left: 5 });
    expect(standing('2026-11-24T00:00')).toMatchObject({ elapsed: 1, left: 4 });
    expect(standing('2026-11-27T23:59')).toMatchObject({ state: 'due-today', elapsed: 4, left: 1 });
  });

  it('a reply window is overdue from the end of the due date on and counts the working days late', () => {
    expect(standing('2026-11-28T00:00')).toMatchObject({ state: 'overdue', elapsed: 5, left: 0, late: 0 });
    expect(standing('2026-11-30T00:00')).toMatchObject({ state: 'overdue', late: 1 });
    expect(standing('2026-12-02T10:00')).toMatchObject({ state: 'overdue', late: 3 });
  });

  it('a reply window is met by a reply before the window ends and missed by one at its end', () => {
    expect(standing('2026-12-09T00:00', '2026-11-27T23:59:59.999')).toMatchObject({ state: 'met', usedUntilStop: 5 });
    expect(standing('2026-12-09T00:00', '2026-11-28T00:00')).toMatchObject({ state: 'missed', late: 0 });
    expect(standing('2026-12-09T00:00', '2026-12-01T09:00')).toMatchObject({ state: 'missed', late: 2 });
  });

  it('a reply window is met on working day 0 by a reply on the day of receipt', () => {
    expect(standing('2026-12-09T00:00', '2026-11-20T09:30')).toMatchObject({ state: 'met', usedUntilStop: 0 });
  });

  it('a reply window is never overdue on a provisional due date', () => {
    const provisional = due('2026-12-31T09:00');
    const past = judgeWindow(provisional, standard, calendar, at('2027-01-20T09:00'), null);
    expect(past).toMatchObject({ state: 'running', elapsed: 5, left: 0, late: 0 });
  });

  it('a reply window ends each working day at the closing hour', () => {
    const early = { workingDays: 1, closesAt: '17:30' };
    const short = openWindow(at('2026-11-20T09:00'), early, calendar);
    expect(judgeWindow(short, early, calendar, at('2026-11-23T17:29'), null)).toMatchObject({
      state: 'due-today',
      left: 1,
    });
    expect(judgeWindow(short, early, calendar, at('2026-11-23T17:30'), null)).toMatchObject({
      state: 'overdue',
      left: 0,
    });
  });
});

describe('urgency of open reply windows', () => {
  const urgency = (now: string) => splitByUrgency(calendar, at(now));

  it('counts a window as due soon until the end of the next working day, across weekends and holidays', () => {
    expect(urgency('2026-11-25T09:00').soonUntil).toBe(at('2026-11-27T00:00'));
    expect(urgency('2026-11-27T09:00').soonUntil).toBe(at('2026-12-01T00:00'));
    expect(urgency('2026-11-28T09:00').soonUntil).toBe(at('2026-12-01T00:00'));
    expect(urgency('2026-09-30T09:00').soonUntil).toBe(at('2026-10-09T00:00'));
  });

  it('lists a window as overdue exactly when its end has passed and its due date is not provisional', () => {
    for (const received of ['2026-11-20T09:00', '2026-12-24T09:00', '2026-12-25T09:00', '2026-12-31T09:00']) {
      const window = due(received);
      for (const now of ['2026-11-28T00:00', '2026-12-31T23:59', '2027-01-01T00:00', '2027-02-01T09:00']) {
        const { state } = judgeWindow(window, standard, calendar, at(now), null);
        expect([received, now, window.dueAt <= urgency(now).overdueUntil]).toEqual([
          received,
          now,
          state === 'overdue',
        ]);
      }
    }
  });
});

describe('the explanation of a due date', () => {
  it('the explanation of a due date lists each day from the receipt on and says why a day is skipped', () => {
    const window = due('2026-09-30T23:59');
    const days = explainWindow(window, calendar, '2026-09-30').map(({ day, part, standing, holiday, number }) =>
      [day.slice(5), part, standing, holiday, number].join(' '),
    );
    expect(days).toEqual([
      '09-30 receipt working  ',
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => `10-0${n} skipped holiday 国庆节 `),
      '10-08 counted working  1',
      '10-09 counted working  2',
      '10-10 counted make-up 国庆节 3',
      '10-11 skipped weekend  ',
      '10-12 counted working  4',
      '10-13 due working  5',
    ]);
  });

  it('the explanation of a due date continues past the due date when the reply was late', () => {
    const parts = explainWindow(due('2026-11-20T09:00'), calendar, '2026-12-01').map(({ part }) => part);
    expect(parts.slice(-4)).toEqual(['skipped', 'skipped', 'late', 'late']);
  });
});
