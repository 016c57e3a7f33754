// The rows of the yearly report on government websites (政府网站工作年度报表), and months by unit. Both derive from the
// public figures, so exports cannot contradict the public page. Pure.
import type { ReportRow, YearReport } from '../../contract/reports.ts';
import { atDesk } from '../../life/standing.ts';
import { dayInShanghai, daysBetween } from '../clock/calendar.ts';
import type { FigureReport } from './figure-report.ts';
import {
  countFigures,
  type FigureName,
  type Figures,
  figures,
  groupFacts,
  type Moment,
  monthOf,
  verdictFigures,
} from './figures.ts';
import type { CommentFacts } from './verdict.ts';

/** Average, rounded to one decimal place; null without values. */
function averageOf(values: number[]): number | null {
  if (values.length === 0) return null;
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10;
}

/** True if the office answered or declined the comment. A withdrawal by the resident does not count. */
const isClosed = ({ closedBy }: CommentFacts) => closedBy === 'reply' || closedBy === 'refusal';

const closedOf = ({ replied, declined }: Figures) => replied.count + declined.count;

/** Calendar days from receipt (day 0) to closing. The yearly form requires 天, unlike the reply rules. */
const countDaysTaken = ({ receivedAt, closedAt }: CommentFacts) =>
  closedAt === null ? [] : [daysBetween(dayInShanghai(receivedAt), dayInShanghai(closedAt))];

/** Public figures in the order of the columns. The verdicts from 按期答复 to 待判定 add up to 收到. */
const countedFigures = ['received', ...verdictFigures, 'published', 'samples'] as const satisfies FigureName[];

const averageColumn = {
  name: 'averageWorkingDays',
  word: '平均工作日',
  formula: '已答复和不予受理的，从收到次日到办结用了几个工作日，取平均（收到当天为 0）',
};

export const reportColumns = [
  ...countedFigures.map((name) => ({ name, word: figures[name].name, formula: figures[name].formula })),
  averageColumn,
];

function countRow(facts: CommentFacts[], counted: Figures): ReportRow {
  const days = facts.filter(isClosed).flatMap(({ workingDaysUsed }) => workingDaysUsed ?? []);
  return {
    ...Object.fromEntries(countedFigures.map((name) => [name, counted[name].count])),
    [averageColumn.name]: averageOf(days),
  };
}

function countMonths(facts: CommentFacts[], moment: Moment, nameOf: (unit: string) => string): YearReport['months'] {
  return groupFacts(facts, monthOf).flatMap(([month, ofMonth]) =>
    groupFacts(ofMonth, ({ unit }) => unit ?? atDesk).map(([unit, members]) => ({
      month,
      unit: nameOf(unit),
      values: countRow(members, countFigures(members, moment)),
    })),
  );
}

/** @param nameOf maps a unit's id, or `desk`, to a name */
export function reportYear(
  report: FigureReport,
  nameOf: (unit: string) => string,
): Pick<YearReport, 'annual' | 'columns' | 'months' | 'total'> {
  const { facts, total, moment } = report;
  const taken = averageOf(facts.filter(isClosed).flatMap(countDaysTaken));
  const row = (name: string, value: number | null, formula: string) => ({ name, value, formula });
  return {
    annual: [
      row('收到留言数量', total.received.count, '全年收到的留言'),
      row('办结留言数量', closedOf(total), '其中已经答复或告知不予受理的；留言人撤回的不算'),
      row('平均办理时间（天）', taken, '办结的留言从收到到办结的自然日，取平均（收到当天为 0）'),
      row('公开答复数量', total.published.count, '其中经留言人同意公开答复的'),
    ],
    columns: reportColumns,
    months: countMonths(facts, moment, nameOf),
    total: countRow(facts, total),
  };
}
