// The first events of a comment, and what an event changes, for the tests of its life.
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { ActedEvent, EventOf } from '../../api/life/life.ts';
import type { CommentStanding } from '../../api/life/standing.ts';

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

/** Follow from every change of hands; holders.test.ts and figures.test.ts check the turns. */
const derivedFields = ['version', 'turns'];

/** The fields of the standing that the last event changes, except those that follow from others. */
export function changesOf(events: ActedEvent[]): Partial<CommentStanding> {
  const before = new Map(Object.entries(deriveStanding(events.slice(0, -1))));
  const isChanged = ([field, value]: [string, unknown]) =>
    !derivedFields.includes(field) && JSON.stringify(value) !== JSON.stringify(before.get(field));
  return Object.fromEntries(Object.entries(deriveStanding(events)).filter(isChanged));
}
