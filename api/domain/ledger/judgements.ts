// What judged, and how (design rule 18): the rule and calendar that each fact names must be the published ones, and each
// verdict must be the one that they give.
import { type FrozenVerdict, isFinal } from '../../life/judging.ts';
import type { CommentEvent, EventOf } from '../../life/life.ts';
import type { Calendars, WorkingCalendar } from '../clock/calendar.ts';
import { countVerdict } from '../clock/judging.ts';
import type { IdentifiedRule } from '../clock/rules.ts';
import { findCalendar, type LedgerKnowledge } from './knowledge.ts';
import type { LifeSoFar } from './life-course.ts';

/** Facts that name what judged; older ones name nothing, or only the calendar's version. */
type Naming = EventOf<'received' | 'classified' | 'recomputed' | 'judged' | 'bound'>;

const isNaming = (event: CommentEvent): event is Naming =>
  ['received', 'classified', 'recomputed', 'judged', 'bound'].includes(event.type);

/** @returns why the rule or calendar of the event is not the published one; null if both are, or none is named */
async function findWrongNames(event: Naming, rule: IdentifiedRule, calendar: WorkingCalendar | null) {
  const { rule: named, ruleHash, calendarHash } = event;
  const given = [named, ruleHash, event.calendar, calendarHash].filter((field) => field !== undefined).length;
  // An old recount names the calendar's version alone.
  if (given === 0 || (event.type === 'recomputed' && given === 1)) return null;
  if (given < 4) return '没有写全所用的规则和日历';
  if (!calendar) return `没有第${event.calendar}版日历`;
  if (named !== rule.id) return `当时的规则应为${rule.id}，不是${named}`;
  if (ruleHash !== (await rule.hash())) return `规则${named}与公布的不同：被改动过`;
  return calendarHash === (await calendar.hash()) ? null : `第${calendar.version}版日历与公布的不同：被改动过`;
}

type Verdict = Omit<FrozenVerdict, 'rule' | 'ruleHash' | 'calendarHash'>;
const verdictFields = [
  ...(['verdict', 'provisional', 'due', 'closesAt', 'workingDays', 'used'] as const),
  ...(['reclassifiedLate', 'calendar'] as const),
];

function findWrongVerdict(
  event: EventOf<'judged' | 'bound'>,
  life: LifeSoFar,
  rule: IdentifiedRule,
  { at }: Calendars,
) {
  const { standing } = life;
  // An open comment is bound without a verdict; `fits` has compared that.
  if (standing.stoppedAt === null) return null;
  const then: Calendars = { current: at(event.calendar), newest: at(event.calendar), at };
  const { verdict, calendar } = countVerdict(standing, rule, then);
  const right: Verdict = { ...verdict, calendar: calendar.version };
  const wrong = verdictFields.find((field) => event[field] !== right[field]);
  if (wrong === undefined) {
    const isAgain = standing.verdict !== null;
    return isAgain && !isFinal(right) ? '没有新的结论，不应当再判定' : null;
  }
  return `判定不对：按公布的规则和日历，期限到${right.due}，${right.verdict === 'met' ? '按期' : '超期'}，用了${right.used}个工作日`;
}

/** @returns what is wrong with the rule, calendar or verdict of the event; null if nothing is */
export async function findWrongJudgement(
  event: CommentEvent,
  life: LifeSoFar,
  knowledge: LedgerKnowledge,
): Promise<string | null> {
  if (!isNaming(event)) return null;
  const rule = knowledge.ruleFor(life.jurisdiction, life.standing.receivedAt);
  const calendar = event.calendar === undefined ? null : findCalendar(knowledge, event.calendar);
  const wrong = await findWrongNames(event, rule, calendar);
  if (wrong !== null || (event.type !== 'judged' && event.type !== 'bound')) return wrong;
  try {
    return findWrongVerdict(event, life, rule, knowledge.calendars);
  } catch (error) {
    if (error instanceof RangeError) return '期限超出了日历的范围';
    throw error;
  }
}

/** True if a comment that names what judges it is closed without a verdict. */
export const mustBeJudged = ({ standing }: Pick<LifeSoFar, 'standing'>): boolean =>
  standing.isBound && standing.stoppedAt !== null && standing.verdict === null;
