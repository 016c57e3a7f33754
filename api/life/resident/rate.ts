// 评价: the resident rates the reply, once.
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { defineResidentMove } from '../move.ts';
import type { Rating } from '../standing.ts';
import { everyState } from '../states.ts';

const toLine = ({ solved, speed, manner }: Rating): Line => ({
  what: '留言人评价',
  note: `解决程度 ${solved}，办理时间 ${speed}，办理态度 ${manner}（满分 5）`,
});

export const rated = defineFact({
  name: 'rated',
  open: { solved: z.int(), speed: z.int(), manner: z.int() },
  closed: {},
  wordsIn: null,
  apply: (standing, { solved, speed, manner }) => {
    standing.rating = { solved, speed, manner };
  },
  fits: ({ solved, speed, manner }) => [solved, speed, manner].every((part) => part >= 1 && part <= 5),
  draft: 'keeps',
  isQuiet: true,
  erasesPersonalData: false,
  words: { staff: toLine, resident: toLine, residentNews: null, officeNews: null, ledger: '评价' },
});

/** Names of the rating's parts in form, page and record. */
const ratingWords = { solved: '解决程度', speed: '办理时间', manner: '办理态度' } as const;

/** The message covers every limit: no number, half a point, too low, too high. */
const score = (label: string) =>
  z.coerce
    .number({ error: `「${label}」请选择 1 到 5 分` })
    .int()
    .min(1)
    .max(5);

export const rate = defineResidentMove({
  name: 'rate',
  from: everyState,
  needs: ['answered', 'unrated'],
  input: {
    solved: score(ratingWords.solved),
    speed: score(ratingWords.speed),
    manner: score(ratingWords.manner),
  },
  makes: [rated],
  isPrepared: false,
  make: ({ solved, speed, manner }, { now }) => [{ event: { type: rated.name, at: now, solved, speed, manner } }],
  place: 'answer',
  form: {
    title: '评价这次答复',
    button: '提交评价',
    explanation: () => '只能评一次，会计入公开的满意率，不显示是谁评的。',
    fields: {
      solved: { as: 'score', label: ratingWords.solved, worst: '没有解决', best: '完全解决' },
      speed: { as: 'score', label: ratingWords.speed, worst: '太慢', best: '很快' },
      manner: { as: 'score', label: ratingWords.manner, worst: '很差', best: '很好' },
    },
  },
  formWhenDeclined: null,
  done: '谢谢，您的评价已记下。',
  isDone: ({ solved, speed, manner }, { rating }) =>
    rating?.solved === solved && rating.speed === speed && rating.manner === manner,
});
