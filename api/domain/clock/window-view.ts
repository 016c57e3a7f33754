// Computes the window that pages show, from a comment's rule, calendar and standing.
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

/** Maximum number of days after the due day in the strip and the explanation. */
const maxLateDays = 14;

type Timed = Pick<CommentStanding, 'receivedAt' | 'classification' | 'stoppedAt' | 'stoppedBy' | 'judgedBy'>;

type Reclassified = { reclassifications: readonly CommentStanding['reclassifications'][number][] };

const toInstant = (milliseconds: number) => new Date(milliseconds).toISOString();

const windowRuleOf = ({ classification }: Pick<Timed, 'classification'>, rule: ReplyRule): WindowRule => ({
  workingDays: rule.workingDays[classification],
  closesAt: rule.closesAt,
});

/** Computes a comment's window with the given calendar. */
export function countWindow(
  comment: Pick<Timed, 'receivedAt' | 'classification'>,
  rule: ReplyRule,
  calendar: WorkingCalendar,
): ReplyWindow {
  return openWindow(comment.receivedAt, windowRuleOf(comment, rule), calendar);
}

/**
 * Selects the calendar: for an open comment the one in force, for a closed one the one that judged it. Exception
 * (rule 6): for a reply after a provisional due day, the first calendar with that year's notice.
 */
function selectCalendar(comment: Timed, rule: ReplyRule, calendars: Calendars): WorkingCalendar {
  const { current } = calendars;
  for (let version = comment.judgedBy ?? current.version; version < current.version; version++) {
    const calendar = calendars.at(version);
    const { provisional, dueAt } = countWindow(comment, rule, calendar);
    if (!provisional || (comment.stoppedAt !== null && comment.stoppedAt < dueAt)) return calendar;
  }
  return current;
}

/** Computes a comment's window and its standing at `now`, or at its closing. */
export function judgeComment(
  comment: Timed,
  rule: ReplyRule,
  calendars: Calendars,
  now: number,
): { window: ReplyWindow; standing: WindowStanding; calendar: WorkingCalendar } {
  const calendar = selectCalendar(comment, rule, calendars);
  const window = countWindow(comment, rule, calendar);
  const standing = judgeWindow(window, windowRuleOf(comment, rule), calendar, now, comment.stoppedAt);
  return { window, standing, calendar };
}

/**
 * Whether the classification changed, and whether it changed to the longer window after the shorter one had ended. That
 * is allowed, but the figures count it, so that it cannot hide a late reply (rule 8).
 */
export function judgeReclassification(
  comment: Timed & Reclassified,
  rule: ReplyRule,
  calendars: Calendars,
): 'never' | 'in-window' | 'after-window' {
  if (comment.reclassifications.length === 0) return 'never';
  const calendar = selectCalendar(comment, rule, calendars);
  const isAfterWindow = comment.reclassifications.some(({ at, from, to }) => {
    const [before, after] = [rule.workingDays[from], rule.workingDays[to]];
    const shorter = openWindow(comment.receivedAt, { workingDays: before, closesAt: rule.closesAt }, calendar);
    return after > before && at >= shorter.dueAt;
  });
  return isAfterWindow ? 'after-window' : 'in-window';
}

/** Marks each day as past, today or ahead. */
export const placeDays = (days: WindowDay[], today: Day): WindowDayView[] =>
  days.map((day) => ({ ...day, when: day.day < today ? 'past' : day.day === today ? 'today' : 'ahead' }));

/** States the calendar version and the notices behind these days. */
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
  // The strip shows only the first weeks of a long delay; the text states the rest.
  let shownUntil = addDays(window.dueOn, maxLateDays);
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
