// The days of each holder: the desk, a unit, the reviewers. Nobody is late for another's days, and no day is nobody's
// (design rule 13). Pure.
import { type Calendars, dayInShanghai } from '../clock/calendar.ts';
import { percentileOf } from './figures.ts';
import type { CommentFacts } from './verdict.ts';

/** One holder's part in one comment. */
interface Holding {
  by: string;
  /** Working days in its hands; those of all holders add up to the days that the comment took. */
  workingDays: number;
  /** The window had ended before it first arrived. */
  arrivedLate: boolean;
  /** The window ended in its hands, without a reply. */
  endedHere: boolean;
}

type Counting = Pick<Calendars, 'current' | 'at'>;

function holdingsOf(facts: CommentFacts, { current, at }: Counting, now: number): Holding[] {
  const calendar = facts.closedAt === null ? current : at(facts.calendar);
  const end = facts.closedAt ?? now;
  const holdings = new Map<string, Holding>();
  facts.turns.forEach(({ by, since }, index) => {
    const until = facts.turns[index + 1]?.since ?? end;
    const workingDays = calendar.countThrough(dayInShanghai(until)) - calendar.countThrough(dayInShanghai(since));
    // A provisional end makes nobody late (rule 6).
    const isAfterEnd = (instant: number) => !facts.provisional && instant >= facts.dueAt;
    const before = holdings.get(by);
    holdings.set(by, {
      by,
      workingDays: (before?.workingDays ?? 0) + workingDays,
      arrivedLate: before?.arrivedLate ?? isAfterEnd(since),
      endedHere: before?.endedHere || (!isAfterEnd(since) && isAfterEnd(until)),
    });
  });
  return [...holdings.values()];
}

/** The figures of one holder; the names of the page's columns are in `holderColumns`. */
export interface HolderFigures {
  /** A unit's id, `desk` or `review`. */
  key: string;
  reached: number;
  arrivedInTime: number;
  arrivedLate: number;
  endedHere: number;
  /** Working days in all. */
  totalDays: number;
  /** Working days a comment: half of the comments took at most this many. */
  medianDays: number | null;
}

export const holderColumns = {
  reached: { name: '经手', formula: '到过这里的留言' },
  arrivedInTime: { name: '到手时未超期', formula: '第一次到这里时，期限还没有结束的' },
  arrivedLate: { name: '到手时已超期', formula: '第一次到这里时，期限已经结束的；超期不是这里造成的' },
  endedHere: { name: '超期时在手', formula: '期限结束时在这里，还没有答复的' },
  totalDays: { name: '在手工作日合计', formula: '每件在这里的工作日相加；各处相加等于办理所用的工作日' },
  medianDays: { name: '在手工作日中位数', formula: '每件在这里的工作日从少到多排列，排在 50% 处的一件' },
} as const satisfies Record<Exclude<keyof HolderFigures, 'key'>, { name: string; formula: string }>;

/** Sorted by holder. @param calendars the one in force counts open comments, a closed one keeps its own */
export function countHolders(facts: CommentFacts[], calendars: Counting, now: number): HolderFigures[] {
  const groups = Object.groupBy(
    facts.flatMap((comment) => holdingsOf(comment, calendars, now)),
    ({ by }) => by,
  );
  return Object.entries(groups)
    .map(([key, members = []]) => {
      const days = members.map(({ workingDays }) => workingDays).sort((a, b) => a - b);
      const late = members.filter(({ arrivedLate }) => arrivedLate).length;
      return {
        key,
        reached: members.length,
        arrivedInTime: members.length - late,
        arrivedLate: late,
        endedHere: members.filter(({ endedHere }) => endedHere).length,
        totalDays: days.reduce((sum, value) => sum + value, 0),
        medianDays: percentileOf(days, 50),
      };
    })
    .sort((a, b) => a.key.localeCompare(b.key, 'en'));
}
