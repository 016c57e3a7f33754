// Describes windows in Chinese (the text equivalent of the working-day strip) and formats dates.
import { formatDay } from '../../contract/format-day.ts';
import type { WindowDayView, WindowView } from '../../contract/window.ts';
import { clockInShanghai, type Day } from './calendar.ts';

/** `2026年11月27日（周五）` */
export function formatFullDay(day: Day): string {
  return `${day.slice(0, 4)}年${formatDay(day)}`;
}

/** `2026-11-20 09:00`, the format that inspections require (24-hour, Asia/Shanghai). */
export function formatInstant(instant: string): string {
  return clockInShanghai(Date.parse(instant)).slice(0, 16).replace('T', ' ');
}

const count = (days: number) => `${days} 个工作日`;

/** States on which working day the reply was sent; for a day off, how many working days had passed. */
function describeStop(window: WindowView): string {
  const answered = window.stoppedBy === 'refusal' ? '告知不予受理' : '答复';
  const part = window.days.find(({ day }) => day === window.stoppedOn)?.part;
  if (part === 'receipt') return `收到当天${answered}`;
  if (part !== 'skipped') return `第 ${window.usedUntilStop} 个工作日${answered}`;
  return window.usedUntilStop
    ? `第 ${window.usedUntilStop} 个工作日之后的休息日${answered}`
    : `收到后的休息日${answered}`;
}

/** True for a past provisional due date: the holiday notice will decide whether the reply is late. */
export const isUndecided = (window: WindowView): boolean => window.provisional && window.left === 0;

/** Marks a comment wherever it shows, so that the longer window cannot hide a late reply (rule 23). */
export const lateReclassificationMark = '期限过后才改为一般问题';

/** Time left or outcome, for a row of the queue. */
export function describeStanding(window: WindowView): string {
  const standing = describeState(window);
  return window.isReclassifiedLate ? `${standing}（${lateReclassificationMark}）` : standing;
}

function describeState(window: WindowView): string {
  if (window.stoppedBy === 'withdrawal') return window.state === 'missed' ? '超期后由留言人撤回' : '留言人已撤回';
  if (isUndecided(window)) return '暂定期限已过，待节假日安排公布后判定';
  const answered = window.stoppedBy === 'refusal' ? '告知不予受理' : '答复';
  switch (window.state) {
    case 'running':
      return `还剩 ${count(window.left)}`;
    case 'due-today':
      return '今天到期';
    case 'overdue':
      return window.late === 0 ? '已超期，未满 1 个工作日' : `已超期 ${count(window.late)}`;
    case 'met':
      return `按期，${describeStop(window)}`;
    case 'missed':
      return window.late === 0 ? `超期${answered}，晚了不到 1 个工作日` : `超期 ${count(window.late)}${answered}`;
  }
}

/** A full sentence with days used, days left and the deadline. */
export function describeWindow(window: WindowView): string {
  const sentence = describeDays(window);
  return window.isReclassifiedLate ? `${sentence}（${lateReclassificationMark}）` : sentence;
}

function describeDays(window: WindowView): string {
  const until = `${formatDay(window.dueOn)}${window.closesAt} 前`;
  const provisional = window.provisional ? `（暂定：${window.dueOn.slice(0, 4)}年节假日安排尚未公布）` : '';
  if (window.stoppedBy === 'withdrawal') return describeState(window);
  if (isUndecided(window)) return `${describeState(window)}；${until}${provisional}`;
  switch (window.state) {
    case 'running':
      return `已用 ${count(window.elapsed)}，还剩 ${window.left} 个，${until}答复${provisional}`;
    case 'due-today':
      return `今天到期，${until}答复${provisional}`;
    case 'overdue':
      return `${describeState(window)}，应在${until}答复`;
    case 'met':
    case 'missed':
      return `${describeState(window)}；期限 ${count(window.workingDays)}，${until}${provisional}`;
  }
}

/** Explains one day: `第 1 个工作日`, `周末，不计`, `国庆节放假，不计`, `国庆节调休上班，第 3 个工作日`. */
export function describeDay(day: WindowDayView): string {
  if (day.part === 'receipt') return '收到当天，不计';
  const makeUp = day.standing === 'make-up' ? `${day.holiday}调休上班，` : '';
  switch (day.part) {
    case 'counted':
      return `${makeUp}第 ${day.number} 个工作日`;
    case 'due':
      return `${makeUp}第 ${day.number} 个工作日，答复期限`;
    case 'late':
      return `${makeUp}工作日，已过期限`;
    case 'skipped':
      if (day.standing === 'holiday') return `${day.holiday}放假${day.isOwn ? '（本单位自定）' : ''}，不计`;
      if (day.standing === 'statutory') return `${day.holiday}法定假日，不计（暂定）`;
      return '周末，不计';
  }
}

/** @returns the calculator's address for a window, which lists its days @param receivedAt an ISO instant */
export function clockAddress(receivedAt: string, workingDays: number, closesAt: string): string {
  const received = formatInstant(receivedAt).replace(' ', 'T');
  const query = new URLSearchParams({ received, window: 'other', days: String(workingDays), closes: closesAt });
  return `/clock/?${query}#calculation`;
}
