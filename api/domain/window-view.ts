// Puts rule, calendar and the standing of a comment together into the window that pages show.
import type { WindowView } from '../contract/window.ts';
import type { Classification } from '../contract/words.ts';
import { addDays, type Calendars, dayInShanghai, type WorkingCalendar } from './calendar.ts';
import {
  explainWindow,
  judgeWindow,
  openWindow,
  type ReplyWindow,
  type WindowRule,
  type WindowStanding,
} from './clock.ts';
import type { CommentStanding } from './lifecycle.ts';

/** Days after the due day that the strip and the explanation show. */
const lateDaysShown = 14;

/** A jurisdiction's rule (content/rules/): the windows by classification and the clause that sets them. */
export interface ReplyRule {
  workingDays: Record<Classification, number>;
  closesAt: string;
  source: string;
  clause: string;
  url: string;
  isDefault: boolean;
}

type Timed = Pick<CommentStanding, 'receivedAt' | 'classification' | 'stoppedAt' | 'stoppedBy' | 'judgedBy'>;

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
 * The calendar that counts for a comment: while it is open, the one in force; once closed, the one that it was judged by.
 * A verdict on a provisional date is none yet (rule 6): the first calendar that knows the due day's year settles it.
 */
function judgingCalendar(comment: Timed, rule: ReplyRule, calendars: Calendars): WorkingCalendar {
  const { current } = calendars;
  for (let version = comment.judgedBy ?? current.version; version < current.version; version++) {
    const calendar = calendars.at(version);
    if (!countWindow(comment, rule, calendar).provisional) return calendar;
  }
  return current;
}

/** A comment's window with where it stands at `now`, or stood when it was closed. */
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

/** @param now milliseconds UTC */
export function viewWindow(comment: Timed, rule: ReplyRule, calendars: Calendars, now: number): WindowView {
  const { window, standing, calendar } = judgeComment(comment, rule, calendars, now);
  const end = dayInShanghai(comment.stoppedAt ?? now);
  // A long lateness is told in words; its days are shown for the first weeks.
  let shownUntil = addDays(window.dueOn, lateDaysShown);
  if (end < shownUntil) shownUntil = end;
  const days = explainWindow(window, calendar, shownUntil);
  const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))];
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
    days: days.map((day) => ({ ...day, when: day.day < end ? 'past' : day.day === end ? 'today' : 'ahead' })),
    rule: { source: rule.source, clause: rule.clause, url: rule.url, isDefault: rule.isDefault },
    calendar: {
      version: calendar.version,
      label: calendar.label,
      notices: years.flatMap((year) => calendar.sourceOf(year)),
    },
  };
}
