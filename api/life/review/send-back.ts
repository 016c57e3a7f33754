// 退回修改: the reviewer sends the draft back to the unit. The window stays.
import { reasonSchema } from '../../contract/reason.ts';
import { reasonField } from '../fields.ts';
import { defineMove } from '../move.ts';
import { reviewed } from './review.ts';

export const sendBack = defineMove({
  name: 'send-back',
  word: '退回修改',
  by: ['reviewer'],
  as: 'holder',
  from: ['in-review', 'disputed'],
  needs: ['draft', 'second-person'],
  input: { reason: reasonSchema },
  makes: [reviewed],
  isPrepared: false,
  make: ({ reason }, { now }) => [{ event: { type: reviewed.name, at: now, passed: false, reason } }],
  form: {
    button: () => '退回单位修改',
    explanation: () => '理由告诉承办单位，留言人看不到；退回不改变答复期限。',
    fields: { reason: reasonField },
  },
  done: () => '已退回修改。',
});
