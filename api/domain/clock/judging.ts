// Names what judges a window, and makes the verdict that closing freezes (design rule 18).
import type { FrozenVerdict, JudgedWith } from '../../life/judging.ts';
import type { CommentStanding } from '../../life/standing.ts';
import type { Calendars, WorkingCalendar } from './calendar.ts';
import type { IdentifiedRule } from './rules.ts';
import { countComment, judgeReclassification } from './window-view.ts';

export async function nameJudging(rule: IdentifiedRule, calendar: WorkingCalendar): Promise<JudgedWith> {
  return {
    rule: rule.id,
    ruleHash: await rule.hash(),
    calendar: calendar.version,
    calendarHash: await calendar.hash(),
  };
}

/** @param standing of a closed comment @throws Error for an open one, which has no verdict */
export function countVerdict(standing: CommentStanding, rule: IdentifiedRule, calendars: Calendars) {
  const { stoppedAt } = standing;
  if (stoppedAt === null) throw new Error('an open comment has no verdict');
  const uncounted = { ...standing, verdict: null };
  const { window, standing: counted, calendar } = countComment(uncounted, rule, calendars, stoppedAt);
  const verdict: Omit<FrozenVerdict, keyof JudgedWith> = {
    verdict: counted.state === 'met' ? 'met' : 'missed',
    provisional: window.provisional,
    due: window.dueOn,
    closesAt: rule.closesAt,
    workingDays: window.workingDays,
    used: counted.usedUntilStop ?? 0,
    reclassifiedLate: judgeReclassification(uncounted, rule, calendars) === 'after-window',
  };
  return { verdict, calendar };
}

/** The verdict on a closed comment, with what judged it. */
export async function makeVerdict(
  standing: CommentStanding,
  rule: IdentifiedRule,
  calendars: Calendars,
): Promise<FrozenVerdict> {
  const { verdict, calendar } = countVerdict(standing, rule, calendars);
  return { ...verdict, ...(await nameJudging(rule, calendar)) };
}
