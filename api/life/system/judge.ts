// 判定: the verdict on a closed comment, recorded as a fact in the act that stops the clock (decision 037). A late verdict
// on a provisional due day is followed by a second one, which is final.
import { formatDay } from '../../contract/format-day.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { isFinal, type VerdictFields, verdictFields } from '../judging.ts';
import { freezeVerdict } from '../standing.ts';

const words = { met: '期限内', missed: '超过期限' };

export const nameVerdict = ({ verdict, provisional }: Pick<VerdictFields, 'verdict' | 'provisional'>): string =>
  isFinal({ verdict, provisional }) ? words[verdict] : '暂定期限已过，待节假日安排公布后判定';

const toLine = (event: VerdictFields): Line => ({
  what: `判定：${nameVerdict(event)}`,
  note: `期限${event.workingDays}个工作日，到${formatDay(event.due)}；用了${event.used}个工作日`,
});

export const judged = defineFact({
  name: 'judged',
  open: { ...verdictFields, rule: z.string(), ruleHash: z.string(), calendar: z.number(), calendarHash: z.string() },
  closed: {},
  wordsIn: null,
  apply: (standing, { type: _, at: _at, ...verdict }) => freezeVerdict(standing, verdict),
  fits: (_, { stoppedAt, verdict }) => stoppedAt !== null && (verdict === null || !isFinal(verdict)),
  draft: 'keeps',
  isQuiet: true,
  erasesPersonalData: false,
  words: { staff: toLine, resident: null, residentNews: null, officeNews: null, ledger: '判定' },
});
