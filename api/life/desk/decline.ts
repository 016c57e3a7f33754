// 不予受理: the desk declines a comment. The record copies the current wording of the reason and of the right channel.
import { readReceiptCode } from '../../contract/codes.ts';
import { typedText } from '../../contract/text.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { defineMove } from '../move.ts';
import { stopClock } from '../standing.ts';

interface Told {
  ground?: string;
  reason: string;
  duplicateOf?: string;
}

const toLine = ({ ground, reason }: Told): Line => ({
  what: '不予受理',
  note: [ground, reason].filter(Boolean).join('；'),
});

/** The code of another person's comment is for staff; the resident's page decides whether to show it. */
const toStaffLine = ({ ground, reason, duplicateOf }: Told): Line =>
  toLine({ ground: [ground, duplicateOf && `与 ${duplicateOf} 重复`].filter(Boolean).join('：'), reason });

export const declined = defineFact({
  name: 'declined',
  open: {
    calendar: z.number(),
    /** Absent in refusals older than the list of reasons. */
    ground: z.string().exactOptional(),
    channel: z.string().exactOptional(),
    telephone: z.string().exactOptional(),
    address: z.string().exactOptional(),
    /** For a duplicate, the receipt code of the comment that it repeats; absent in older refusals. */
    duplicateOf: z.string().exactOptional(),
  },
  closed: { reason: z.string() },
  wordsIn: null,
  apply: (standing, { at, calendar, duplicateOf = null }) => {
    standing.state = 'declined';
    standing.duplicateOf = duplicateOf;
    stopClock(standing, at, 'refusal', calendar);
  },
  fits: null,
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toStaffLine,
    resident: toLine,
    residentNews: '不予受理，理由和反映渠道可以查看',
    officeNews: null,
    ledger: '不予受理',
  },
});

const chooseGround = { error: '请选择不予受理的理由' };

/** Longest typed code, with all that was pasted around it. */
const maxTypedCode = 100;

const explanation = typedText({
  min: 0,
  max: 200,
  tooShort: '',
  tooLong: '补充说明不超过 200 个字',
  isOneLine: true,
});

export const decline = defineMove({
  name: 'decline',
  word: '不予受理',
  by: ['desk'],
  as: 'holder',
  from: ['received', 'returned'],
  needs: [],
  input: {
    ground: z.string(chooseGround).min(1, chooseGround),
    /** Receipt code of the comment that it repeats; read only with a reason that names one. */
    duplicateOf: z.string().max(maxTypedCode, { error: '受理编号过长' }).transform(readReceiptCode).default(''),
    reason: explanation.default(''),
  },
  makes: [declined],
  isPrepared: true,
  make: ({ ground, duplicateOf, reason }, { now, calendar, declineWords }) => {
    const { namesComment, ...words } = declineWords(ground);
    const twin = namesComment ? { duplicateOf } : {};
    return [{ event: { type: declined.name, at: now, reason, calendar, ...words, ...twin } }];
  },
  form: {
    button: () => '不予受理',
    explanation: () => '理由、反映渠道和补充说明会原样告诉留言人；答复期限到此为止。',
    fields: {
      ground: { as: 'ground' },
      duplicateOf: { as: 'twin' },
      reason: { as: 'text', label: '补充说明（可以不填）', rows: 3, isShort: true },
    },
  },
  done: () => '已不予受理。',
});
