// The public figures (答复情况), each with formula, numerator and denominator, counted from the events in the ledger.
// Each figure selects its comments, so that every number can link to the comments behind it. Pure.
import { dayInShanghai } from '../clock/calendar.ts';
import { crowdOfDay, crowdOfMinute } from './arrivals.ts';
import { type CommentFacts, type Verdict, verdictOf } from './verdict.ts';

/** The instant of the count. Milliseconds UTC. */
export interface Moment {
  now: number;
  /** End of the next working day; windows that end by then are due soon. */
  soonUntil: number;
}

type Counts = (facts: CommentFacts, moment: Moment) => boolean;

/** Scores of 4 and 5 out of 5 count as satisfied. */
const minSatisfiedScore = 4;

const has =
  (...verdicts: Verdict[]): Counts =>
  (facts, { now }) =>
    verdicts.includes(verdictOf(facts, now));

/** Verdicts that count as late, however the comment ended (rule 22). */
const lateVerdicts = ['late', 'overdue', 'declined-late', 'withdrawn-late'] as const;

interface FigureBase {
  name: string;
  /** The formula as printed on the page. */
  formula: string;
  /** Selects the counted comments: for a rate the numerator, for days the measured comments. */
  counts: Counts;
}

export type Figure = FigureBase & ({ is: 'count' } | { is: 'rate'; of: Counts } | { is: 'days'; percentile: number });

const isApart: Counts = ({ cameInCrowd }) => !cameInCrowd;

const both =
  (one: Counts, other: Counts): Counts =>
  (facts, moment) =>
    one(facts, moment) && other(facts, moment);

const isReply: Counts = ({ closedBy }) => closedBy === 'reply';

/** All figures. Pages, open data and lists of comments derive from this table. */
export const figures = {
  received: { is: 'count', name: '收到', formula: '所选时间内收到的留言', counts: () => true },
  replied: { is: 'count', name: '已答复', formula: '其中已经答复的', counts: isReply },
  declined: {
    is: 'count',
    name: '不予受理',
    formula: '其中说明理由后不予受理的',
    counts: ({ closedBy }) => closedBy === 'refusal',
  },
  withdrawn: {
    is: 'count',
    name: '已撤回',
    formula: '其中由留言人自己撤回的',
    counts: ({ closedBy }) => closedBy === 'withdrawal',
  },
  open: {
    is: 'count',
    name: '在办',
    formula: '其中还没有答复的：收到 − 已答复 − 不予受理 − 已撤回',
    counts: ({ closedAt }) => closedAt === null,
  },
  onTime: { is: 'count', name: '按期答复', formula: '在期限结束之前答复的', counts: has('on-time') },
  late: { is: 'count', name: '超期答复', formula: '在期限结束时或之后才答复的', counts: has('late') },
  declinedOnTime: {
    is: 'count',
    name: '按期告知不予受理',
    formula: '在期限结束之前告知不予受理的',
    counts: has('declined-on-time'),
  },
  declinedLate: {
    is: 'count',
    name: '超期告知不予受理',
    formula: '在期限结束时或之后才告知不予受理的',
    counts: has('declined-late'),
  },
  withdrawnInTime: {
    is: 'count',
    name: '期限内撤回',
    formula: '期限结束之前由留言人撤回的，不计入按期答复率',
    counts: has('withdrawn'),
  },
  withdrawnLate: {
    is: 'count',
    name: '超期后撤回',
    formula: '期限结束时还没有答复，此后由留言人撤回的；撤回不抹掉超期',
    counts: has('withdrawn-late'),
  },
  overdue: { is: 'count', name: '超期未答复', formula: '期限已过、现在还没有答复的', counts: has('overdue') },
  waiting: { is: 'count', name: '未到期', formula: '期限还没有到、还没有答复的', counts: has('waiting') },
  dueSoon: {
    is: 'count',
    name: '即将到期',
    formula: '未到期的里面，今天或下一个工作日到期的',
    counts: (facts, { now, soonUntil }) => verdictOf(facts, now) === 'waiting' && facts.dueAt <= soonUntil,
  },
  undecided: {
    is: 'count',
    name: '待判定',
    formula: '期限为暂定日期且已过，等节假日安排公布后判定',
    counts: has('undecided'),
  },
  onTimeRate: {
    is: 'rate',
    name: '按期答复率',
    formula:
      '按期答复 ÷（按期答复 + 超期答复 + 超期未答复 + 超期告知不予受理 + 超期后撤回）；未到期的、期限内不予受理和撤回的不算',
    counts: has('on-time'),
    of: has('on-time', ...lateVerdicts),
  },
  strictRate: {
    is: 'rate',
    name: '按期答复率（从严）',
    formula: '同上，分母再加上未到期和待判定的',
    counts: has('on-time'),
    of: has('on-time', ...lateVerdicts, 'waiting', 'undecided'),
  },
  declinedOnTimeRate: {
    is: 'rate',
    name: '不予受理按期告知率',
    formula: '按期告知不予受理 ÷（按期告知不予受理 + 超期告知不予受理）',
    counts: has('declined-on-time'),
    of: has('declined-on-time', 'declined-late'),
  },
  medianDays: {
    is: 'days',
    name: '答复用时中位数',
    formula: '把已答复的按所用工作日从少到多排列，排在 50% 处的一件（收到当天为 0）',
    counts: isReply,
    percentile: 50,
  },
  slowDays: {
    is: 'days',
    name: '答复用时第 90 百分位',
    formula: '把已答复的按所用工作日从少到多排列，排在 90% 处的一件',
    counts: isReply,
    percentile: 90,
  },
  reclassified: {
    is: 'count',
    name: '改类',
    formula: '在「简单问题」与「一般问题」之间改过的',
    counts: ({ reclassified }) => reclassified !== 'never',
  },
  reclassifiedLate: {
    is: 'count',
    name: '过期后改类',
    formula: '简单问题的期限已过，才改为一般问题的',
    counts: ({ reclassified }) => reclassified === 'after-window',
  },
  disputed: {
    is: 'count',
    name: '答非所问',
    formula: '留言人认为答复没有答到所问、退回过的；不改变是否按期',
    counts: ({ wasDisputed }) => wasDisputed,
  },
  duplicateDisputed: {
    is: 'count',
    name: '不是同一件事',
    formula: '按重复不予受理，留言人认为不是同一件事、退回过的；不改变是否按期',
    counts: ({ wasDuplicateDisputed }) => wasDuplicateDisputed,
  },
  published: { is: 'count', name: '选登', formula: '经留言人同意公开展示的', counts: ({ isPublished }) => isPublished },
  takenDown: {
    is: 'count',
    name: '已停止公开',
    formula: '选登过、现在不再公开的；原来的地址写明哪一天停止公开',
    counts: ({ isTakenDown }) => isTakenDown,
  },
  samples: {
    is: 'count',
    name: '演示数据',
    formula: '其中的演示数据，不是真实留言',
    counts: ({ isSample }) => isSample,
  },
  crowd: {
    is: 'count',
    name: '集中来件',
    formula: `其中同一来源一天内 ${crowdOfDay} 件以上，或者一分钟内 ${crowdOfMinute} 件以上的；第二天起计入，仍算在其他数字里`,
    counts: ({ cameInCrowd }) => cameInCrowd,
  },
  receivedWithoutCrowd: {
    is: 'count',
    name: '收到（不计集中来件）',
    formula: '收到 − 集中来件',
    counts: isApart,
  },
  onTimeRateWithoutCrowd: {
    is: 'rate',
    name: '按期答复率（不计集中来件）',
    formula: '同“按期答复率”，分子和分母都不计集中来件',
    counts: both(isApart, has('on-time')),
    of: both(isApart, has('on-time', ...lateVerdicts)),
  },
  rated: { is: 'count', name: '收到评价', formula: '留言人评过分的', counts: ({ rating }) => rating !== null },
  satisfied: {
    is: 'rate',
    name: '满意率',
    formula: '「解决程度」评 4 分或 5 分的 ÷ 收到评价的（满分 5 分）',
    counts: ({ rating }) => rating !== null && rating.solved >= minSatisfiedScore,
    of: ({ rating }) => rating !== null,
  },
} as const satisfies Record<string, Figure>;

export type FigureName = keyof typeof figures;
/** One figure for each verdict: in every group they add up to `received`. */
export const verdictFigures = [
  'onTime',
  'late',
  'overdue',
  'waiting',
  'declinedOnTime',
  'declinedLate',
  'withdrawnInTime',
  'withdrawnLate',
  'undecided',
] as const satisfies FigureName[];

export const figureNames = Object.keys(figures) as FigureName[];

/** A figure's value. `of`: the denominator of a rate, or the number of replies measured. */
export interface FigureValue {
  /** A count, a share from 0 to 1, or working days; null if there is nothing to divide by or measure. */
  value: number | null;
  /** Number of counted comments; for a rate, the numerator. */
  count: number;
  of: number | null;
}

/** Percentile by the nearest-rank method. */
export function percentileOf(sorted: number[], percentile: number): number | null {
  return sorted[Math.ceil((percentile / 100) * sorted.length) - 1] ?? null;
}

export function countFigure(figure: Figure, facts: CommentFacts[], moment: Moment): FigureValue {
  const members = facts.filter((fact) => figure.counts(fact, moment));
  const count = members.length;
  switch (figure.is) {
    case 'count':
      return { value: count, count, of: null };
    case 'rate': {
      const of = facts.filter((fact) => figure.of(fact, moment)).length;
      return { value: of === 0 ? null : count / of, count, of };
    }
    case 'days': {
      const days = members.flatMap(({ workingDaysUsed }) => workingDaysUsed ?? []).sort((a, b) => a - b);
      return { value: percentileOf(days, figure.percentile), count, of: days.length };
    }
  }
}

export type Figures = Record<FigureName, FigureValue>;

export function countFigures(facts: CommentFacts[], moment: Moment): Figures {
  const entries = figureNames.map((name) => [name, countFigure(figures[name], facts, moment)] as const);
  return Object.fromEntries(entries) as Figures;
}

/** The month of receipt in Shanghai, `2026-11`. All figures group by it. */
export const monthOf = ({ receivedAt }: CommentFacts): string => dayInShanghai(receivedAt).slice(0, 7);

/** Groups sorted by name. */
export function groupFacts(facts: CommentFacts[], keyOf: (facts: CommentFacts) => string): [string, CommentFacts[]][] {
  return Object.entries(Object.groupBy(facts, keyOf))
    .map(([key, members]): [string, CommentFacts[]] => [key, members ?? []])
    .sort(([a], [b]) => a.localeCompare(b, 'zh'));
}
