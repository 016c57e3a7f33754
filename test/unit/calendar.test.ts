import { describe, expect, it } from 'vitest';
import { type CalendarSource, createCalendar, createCalendars } from '../../api/domain/clock/calendar.ts';

const notice = (year: number) => ({ title: `${year}年的通知`, publishedOn: `${year - 1}-11-25` });
const year = (number: number, daysOff = {}, makeUpDays = {}) => ({
  year: number,
  notices: [notice(number)],
  daysOff,
  makeUpDays,
});
const law = {
  source: '《办法》第二条',
  years: [
    { year: 2026, daysOff: { '2026-01-02': '元旦' } },
    { year: 2027, daysOff: { '2027-01-01': '元旦' } },
  ],
};
/** Two announced years, newest first. */
const source: CalendarSource = {
  version: 1,
  takenIn: '2026-11-21',
  source: '两年',
  years: [year(2026, { '2026-01-01': '元旦', '2026-01-05': '元旦' }, { '2026-01-04': '元旦' }), year(2025)],
};
const open = () => createCalendar(source, law);

describe('a calendar', () => {
  it('a calendar reports its version, its first and last year and the last announced year', () => {
    expect(open()).toMatchObject({
      version: 1,
      label: '第 1 版（两年）',
      years: { first: 2025, last: 2027 },
      announcedThrough: 2026,
    });
  });

  it('a calendar explains why each day counts as a working day or not', () => {
    const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05', '2027-01-01', '2027-01-02'];
    expect(days.map((day) => open().describe(day))).toEqual([
      { day: '2026-01-01', standing: 'holiday', holiday: '元旦' },
      { day: '2026-01-02', standing: 'working', holiday: '' }, // the notice overrides the law's default days
      { day: '2026-01-03', standing: 'weekend', holiday: '' },
      { day: '2026-01-04', standing: 'make-up', holiday: '元旦' },
      { day: '2026-01-05', standing: 'holiday', holiday: '元旦' },
      { day: '2027-01-01', standing: 'statutory', holiday: '元旦' },
      { day: '2027-01-02', standing: 'weekend', holiday: '' },
    ]);
    expect(days.filter((day) => open().isWorkingDay(day))).toEqual(['2026-01-02', '2026-01-04']);
  });

  it('a calendar cites the year’s notices, or the law while no notice is published', () => {
    expect(open().sourceOf(2026)).toEqual([notice(2026)]);
    expect(open().sourceOf(2027)).toEqual([{ title: '《办法》第二条', publishedOn: null }]);
  });

  it('a calendar counts working days from its first day to its last and throws beyond them', () => {
    const calendar = createCalendar(source, { ...law, years: [] });
    expect([calendar.nthWorkingDay(1), calendar.countThrough('2025-01-01')]).toEqual(['2025-01-01', 1]);
    const all = calendar.countThrough('2026-12-31');
    expect(calendar.nthWorkingDay(all)).toBe('2026-12-31');
    expect(calendar.countThrough('2026-01-05')).toBe(calendar.countThrough('2026-01-04'));
    for (const n of [0, all + 1]) {
      const words = `working day ${n} is outside the calendar 2025–2026`;
      expect(() => calendar.nthWorkingDay(n)).toThrow(new RangeError(words));
    }
  });

  it('a calendar throws for a day outside its years and for a date that does not exist', () => {
    const calendar = open();
    for (const day of ['2024-12-31', '2028-01-01', 'not a day']) {
      for (const ask of [calendar.isWorkingDay, calendar.countThrough, calendar.describe]) {
        expect(() => ask(day), day).toThrow(new RangeError(`${day} is outside the calendar 2025–2027`));
      }
    }
    for (const day of ['2026-02-30', '2026-04-31']) {
      expect(() => calendar.isWorkingDay(day)).toThrow(new RangeError(`${day} is not a day`));
    }
  });

  it('a calendar requires at least one announced year', () => {
    expect(() => createCalendar({ ...source, years: [] }, law)).toThrow(
      new RangeError('a calendar needs at least one year'),
    );
  });
});

describe('calendar versions', () => {
  const second = { ...source, version: 2, years: [...source.years, year(2027, { '2027-01-04': '元旦' })] };
  const calendars = () => createCalendars([source, second], law);

  it('calendar versions are all available, the latest is current, and each is built once', () => {
    const { current, at } = calendars();
    expect([current.version, current.announcedThrough, at(1).announcedThrough]).toEqual([2, 2027, 2026]);
    expect(at(2)).toBe(current);
    const older = at(1);
    expect(at(1)).toBe(older);
  });

  it('calendar versions throw when the version is unknown or none exists', () => {
    expect(() => calendars().at(3)).toThrow(new RangeError('there is no calendar version 3'));
    expect(() => createCalendars([], law)).toThrow(new RangeError('there is no calendar'));
  });
});
