// 答非所问: the resident says that the reply does not answer the question, once for each reply and each correction; or
// that a comment declined as a duplicate is another matter (不是同一件事).
import { typedText } from '../../contract/text.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { defineResidentMove } from '../move.ts';
import { isHash } from '../notation.ts';

const toLine = ({ ground }: { ground?: 'other-matter' }): Line => ({
  what: ground ? '留言人认为不是同一件事' : '留言人认为答非所问',
  note: '',
});

export const disputed = defineFact({
  name: 'disputed',
  open: {
    text: z.string(),
    /** Present if the resident disputes a refusal as a duplicate. */
    ground: z.literal('other-matter').exactOptional(),
  },
  closed: {},
  wordsIn: 'disputes',
  apply: (standing, { ground }) => {
    standing.state = 'disputed';
    standing.isReplyDisputed = true;
    if (ground) standing.wasDuplicateDisputed = true;
    else standing.wasDisputed = true;
  },
  fits: ({ text, ground }, { isAnswered }) => isHash(text) && (ground === undefined) === isAnswered,
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: null,
    officeNews: '留言人认为答非所问，或者不是同一件事，请处理',
    ledger: '有异议',
  },
});

const limits = { min: 5, max: 500 } as const;

export const dispute = defineResidentMove({
  name: 'dispute',
  from: ['replied', 'declined'],
  needs: ['undisputed', 'answered-or-duplicate'],
  input: {
    text: typedText({
      ...limits,
      tooShort: `请写明理由，至少 ${limits.min} 个字`,
      tooLong: `不超过 ${limits.max} 个字；有新的问题请用「追问」`,
    }),
  },
  makes: [disputed],
  isPrepared: false,
  make: ({ text }, { now, standing }) => {
    const ground = standing.isAnswered ? {} : { ground: 'other-matter' as const };
    return [{ words: text, event: (hash) => ({ type: disputed.name, at: now, text: hash, ...ground }) }];
  },
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
  formWhenDeclined: {
    title: '不是同一件事？请政务公开办重新看',
    button: '不是同一件事，退回',
    explanation: () => '退回政务公开办，可以重新受理，或者写明理由维持；只能说一次，会计入公开的统计。',
    fields: {
      text: {
        as: 'text',
        label: '哪里不一样？',
        hint: `${limits.min} 到 ${limits.max} 个字，给政务公开办看，不公开`,
        rows: 4,
      },
    },
  },
  done: '已退回政务公开办：会更正答复或者重新受理，或由政务公开办说明理由。是否按期的结论不变。',
  isDone: (_, { isReplyDisputed }) => isReplyDisputed,
});
