// 更正答复: the unit replaces a disputed reply. The first verdict stays.
import { reasonSchema } from '../../contract/reason.ts';
import { alikeSeenSchema, replyTextSchema } from '../../contract/reply.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line, type LineContext } from '../fact.ts';
import { nameComment, reasonField, sentToReview } from '../fields.ts';
import { defineMove } from '../move.ts';
import { isHash } from '../notation.ts';
import { takeDown } from '../standing.ts';
import { drafted } from './draft.ts';

const toLine = (event: { unit: string; reason: string }, { unitName, tookDown }: LineContext): Line => ({
  what: `${unitName(event.unit)}更正答复${tookDown ? '，选登随之撤下（原答复有涂黑，须重新选登）' : ''}`,
  note: event.reason,
});

export const corrected = defineFact({
  name: 'corrected',
  open: { unit: z.string(), text: z.string() },
  closed: { reason: z.string() },
  wordsIn: 'replies',
  apply: (standing, event) => {
    standing.state = 'replied';
    standing.isReplyDisputed = false;
    // Redacted ranges of the old text may not cover the private words of the new one.
    if (standing.blackouts.some(({ part }) => part === 'reply')) takeDown(standing, event);
    standing.lastBlackouts = standing.lastBlackouts.filter(({ part }) => part !== 'reply');
  },
  fits: ({ unit, text }, standing) => unit === standing.unit && standing.isAnswered && isHash(text),
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '的答复已经更正',
    officeNews: null,
    ledger: '更正答复',
  },
});

export const correct = defineMove({
  name: 'correct',
  word: '更正答复',
  by: ['unit'],
  as: 'holder',
  from: ['disputed'],
  needs: ['answered', 'no-draft'],
  input: { text: replyTextSchema, reason: reasonSchema, alikeSeen: alikeSeenSchema },
  makes: [corrected, drafted],
  isPrepared: true,
  make: ({ text, reason }, { now, standing, reviewers }) => {
    const unit = standing.unit ?? '';
    const { name: type } = reviewers > 0 ? drafted : corrected;
    return [{ words: text, event: (hash) => ({ type, at: now, unit, text: hash, reason }) }];
  },
  form: {
    button: ({ reviewers, receiptCode }) => `${reviewers > 0 ? '送审：' : ''}更正答复 ${receiptCode}`,
    explanation: (subject) =>
      `更正后的全文取代原来的答复，注明更正时间，原来的仍在记录里；是否按期的结论不变。${nameComment(subject)}`,
    fields: { text: { as: 'reply' }, reason: reasonField, alikeSeen: { as: 'warning' } },
  },
  done: (isInReview) => (isInReview ? sentToReview : '已更正答复。'),
});
