// The first events of a comment, shared by the tests of its life.
import type { EventOf } from '../../api/life/life.ts';

/** What a receipt stores besides its type and time: a question about a task. */
export const receiptFields = {
  jurisdiction: 'guanxian',
  kind: 'question',
  about: 'guanxian-2021/tasks/17',
  sample: false,
  text: 'hash',
} as const;

export const received: EventOf<'received'> = { type: 'received', at: 1, ...receiptFields };
export const assigned: EventOf<'assigned'> = { type: 'assigned', at: 2, unit: 'minzhengju' };
export const replied: EventOf<'replied'> = { type: 'replied', at: 3, unit: 'minzhengju', text: 'hash', calendar: 1 };
