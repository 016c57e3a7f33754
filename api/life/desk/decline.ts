// 不予受理: the desk declines a comment. The record copies the current wording of the reason and of the right channel.
import { typedText } from '../../contract/text.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { defineMove } from '../move.ts';
import { stopClock } from '../standing.ts';

const toLine = ({ ground, reason }: { ground?: string; reason: string }): Line => ({
  what: '不予受理',
  note: [ground, reason].filter(Boolean).join('；'),
});

export const declined = defineFact({
  name: 'declined',
  open: {
    calendar: z.number(),
    /** Absent in refusals older than the list of reasons. */
    ground: z.string().exactOptional(),
    channel: z.string().exactOptional(),
    telephone: z.string().exactOptional(),
    address: z.string().exactOptional(),
  },
  closed: { reason: z.string() },
  wordsIn: null,
  apply: (standing, { at, calendar }) => {
    standing.state = 'declined';
    stopClock(standing, at, 'refusal', calendar);
  },
  fits: null,
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '不予受理，理由和反映渠道可以查看',
    officeNews: null,
    ledger: '不予受理',
  },
});

const chooseGround = { error: '请选择不予受理的理由' };

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
  input: { ground: z.string(chooseGround).min(1, chooseGround), reason: explanation.default('') },
  makes: [declined],
  isPrepared: true,
  make: ({ ground, reason }, { now, calendar, declineWords }) => [
    { event: { type: declined.name, at: now, reason, calendar, ...declineWords(ground) } },
  ],
  form: {
    button: () => '不予受理',
    explanation: () => '理由、反映渠道和补充说明会原样告诉留言人；答复期限到此为止。',
    fields: {
      ground: { as: 'ground' },
      reason: { as: 'text', label: '补充说明（可以不填）', rows: 3, isShort: true },
    },
  },
  done: () => '已不予受理。',
});
