// 抹去: erases name, contact and attachments, at the resident's request or when the retention period ends.
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { defineResidentMove } from '../move.ts';
import { everyState } from '../states.ts';

const toLine = ({ months }: { months?: number }): Line => ({
  what: '称呼、联系方式和附件已抹去',
  note: months === undefined ? '' : `办结满 ${months} 个月，按保存期限自动抹去`,
});

export const erased = defineFact({
  name: 'erased',
  open: {
    /** The retention period in months, if the system erased the data; absent if the resident did. */
    months: z.number().exactOptional(),
  },
  closed: {},
  wordsIn: null,
  apply: (standing) => {
    standing.publicFiles = [];
  },
  fits: ({ months }) => months === undefined || (Number.isInteger(months) && months > 0),
  draft: 'keeps',
  isQuiet: true,
  erasesPersonalData: true,
  words: { staff: toLine, resident: toLine, residentNews: null, officeNews: null, ledger: '抹去个人信息' },
});

export const erase = defineResidentMove({
  name: 'erase',
  from: everyState,
  needs: ['personal-data'],
  input: {},
  makes: [erased],
  isPrepared: true,
  make: (_, { now }) => [{ event: { type: erased.name, at: now } }],
  place: 'own',
  form: {
    title: '抹去我的称呼、联系方式和附件',
    button: '抹去称呼、联系方式和附件',
    explanation: () => '抹去后不能恢复，也不会再收到通知。留言、答复和办理记录不变，您仍可凭两个号码查看。',
    fields: {},
  },
  formWhenDeclined: null,
  done: '称呼、联系方式和附件已抹去。',
  isDone: (_, _standing, hasPersonalData) => !hasPersonalData,
});
