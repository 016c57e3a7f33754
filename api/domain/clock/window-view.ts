// Computes the window that pages show, from a comment's rule, calendar and standing. A closed comment is never judged again:
// its window is the one in its verdict (design rule 18).
import type { ReplyRule } from '../../contract/rules.ts';
import type { WindowDayView, WindowView } from '../../contract/window.ts';
import { isFinal } from '../../life/judging.ts';
import type { CommentStanding } from '../../life/standing.ts';
import { addDays, type Calendars, type Day, dayInShanghai, type WorkingCalendar } from './calendar.ts';
import {
  endOfWorkingDay,
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

type Timed = Pick<CommentStanding, 'receivedAt' | 'classification' | 'stoppedAt' | 'stoppedBy' | 'judgedBy'> & {
  /** Absent or null where none is recorded: while it is open, and in old records. */
  verdict?: CommentStanding['verdict'];
};

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

export interface JudgedWindow {
  window: ReplyWindow;
  standing: WindowStanding;
  calendar: WorkingCalendar;
}

/**
 * Counts a comment's window and its standing at `now`, or at its closing, whatever verdict is recorded: to make a verdict, or
 * to check one.
 */
export function countComment(comment: Timed, rule: ReplyRule, calendars: Calendars, now: number): JudgedWindow {
  const calendar = selectCalendar(comment, rule, calendars);
  const window = countWindow(comment, rule, calendar);
  const standing = judgeWindow(window, windowRuleOf(comment, rule), calendar, now, comment.stoppedAt);
  return { window, standing, calendar };
}

/** The window and standing that a recorded verdict holds. */
function readVerdict(
  { receivedAt, stoppedAt }: Timed,
  verdict: NonNullable<CommentStanding['verdict']>,
  calendars: Calendars,
): JudgedWindow {
  const { workingDays, closesAt, due, provisional, used } = verdict;
  const calendar = calendars.at(verdict.calendar);
  const dueAt = endOfWorkingDay(due, closesAt);
  const receivedOn = dayInShanghai(receivedAt);
  const counted = { receivedAt, receivedOn, workingDays, dueOn: due, dueAt, provisional };
  const window = { ...counted, calendarVersion: verdict.calendar };
  const standing = judgeWindow(window, { workingDays, closesAt }, calendar, stoppedAt ?? receivedAt, stoppedAt);
  const late = verdict.verdict === 'missed' ? Math.max(0, used - workingDays) : 0;
  return { window, standing: { ...standing, state: verdict.verdict, usedUntilStop: used, late }, calendar };
}

/** A comment's window and its standing at `now`; for a closed comment, those of its recorded verdict. */
export function judgeComment(comment: Timed, rule: ReplyRule, calendars: Calendars, now: number): JudgedWindow {
  const { verdict } = comment;
  return verdict ? readVerdict(comment, verdict, calendars) : countComment(comment, rule, calendars, now);
}

/** True while a later calendar can still change the window: it is open, or its late verdict is provisional. */
export const isUndecidedWindow = ({ stoppedAt, verdict }: Pick<Timed, 'stoppedAt' | 'verdict'>): boolean =>
  stoppedAt === null || (verdict ? !isFinal(verdict) : true);

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
  if (comment.verdict) return comment.verdict.reclassifiedLate ? 'after-window' : 'in-window';
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
    closesAt: comment.verdict?.closesAt ?? rule.closesAt,
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
