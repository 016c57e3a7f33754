// Where a clerk is: in which list, and at which comment. It stands in the address after `#`, so that back, forward,
// reload and bookmark work, and so that no server's log learns which comment was looked at.
import { type QueueList, queueListSchema } from '../../api/contract/queue.ts';

export interface QueuePlace {
  list: QueueList;
  receiptCode: string | null;
}

const receiptCodePattern = /^[A-Z]{2,4}\d{6}-[0-9A-Z]{5}$/;

/** @returns null for a plain anchor of the page (`#main`), which leads to no other place */
export function parsePlace(hash: string): QueuePlace | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  if (hash !== '' && !fields.has('list') && !fields.has('case')) return null;
  const receiptCode = fields.get('case') ?? '';
  return {
    list: queueListSchema.catch('open').parse(fields.get('list')),
    receiptCode: receiptCodePattern.test(receiptCode) ? receiptCode : null,
  };
}

/** The address of a place on the staff's page: `#list=open&case=GX261120-7K3QF`. */
export function writePlace({ list, receiptCode }: QueuePlace): string {
  return `#${new URLSearchParams({ list, ...(receiptCode === null ? {} : { case: receiptCode }) })}`;
}
