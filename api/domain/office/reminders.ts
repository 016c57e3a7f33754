// Plans reminders of comments that wait for a reply. The sender plans again just before sending, to drop outdated
// reminders. Pure.

import { formatDay } from '../../contract/format-day.ts';
import type { RecordHead } from '../../contract/ledger.ts';
import { addDays, type Day, dayInShanghai, daysBetween, startOfDay, type WorkingCalendar } from '../clock/calendar.ts';
import { workingDaysBegun } from '../clock/clock.ts';
import { formatInstant } from '../clock/window-words.ts';

export type ReminderRecipient = 'unit' | 'office' | 'leader';

export const reminderKinds = ['due-next', 'due-today', 'overdue', 'waiting-30', 'waiting-60', 'waiting-75'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

const kindWords: Record<ReminderKind | 'digest', string> = {
  'due-next': '下一个工作日到期',
  'due-today': '今天到期',
  overdue: '已超期',
  digest: '早报',
  'waiting-30': '收到已 30 天',
  'waiting-60': '收到已 60 天',
  'waiting-75': '收到已 75 天',
};
const recipientWords: Record<ReminderRecipient, string> = {
  unit: '承办单位',
  office: '政务公开办',
  leader: '分管负责人',
};

/** Describes a failed reminder to staff: its occasion and its recipient. */
export const nameReminder = (recipient: ReminderRecipient, kind: ReminderKind | 'digest'): string =>
  `给${recipientWords[recipient]}的${kind === 'digest' ? '' : '催办：'}${kindWords[kind]}`;

/** An open comment, reduced to the data for reminders. Instants are milliseconds UTC. */
export interface UnansweredComment {
  receiptCode: string;
  /** Null while it is with the desk. */
  unit: string | null;
  receivedAt: number;
  dueAt: number;
}

/** A reminder. All fields together form its key. */
export interface Reminder {
  /** The receipt code. */
  about: string;
  kind: ReminderKind;
  /** The working day of the reminder. For a long wait: the day on which it reached 30, 60 or 75 days, so that it is sent once. */
  day: Day;
  recipient: ReminderRecipient;
  /** The unit to notify; empty for other recipients. */
  unit: string;
}

/** Reminders go out only from 09:00 to 17:00 in Shanghai, on working days of the calendar in force. */
const [opensAtHour, closesAtHour] = [9, 17];
const hourMs = 3_600_000;

export function isWorkingTime(now: number, calendar: WorkingCalendar): boolean {
  const today = dayInShanghai(now);
  const time = now - startOfDay(today);
  return calendar.isWorkingDay(today) && time >= opensAtHour * hourMs && time < closesAtHour * hourMs;
}

/** End of the next working day: reminders cover windows that end by then. */
export function remindedUntil(now: number, calendar: WorkingCalendar): number {
  return startOfDay(addDays(nextWorkingDay(now, calendar), 1));
}

const nextWorkingDay = (now: number, calendar: WorkingCalendar) =>
  calendar.nthWorkingDay(calendar.countThrough(dayInShanghai(now)) + 1);

/** Calendar days without a reply that trigger another reminder, longest first. */
const longWaitDays = [75, 60, 30] as const;
/** The leader is notified after this many calendar days without a reply, or working days overdue. */
const leaderThresholds = { waitedDays: 75, lateWorkingDays: 5 };

interface Wait {
  dueOn: Day;
  /** The due day's year has no holiday notice, so the comment is not overdue (rule 6). */
  provisional: boolean;
  isOverdue: boolean;
  /** Working days since the due day, including today. */
  lateWorkingDays: number;
  /** Calendar days since receipt. */
  waitedDays: number;
}

function measureWait({ receivedAt, dueAt }: UnansweredComment, now: number, calendar: WorkingCalendar): Wait {
  // A window can end at midnight, which belongs to the next day; one millisecond earlier is in the due day.
  const dueOn = dayInShanghai(dueAt - 1);
  return {
    dueOn,
    provisional: Number(dueOn.slice(0, 4)) > calendar.announcedThrough,
    isOverdue: now >= dueAt,
    lateWorkingDays: workingDaysBegun(dueAt - 1, now, calendar),
    waitedDays: daysBetween(dayInShanghai(receivedAt), dayInShanghai(now)),
  };
}

function findDueKind(wait: Wait, now: number, calendar: WorkingCalendar): ReminderKind | null {
  if (wait.isOverdue) return wait.provisional ? null : 'overdue';
  if (wait.dueOn === dayInShanghai(now)) return 'due-today';
  return wait.dueOn === nextWorkingDay(now, calendar) ? 'due-next' : null;
}

/** Plans today's reminders of a comment: to the unit, to the desk too once it is late, and finally to the leader. */
export function planReminders(comment: UnansweredComment, now: number, calendar: WorkingCalendar): Reminder[] {
  const wait = measureWait(comment, now, calendar);
  const holder: ReminderRecipient = comment.unit === null ? 'office' : 'unit';
  const plan = (kind: ReminderKind, day: Day, recipients: ReminderRecipient[]): Reminder[] =>
    [...new Set(recipients)].map((recipient) => ({
      about: comment.receiptCode,
      kind,
      day,
      recipient,
      unit: recipient === 'unit' ? (comment.unit ?? '') : '',
    }));
  const escalate = (reachesLeader: boolean): ReminderRecipient[] => [
    holder,
    'office',
    ...(reachesLeader ? ['leader' as const] : []),
  ];

  const kind = findDueKind(wait, now, calendar);
  const recipients = kind === 'overdue' ? escalate(wait.lateWorkingDays >= leaderThresholds.lateWorkingDays) : [holder];
  const waitDays = longWaitDays.find((days) => wait.waitedDays >= days);
  const waitReachedOn = waitDays && addDays(dayInShanghai(comment.receivedAt), waitDays);
  return [
    ...(kind ? plan(kind, dayInShanghai(now), recipients) : []),
    ...(waitDays && waitReachedOn
      ? plan(`waiting-${waitDays}`, waitReachedOn, escalate(waitDays >= leaderThresholds.waitedDays))
      : []),
  ];
}

export const isSameReminder = (a: Reminder, b: Reminder): boolean =>
  a.about === b.about && a.kind === b.kind && a.day === b.day && a.recipient === b.recipient && a.unit === b.unit;

/** Never contains text of the comment. @param holder name of the unit that handles it */
export function writeReminder(
  kind: ReminderKind,
  comment: UnansweredComment,
  holder: string,
  now: number,
  calendar: WorkingCalendar,
): string {
  const waitText = measureWait(comment, now, calendar);
  const lateText =
    waitText.lateWorkingDays === 0 ? '已超期，未满 1 个工作日' : `已超期 ${waitText.lateWorkingDays} 个工作日`;
  const dueText = {
    'due-next': '下一个工作日到期',
    'due-today': '今天到期',
    overdue: lateText,
    'waiting-30': '',
    'waiting-60': '',
    'waiting-75': '',
  }[kind];
  const situation = dueText || `收到已 ${waitText.waitedDays} 天，还没有答复`;
  const due = `期限 ${formatDay(waitText.dueOn)}${waitText.provisional ? '，暂定' : ''}`;
  return `留言 ${comment.receiptCode} ${situation}（${due}）。承办：${holder}。`;
}

/** The office's morning digest. */
export interface DigestCounts {
  open: number;
  dueToday: number;
  overdue: number;
  disputed: number;
  held: number;
  /** When the oldest open comment was received; null if none is open. */
  oldest: number | null;
  /** The ledger's newest seal, which leaves the house with the digest; null before the first. */
  head: RecordHead | null;
}

/** The digest requests the import of a year's holidays from this many days before the year. */
const calendarDueDays = 31;

/** The digest's line about the calendar. Empty unless a year without imported holidays is near or has begun. */
function writeCalendarNotice(now: number, { announcedThrough }: Pick<WorkingCalendar, 'announcedThrough'>): string {
  const missing = announcedThrough + 1;
  if (dayInShanghai(now) < addDays(`${missing}-01-01`, -calendarDueDays)) return '';
  return `${missing} 年的放假安排还没有收下，落在那一年的期限都是暂定，公布后请运维人员运行 npm run calendar`;
}

/** Kept in a chat or a mailbox, it proves later what was recorded by then. */
const headLine = (head: RecordHead | null): string =>
  head === null ? '' : `记录校验值：第${head.number}号 ${head.hash}（${formatInstant(head.at)}封存）。`;

export function writeDigest(
  place: string,
  counts: DigestCounts,
  now: number,
  calendar: Pick<WorkingCalendar, 'announcedThrough'>,
): string {
  const { open, dueToday, overdue, disputed, held, oldest, head } = counts;
  const today = dayInShanghai(now);
  const numbers = `在办 ${open} 件，今天到期 ${dueToday} 件，已超期 ${overdue} 件，有异议待处理 ${disputed} 件，待核 ${held} 件`;
  const since = oldest === null ? null : dayInShanghai(oldest);
  const wait = since === null ? '' : `等得最久的一件 ${formatDay(since)}收到，已 ${daysBetween(since, today)} 天`;
  return `${place} ${formatDay(today)}早报：${[numbers, wait, writeCalendarNotice(now, calendar)].filter(Boolean).join('；')}。${headLine(head)}`;
}
