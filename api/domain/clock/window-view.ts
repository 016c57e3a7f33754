// Combines rule, calendar and standing of a comment into the window that pages show.
import type { ReplyRule } from '../../contract/rules.ts';
import type { WindowDayView, WindowView } from '../../contract/window.ts';
import type { CommentStanding } from '../../life/standing.ts';
import { addDays, type Calendars, type Day, dayInShanghai, type WorkingCalendar } from './calendar.ts';
import {
  explainWindow,
  judgeWindow,
  openWindow,
  type ReplyWindow,
  type WindowDay,
  type WindowRule,
  type WindowStanding,
} from './clock.ts';

/** Days after the due day that the strip and the explanation still show. */
const lateDaysShown = 14;

type Timed = Pick<CommentStanding, 'receivedAt' | 'classification' | 'stoppedAt' | 'stoppedBy' | 'judgedBy'>;

type Reclassified = { reclassifications: readonly CommentStanding['reclassifications'][number][] };

const toInstant = (milliseconds: number) => new Date(milliseconds).toISOString();

const windowRuleOf = ({ classification }: Pick<Timed, 'classification'>, rule: ReplyRule): WindowRule => ({
  workingDays: rule.workingDays[classification],
  closesAt: rule.closesAt,
});

/** A comment's window by one calendar. */
export function countWindow(
  comment: Pick<Timed, 'receivedAt' | 'classification'>,
  rule: ReplyRule,
  calendar: WorkingCalendar,
): ReplyWindow {
  return openWindow(comment.receivedAt, windowRuleOf(comment, rule), calendar);
}

/**
 * The calendar that decides: the one in force while the comment is open, the one that judged it once closed.
 * Exception (rule 6): the first calendar that covers the year judges a reply sent after a provisional due day.
 */
function judgingCalendar(comment: Timed, rule: ReplyRule, calendars: Calendars): WorkingCalendar {
  const { current } = calendars;
  for (let version = comment.judgedBy ?? current.version; version < current.version; version++) {
    const calendar = calendars.at(version);
    const { provisional, dueAt } = countWindow(comment, rule, calendar);
    if (!provisional || (comment.stoppedAt !== null && comment.stoppedAt < dueAt)) return calendar;
  }
  return current;
}

/** A comment's window and its standing at `now`, or when it was closed. */
export function judgeComment(
  comment: Timed,
  rule: ReplyRule,
  calendars: Calendars,
  now: number,
): { window: ReplyWindow; standing: WindowStanding; calendar: WorkingCalendar } {
  const calendar = judgingCalendar(comment, rule, calendars);
  const window = countWindow(comment, rule, calendar);
  const standing = judgeWindow(window, windowRuleOf(comment, rule), calendar, now, comment.stoppedAt);
  return { window, standing, calendar };
}

/**
 * Whether the classification changed, and whether it changed to the longer window after the shorter one had ended:
 * allowed, but counted, so that it cannot hide a late reply (rule 8).
 */
export function judgeReclassification(
  comment: Timed & Reclassified,
  rule: ReplyRule,
  calendars: Calendars,
): 'never' | 'in-window' | 'after-window' {
  if (comment.reclassifications.length === 0) return 'never';
  const calendar = judgingCalendar(comment, rule, calendars);
  const isAfterWindow = comment.reclassifications.some(({ at, from, to }) => {
    const [before, after] = [rule.workingDays[from], rule.workingDays[to]];
    const shorter = openWindow(comment.receivedAt, { workingDays: before, closesAt: rule.closesAt }, calendar);
    return after > before && at >= shorter.dueAt;
  });
  return isAfterWindow ? 'after-window' : 'in-window';
}

/** Places each day relative to today: past, today or ahead. */
export const placeDays = (days: WindowDay[], today: Day): WindowDayView[] =>
  days.map((day) => ({ ...day, when: day.day < today ? 'past' : day.day === today ? 'today' : 'ahead' }));

/** Which calendar version counted these days, and the notices behind it. */
export function describeCalendar(calendar: WorkingCalendar, days: WindowDay[]): WindowView['calendar'] {
  const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))];
  return {
    version: calendar.version,
    label: calendar.label,
    notices: years.flatMap((year) => calendar.sourceOf(year)),
  };
}

/** @param now milliseconds UTC */
export function viewWindow(
  comment: Timed & Reclassified,
  rule: ReplyRule,
  calendars: Calendars,
  now: number,
): WindowView {
  const { window, standing, calendar } = judgeComment(comment, rule, calendars, now);
  const end = dayInShanghai(comment.stoppedAt ?? now);
  // Words describe a long delay; the strip shows only its first weeks.
  let shownUntil = addDays(window.dueOn, lateDaysShown);
  if (end < shownUntil) shownUntil = end;
  const days = explainWindow(window, calendar, shownUntil);
  return {
    classification: comment.classification,
    workingDays: window.workingDays,
    receivedAt: toInstant(window.receivedAt),
    dueOn: window.dueOn,
    dueAt: toInstant(window.dueAt),
    closesAt: rule.closesAt,
    provisional: window.provisional,
    ...standing,
    stoppedOn: comment.stoppedAt === null ? null : end,
    stoppedBy: comment.stoppedBy,
    isReclassifiedLate: judgeReclassification(comment, rule, calendars) === 'after-window',
    days: placeDays(days, end),
    rule: { source: rule.source, clause: rule.clause, url: rule.url, isDefault: rule.isDefault },
    calendar: describeCalendar(calendar, days),
  };
}
