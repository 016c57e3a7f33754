// Checks the clock against the State Council's notices with an independent count that uses none of the clock's code.
import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { openWindow } from '../../api/domain/clock/clock.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { countOn, isWorkingByData, listAnnouncedDays, listProofReceipts } from '../support/announced.ts';

const calendar = createCalendars(calendarVersions, statutory).current;
const workingDays = { simple: 1, standard: 5 };
const receipts = listProofReceipts();

describe('the calendar', () => {
  const days = listAnnouncedDays();

  it('the calendar matches the State Council’s notices on all 7,305 days from 2007 to 2026', () => {
    expect(days).toHaveLength(7305);
    expect(days.filter((day) => calendar.isWorkingDay(day) !== isWorkingByData(day))).toEqual([]);
    expect(calendar.announcedThrough).toBe(2026);
  });

  it('the calendar matches the chinese-days package on all 7,305 days', () => {
    expect(days.filter((day) => calendar.isWorkingDay(day) !== chineseDays.isWorkday(day))).toEqual([]);
  });
});

describe('due dates around every holiday', () => {
  it('due dates match an independent count for every receipt near a holiday', () => {
    const counted = receipts.map((receipt) => ({
      ...receipt,
      dueOn: countOn(receipt.receivedOn, workingDays[receipt.kind]),
    }));
    const known = counted.filter(({ dueOn }) => dueOn !== null);
    const differing = known.filter(({ received, kind, dueOn }) => {
      const window = openWindow(Date.parse(received), { workingDays: workingDays[kind], closesAt: '24:00' }, calendar);
      return window.dueOn !== dueOn || window.dueAt !== Date.parse(`${dueOn}T24:00:00+08:00`) || window.provisional;
    });
    expect(differing).toEqual([]);
    expect(known).toHaveLength(6408);
  });
});
