// 维持答复: the desk keeps a disputed reply and states why.
import { reasonSchema } from '../../contract/reason.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { reasonField } from '../fields.ts';
import { defineMove } from '../move.ts';

const toLine = ({ reason }: { reason: string }): Line => ({ what: '维持原答复', note: reason });

export const upheld = defineFact({
  name: 'upheld',
  open: {},
  closed: { reason: z.string() },
  wordsIn: null,
  apply: (standing) => {
    standing.state = 'replied';
  },
  fits: null,
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '：政务公开办维持原答复，并写明了理由',
    officeNews: null,
    ledger: '维持答复',
  },
});

export const uphold = defineMove({
  name: 'uphold',
  word: '维持答复',
  by: ['desk'],
  as: 'holder',
  from: ['disputed'],
  needs: ['no-draft'],
  input: { reason: reasonSchema },
  makes: [upheld],
  isPrepared: false,
  make: ({ reason }, { now }) => [{ event: { type: upheld.name, at: now, reason } }],
  form: {
    button: () => '维持原答复',
    explanation: () => '理由会原样告诉留言人；「答非所问」仍计入公开的统计。',
    fields: { reason: reasonField },
  },
  done: () => '已维持答复。',
});
