// Puts rule, calendar and the standing of a comment together into the window that pages show.
import type { WindowView } from '../contract/window.ts';
import type { Classification } from '../contract/words.ts';
import { addDays, dayInShanghai, type WorkingCalendar } from './calendar.ts';
import { explainWindow, judgeWindow, openWindow } from './clock.ts';

/** A jurisdiction's rule (content/rules/): the windows by classification and the clause that sets them. */
export interface ReplyRule {
  workingDays: Record<Classification, number>;
  closesAt: string;
  source: string;
  clause: string;
  url: string;
  isDefault: boolean;
}

/** Days after the due day that the strip and the explanation show. */
const lateDaysShown = 14;

interface Timed {
  receivedAt: number;
  classification: Classification;
  stoppedAt: number | null;
  stoppedBy: 'reply' | 'refusal' | null;
}

const toInstant = (milliseconds: number) => new Date(milliseconds).toISOString();

/** When a comment is due, in milliseconds UTC; classification alone moves it (design rule 7). */
export function dueAt(
  { receivedAt, classification }: Pick<Timed, 'receivedAt' | 'classification'>,
  rule: ReplyRule,
  calendar: WorkingCalendar,
): number {
  const windowRule = { workingDays: rule.workingDays[classification], closesAt: rule.closesAt };
  return openWindow(receivedAt, windowRule, calendar).dueAt;
}

/** @param now milliseconds UTC */
export function viewWindow(comment: Timed, rule: ReplyRule, calendar: WorkingCalendar, now: number): WindowView {
  const windowRule = { workingDays: rule.workingDays[comment.classification], closesAt: rule.closesAt };
  const window = openWindow(comment.receivedAt, windowRule, calendar);
  const standing = judgeWindow(window, windowRule, calendar, now, comment.stoppedAt);
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
    stoppedOn: comment.stoppedAt === null ? null : dayInShanghai(comment.stoppedAt),
    stoppedBy: comment.stoppedBy,
    days: days.map((day) => ({ ...day, when: day.day < end ? 'past' : day.day === end ? 'today' : 'ahead' })),
    rule: { source: rule.source, clause: rule.clause, url: rule.url, isDefault: rule.isDefault },
    calendar: { version: window.calendarVersion, notices: years.map((year) => calendar.sourceOf(year)) },
  };
}
