// 协办意见: a supporting unit advises the lead unit. Only staff can read it.
import { adviceTextSchema } from '../../contract/triage.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line, type LineContext } from '../fact.ts';
import { defineMove } from '../move.ts';
import { isHash } from '../notation.ts';

const toLine = ({ unit }: { unit: string }, { unitName }: LineContext): Line => ({
  what: `${unitName(unit)}提出协办意见`,
  note: '',
});

export const advised = defineFact({
  name: 'advised',
  open: { unit: z.string(), text: z.string() },
  closed: {},
  wordsIn: 'advice',
  apply: null,
  fits: ({ text }) => isHash(text),
  draft: 'keeps',
  // Makes moves stale: the lead unit should read the advice before it replies.
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: toLine, resident: toLine, residentNews: null, officeNews: null, ledger: '协办意见' },
});

export const advise = defineMove({
  name: 'advise',
  word: '协办意见',
  by: ['unit'],
  as: 'helper',
  from: ['assigned', 'in-review', 'disputed'],
  needs: ['awaits-reply'],
  input: { text: adviceTextSchema },
  makes: [advised],
  isPrepared: false,
  make: ({ text }, { now, ownUnit }) => [
    { words: text, event: (hash) => ({ type: advised.name, at: now, unit: ownUnit, text: hash }) },
  ],
  form: {
    button: ({ receiptCode }) => `提出协办意见 ${receiptCode}`,
    explanation: ({ unit }) =>
      `意见给${unit?.name ?? ''}和政务公开办看，留言人和公众看不到；由${unit?.name ?? ''}答复。`,
    fields: { text: { as: 'text', label: '协办意见', rows: 6, isShort: false } },
  },
  done: () => '已提出协办意见。',
});
