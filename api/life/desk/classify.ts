// 改类: the desk changes the classification. The other window then applies, counted from the receipt (design rule 8).
import { reasonSchema } from '../../contract/reason.ts';
import { classificationSchema, classificationWords, otherClassification } from '../../contract/words.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { reasonField } from '../fields.ts';
import { judgedWith } from '../judging.ts';
import { defineMove } from '../move.ts';

const toLine = ({ to, reason }: { to: keyof typeof classificationWords; reason: string }): Line => ({
  what: `改为${classificationWords[to]}`,
  note: reason,
});

export const classified = defineFact({
  name: 'classified',
  open: { from: classificationSchema, to: classificationSchema, ...judgedWith },
  closed: { reason: z.string() },
  wordsIn: null,
  apply: (standing, { at, from, to }) => {
    standing.classification = to;
    standing.reclassifications.push({ at, from, to });
  },
  fits: ({ from, to }, { classification }) => from === classification && to !== from,
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '的答复期限变了，新的日期和原因可以查看',
    officeNews: null,
    ledger: '改类',
  },
});

export const classify = defineMove({
  name: 'classify',
  word: '改类',
  by: ['desk'],
  as: 'holder',
  from: ['received', 'assigned', 'returned'],
  needs: [],
  input: { classification: classificationSchema, reason: reasonSchema },
  makes: [classified],
  isPrepared: true,
  make: ({ classification, reason }, { now, standing, judging }) => {
    const change = { from: standing.classification, to: classification, reason };
    return [{ event: { type: classified.name, at: now, ...change, ...judging } }];
  },
  form: {
    button: ({ window }) => `改为${classificationWords[otherClassification[window.classification]]}`,
    explanation: ({ window, otherWindow }) =>
      `改为${classificationWords[otherClassification[window.classification]]}后，期限为 ${otherWindow?.workingDays} 个工作日，从收到留言时算起，不重新计算；改类会记入公开的统计。期限如下：`,
    fields: { classification: { as: 'other-classification' }, reason: reasonField },
  },
  done: () => '已改类。',
});
