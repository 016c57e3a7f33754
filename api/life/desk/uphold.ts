// 维持: the desk keeps a disputed reply, or a disputed refusal of a duplicate, and states why.
import { reasonSchema } from '../../contract/reason.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { reasonField } from '../fields.ts';
import { defineMove } from '../move.ts';

const toLine = ({ refusal, reason }: { refusal?: true; reason: string }): Line => ({
  what: refusal ? '维持不予受理' : '维持原答复',
  note: reason,
});

export const upheld = defineFact({
  name: 'upheld',
  /** Present if it keeps a refusal. */
  open: { refusal: z.literal(true).exactOptional() },
  closed: { reason: z.string() },
  wordsIn: null,
  apply: (standing) => {
    standing.state = standing.isAnswered ? 'replied' : 'declined';
  },
  fits: ({ refusal = false }, { isAnswered }) => refusal === !isAnswered,
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '：政务公开办维持原来的答复或决定，并写明了理由',
    officeNews: null,
    ledger: '维持',
  },
});

export const uphold = defineMove({
  name: 'uphold',
  word: '维持',
  by: ['desk'],
  as: 'holder',
  from: ['disputed'],
  needs: ['no-draft', 'decided'],
  input: { reason: reasonSchema },
  makes: [upheld],
  isPrepared: false,
  make: ({ reason }, { now, standing }) => {
    const kept = standing.isAnswered ? {} : { refusal: true as const };
    return [{ event: { type: upheld.name, at: now, reason, ...kept } }];
  },
  form: {
    button: ({ reply }) => (reply ? '维持原答复' : '维持不予受理'),
    explanation: ({ reply }) => `理由会原样告诉留言人；「${reply ? '答非所问' : '不是同一件事'}」仍计入公开的统计。`,
    fields: { reason: reasonField },
  },
  done: () => '已维持。',
});
