// The reply clock (design rules 1–5 and 9): when a reply is due, and whether it was in time. Pure. Instants are
// milliseconds UTC.
import { addDays, type CalendarDay, type Day, dayInShanghai, startOfDay, type WorkingCalendar } from './calendar.ts';

/** The length of a window in working days, and the closing hour of its last day. */
export interface WindowRule {
  workingDays: number;
  /** `24:00`, or the closing hour as `HH:MM` (《民法典》第二百零三条). */
  closesAt: string;
}

export interface ReplyWindow {
  receivedAt: number;
  receivedOn: Day;
  workingDays: number;
  dueOn: Day;
  /** End of the window. A reply at this exact instant is late (rule 4). */
  dueAt: number;
  /** True if the last day is in a year without a published notice (rule 6). */
  provisional: boolean;
  /** The calendar version used to count. */
  calendarVersion: number;
}

/** `running`, `due-today` and `overdue` before the reply or refusal; `met` or `missed` after it. */
export type WindowState = 'running' | 'due-today' | 'overdue' | 'met' | 'missed';

export interface WindowStanding {
  state: WindowState;
  /** Working days of the window that have ended; at most its length. */
  elapsed: number;
  /** Working days of the window that have not ended, including today. */
  left: number;
  /** Working days begun after the due day. 0 with `overdue` or `missed` means less than one. */
  late: number;
  /** Working days from receipt to the reply (0: the same day); null while the clock runs. */
  usedUntilStop: number | null;
}

/** @param closesAt `24:00`, or the closing hour @returns milliseconds UTC */
export function endOfWorkingDay(day: Day, closesAt: string): number {
  const hours = Number(closesAt.slice(0, 2));
  const minutes = Number(closesAt.slice(3));
  return startOfDay(day) + (hours * 60 + minutes) * 60_000;
}

/**
 * Opens a window. The day of receipt never counts: counting starts on the next working day
 * (《民法典》第二百零一条: 开始的当日不计入，自下一日开始计算).
 *
 * @param receivedAt milliseconds UTC
 * @throws RangeError if the window extends beyond the calendar
 */
export function openWindow(receivedAt: number, rule: WindowRule, calendar: WorkingCalendar): ReplyWindow {
  const receivedOn = dayInShanghai(receivedAt);
  const dueOn = calendar.nthWorkingDay(calendar.countThrough(receivedOn) + rule.workingDays);
  return {
    receivedAt,
    receivedOn,
    workingDays: rule.workingDays,
    dueOn,
    dueAt: endOfWorkingDay(dueOn, rule.closesAt),
    provisional: Number(dueOn.slice(0, 4)) > calendar.announcedThrough,
    calendarVersion: calendar.version,
  };
}

/** Working days after the day of `from` through the day of `to`, which may still be running. */
export function workingDaysBegun(from: number, to: number, calendar: WorkingCalendar): number {
  return Math.max(0, calendar.countThrough(dayInShanghai(to)) - calendar.countThrough(dayInShanghai(from)));
}

/**
 * Judges a window at `now`, or at the instant when the clock stopped. A provisional date never makes an open comment
 * overdue. A reply after such a date is `missed`, but provisionally (rule 6); pages say so.
 *
 * @param stoppedAt when the first reply or the refusal was sent (rule 9); null for neither
 */
export function judgeWindow(
  window: ReplyWindow,
  rule: WindowRule,
  calendar: WorkingCalendar,
  now: number,
  stoppedAt: number | null,
): WindowStanding {
  const at = stoppedAt ?? now;
  const today = dayInShanghai(at);
  const begun = workingDaysBegun(window.receivedAt, at, calendar);
  const todayIsOver = calendar.isWorkingDay(today) && at >= endOfWorkingDay(today, rule.closesAt);
  const endedToday = begun > 0 && !todayIsOver && calendar.isWorkingDay(today) ? begun - 1 : begun;
  const elapsed = Math.min(window.workingDays, endedToday);
  const inTime = at < window.dueAt;
  const stopped = stoppedAt !== null;
  const state = stateOf();
  return {
    state,
    elapsed,
    left: window.workingDays - elapsed,
    late: state === 'overdue' || state === 'missed' ? Math.max(0, begun - window.workingDays) : 0,
    usedUntilStop: stopped ? begun : null,
  };

  function stateOf(): WindowState {
    if (stopped) return inTime ? 'met' : 'missed';
    if (!inTime && !window.provisional) return 'overdue';
    return inTime && today === window.dueOn ? 'due-today' : 'running';
  }
}

/**
 * Classifies open windows by their end: until `overdueUntil` they are overdue; from there until `soonUntil` they are due
 * today or on the next working day. Windows with a provisional date are never overdue (rule 6).
 */
export function splitByUrgency(calendar: WorkingCalendar, now: number): { overdueUntil: number; soonUntil: number } {
  const announcedUntil = startOfDay(`${calendar.announcedThrough + 1}-01-01`);
  return { overdueUntil: Math.min(now, announcedUntil), soonUntil: endOfWorkingDays(1, calendar, now) };
}

/** @returns the end of the nth working day after today; 0 means today */
export function endOfWorkingDays(days: number, calendar: WorkingCalendar, now: number): number {
  const today = dayInShanghai(now);
  const last = days === 0 ? today : calendar.nthWorkingDay(calendar.countThrough(today) + days);
  return startOfDay(addDays(last, 1));
}

/** The role of a day in the window. `receipt`: the day of receipt, which does not count. */
export type DayPart = 'receipt' | 'counted' | 'skipped' | 'due' | 'late';

export interface WindowDay extends CalendarDay {
  part: DayPart;
  /** 1 for the first counted day; null for days that do not count. */
  number: number | null;
}

/**
 * Explains the due date: lists every day from receipt to the due day, or to `until` if later, with its role.
 */
export function explainWindow(window: ReplyWindow, calendar: WorkingCalendar, until: Day): WindowDay[] {
  const last = until > window.dueOn ? until : window.dueOn;
  const days: WindowDay[] = [];
  let number = 0;
  for (let day = window.receivedOn; day <= last; day = addDays(day, 1)) {
    const described = calendar.describe(day);
    if (day === window.receivedOn) days.push({ ...described, part: 'receipt', number: null });
    else if (!calendar.isWorkingDay(day)) days.push({ ...described, part: 'skipped', number: null });
    else {
      number++;
      const part = number < window.workingDays ? 'counted' : number === window.workingDays ? 'due' : 'late';
      days.push({ ...described, part, number });
    }
  }
  return days;
}
