// 退回: the unit returns the comment to the desk. The window stays; the supporting units are removed.
import { reasonSchema } from '../../contract/reason.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line, type LineContext } from '../fact.ts';
import { reasonField } from '../fields.ts';
import { defineMove } from '../move.ts';

const toLine = ({ unit, reason }: { unit: string; reason: string }, { unitName }: LineContext): Line => ({
  what: `${unitName(unit)}退回`,
  note: reason,
});

export const returned = defineFact({
  name: 'returned',
  open: { unit: z.string() },
  closed: { reason: z.string() },
  wordsIn: null,
  apply: (standing) => {
    standing.state = 'returned';
    standing.unit = null;
    standing.helpers = [];
  },
  fits: ({ unit }, standing) => unit === standing.unit,
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: toLine, resident: toLine, residentNews: null, officeNews: null, ledger: '退回' },
});

export const returnToDesk = defineMove({
  name: 'return',
  word: '退回',
  by: ['unit'],
  as: 'holder',
  from: ['assigned'],
  needs: [],
  input: { reason: reasonSchema },
  makes: [returned],
  isPrepared: false,
  make: ({ reason }, { now, standing }) => [
    { event: { type: returned.name, at: now, unit: standing.unit ?? '', reason } },
  ],
  form: {
    button: () => '退回政务公开办',
    explanation: () => '理由告诉政务公开办，也写入办理经过；退回不改变答复期限，协办随之结束。',
    fields: { reason: reasonField },
  },
  done: () => '已退回。',
});
