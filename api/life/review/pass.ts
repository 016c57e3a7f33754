// 审核通过: a reviewer approves the draft. The last required approval sends it to the resident.
import { alikeSeenSchema } from '../../contract/reply.ts';
import { nameComment } from '../fields.ts';
import { defineMove } from '../move.ts';
import type { Draft } from '../standing.ts';
import { corrected } from '../unit/correct.ts';
import { replied } from '../unit/reply.ts';
import { reviewed } from './review.ts';

/** True if the next approval is the last one required. @param reviewers how many the rule requires */
export const isLastPass = ({ passedBy }: Pick<Draft, 'passedBy'>, reviewers: number): boolean =>
  passedBy.length + 1 >= reviewers;

export const pass = defineMove({
  name: 'pass',
  word: '审核通过',
  by: ['reviewer'],
  as: 'holder',
  from: ['in-review', 'disputed'],
  needs: ['draft', 'second-person'],
  input: { alikeSeen: alikeSeenSchema },
  makes: [reviewed, replied, corrected],
  isPrepared: true,
  make: (_, { now, standing, draft, reviewers, calendar }) => {
    if (!standing.draft || !draft) throw new Error('a draft without its words');
    const { unit, text, reason } = draft;
    const passed = { event: { type: reviewed.name, at: now, passed: true, reason: '' } };
    if (!isLastPass(standing.draft, reviewers)) return [passed];
    if (reason === undefined) {
      return [passed, { words: text, event: (hash) => ({ type: replied.name, at: now, unit, text: hash, calendar }) }];
    }
    return [passed, { words: text, event: (hash) => ({ type: corrected.name, at: now, unit, text: hash, reason }) }];
  },
  form: {
    button: ({ receiptCode }) => `通过 ${receiptCode} 的答复`,
    explanation: (subject) => {
      const isLast = (subject.draft?.passed ?? 0) + 1 >= subject.reviewers;
      return `请看过问题和上面待审核的全文。${isLast ? '通过后立即发给留言人，不能撤回。' : '通过后还要另一位审核人审核。'}${nameComment(subject)}`;
    },
    fields: { alikeSeen: { as: 'warning' } },
  },
  done: (isInReview) => (isInReview ? '已审核通过，还要另一位审核人审核。' : '已审核通过，答复已经发给留言人。'),
});
