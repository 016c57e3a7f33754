// 答非所问: the resident says that the reply does not answer the question, once for each reply and each correction.
import { typedText } from '../../contract/text.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { defineResidentMove } from '../move.ts';
import { isHash } from '../notation.ts';

const line: Line = { what: '留言人认为答非所问', note: '' };

export const disputed = defineFact({
  name: 'disputed',
  open: { text: z.string() },
  closed: {},
  wordsIn: 'disputes',
  apply: (standing) => {
    standing.state = 'disputed';
    standing.isReplyDisputed = true;
    standing.wasDisputed = true;
  },
  fits: ({ text }) => isHash(text),
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: () => line,
    resident: () => line,
    residentNews: null,
    officeNews: '留言人认为答非所问，请处理',
    ledger: '认为答非所问',
  },
});

const limits = { min: 5, max: 500 } as const;

export const dispute = defineResidentMove({
  name: 'dispute',
  from: ['replied'],
  needs: ['undisputed'],
  input: {
    text: typedText({
      ...limits,
      tooShort: `请写明哪里没有答到，至少 ${limits.min} 个字`,
      tooLong: `不超过 ${limits.max} 个字；有新的问题请用「追问」`,
    }),
  },
  makes: [disputed],
  isPrepared: false,
  make: ({ text }, { now }) => [{ words: text, event: (hash) => ({ type: disputed.name, at: now, text: hash }) }],
  place: 'answer',
  form: {
    title: '答非所问？退回重新答复',
    button: '认为答非所问，退回',
    explanation: () =>
      '退回政务公开办，责任单位可以更正答复；每次答复只能说一次，会计入公开的统计。有新的问题请用「追问」。',
    fields: {
      text: {
        as: 'text',
        label: '哪里没有答到？',
        hint: `${limits.min} 到 ${limits.max} 个字，给政务公开办和责任单位看，不公开`,
        rows: 4,
      },
    },
  },
  done: '已退回政务公开办，责任单位会更正答复，或由政务公开办说明理由。是否按期答复的结论不变。',
  isDone: (_, { isReplyDisputed }) => isReplyDisputed,
});
