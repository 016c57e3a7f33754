// Where a clerk is: in which list, with which filters or search, and at which comment. It stands in the address after `#`, so
// that back, forward, reload, bookmark and a shared link work, and so that no server's log learns what was looked at.
import { type QueueFilter, queueFilterSchema } from '../../api/contract/queue.ts';

export interface QueuePlace extends QueueFilter {
  receiptCode: string | null;
}

const receiptCodePattern = /^[A-Z]{2,4}\d{6}-[0-9A-Z]{5}$/;
const names = Object.keys(queueFilterSchema.shape) as (keyof QueueFilter)[];
const isPlace = new Set<string>([...names, 'case']);

/** Each field for itself: one that is none takes nothing from the others. */
function parseFilter(fields: URLSearchParams): QueueFilter {
  const given = names.flatMap((name) => {
    const value = fields.get(name);
    return value !== null && value !== '' && queueFilterSchema.shape[name].safeParse(value).success
      ? [[name, value]]
      : [];
  });
  return queueFilterSchema.parse(Object.fromEntries(given));
}

/** @returns null for a plain anchor of the page (`#main`), which leads to no other place */
export function parsePlace(hash: string): QueuePlace | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  if (hash !== '' && ![...fields.keys()].some((name) => isPlace.has(name))) return null;
  const receiptCode = fields.get('case') ?? '';
  return { ...parseFilter(fields), receiptCode: receiptCodePattern.test(receiptCode) ? receiptCode : null };
}

/** The address of a place on the staff's page: `#list=open&unit=minzhengju&case=GX261120-7K3QF`. */
export function writePlace({ receiptCode, ...filter }: QueuePlace): string {
  const fields = names.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []));
  return `#${new URLSearchParams([...fields, ...(receiptCode === null ? [] : [['case', receiptCode]])])}`;
}

/** What the clerk asks for, without the comment that is open. */
export const filterOf = ({ receiptCode: _, ...filter }: QueuePlace): QueueFilter => filter;

/** True where something narrows the list. */
export const isFiltered = ({ list: _, ...rest }: QueueFilter): boolean => Object.values(rest).some(Boolean);
