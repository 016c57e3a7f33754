// 期限重新计算: a new calendar changed the due day of an open comment.
import { formatDay } from '../../contract/format-day.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { judgedWith } from '../judging.ts';

const toLine = ({ from, to }: { from: string; to: string }): Line => ({
  what: `期限由 ${formatDay(from)} 改为 ${formatDay(to)}`,
  note: '国务院公布或调整了节假日安排',
});

export const recomputed = defineFact({
  name: 'recomputed',
  /** Old and new due day, and the version of the calendar now in force. */
  open: {
    from: z.string(),
    to: z.string(),
    calendar: z.number(),
    rule: judgedWith.rule,
    ruleHash: judgedWith.ruleHash,
    calendarHash: judgedWith.calendarHash,
  },
  closed: {},
  wordsIn: null,
  apply: null,
  fits: ({ from, to }) => from !== to,
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '的答复期限变了：国家公布或调整了放假安排，新的日期和原因可以查看',
    officeNews: null,
    ledger: '期限重新计算',
  },
});
