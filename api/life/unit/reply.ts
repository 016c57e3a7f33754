// 答复: the unit replies. If the rule requires review, the reply is a draft until the last reviewer approves it.
import { alikeSeenSchema, replyTextSchema } from '../../contract/reply.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line, type LineContext } from '../fact.ts';
import { describeReview, nameComment, sentToReview } from '../fields.ts';
import { defineMove } from '../move.ts';
import { isHash } from '../notation.ts';
import { stopClock } from '../standing.ts';
import { drafted } from './draft.ts';

const toLine = ({ unit }: { unit: string }, { unitName }: LineContext): Line => ({
  what: `${unitName(unit)}答复`,
  note: '',
});

export const replied = defineFact({
  name: 'replied',
  open: { unit: z.string(), text: z.string(), calendar: z.number() },
  closed: {},
  wordsIn: 'replies',
  apply: (standing, { at, calendar }) => {
    standing.state = 'replied';
    standing.isAnswered = true;
    // A reply after a refusal can be disputed in its turn.
    standing.isReplyDisputed = false;
    stopClock(standing, at, 'reply', calendar);
  },
  fits: ({ unit, text }, standing) => unit === standing.unit && !standing.isAnswered && isHash(text),
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: toLine, resident: toLine, residentNews: '已经答复', officeNews: null, ledger: '答复' },
});

export const reply = defineMove({
  name: 'reply',
  word: '答复',
  by: ['unit'],
  as: 'holder',
  from: ['assigned', 'disputed'],
  needs: ['awaits-reply', 'no-draft'],
  input: { text: replyTextSchema, alikeSeen: alikeSeenSchema },
  makes: [replied, drafted],
  isPrepared: true,
  make: ({ text }, { now, standing, reviewers, calendar }) => {
    const unit = standing.unit ?? '';
    if (reviewers > 0) return [{ words: text, event: (hash) => ({ type: drafted.name, at: now, unit, text: hash }) }];
    return [{ words: text, event: (hash) => ({ type: replied.name, at: now, unit, text: hash, calendar }) }];
  },
  form: {
    button: ({ reviewers, receiptCode }) => `${reviewers > 0 ? '送审：' : ''}答复 ${receiptCode}`,
    explanation: (subject) =>
      `${subject.reviewers > 0 ? describeReview(subject) : '发出后留言人即可看到，不能撤回。'}${nameComment(subject)}`,
    fields: { text: { as: 'reply' }, alikeSeen: { as: 'warning' } },
  },
  done: (isInReview) => (isInReview ? sentToReview : '已答复。'),
});
