// The clerk's place in the queue: list, filters or search, and comment. The address holds it after `#`, so that back,
// forward, reload, bookmarks and shared links work, and no server log shows what a clerk viewed.
import { type QueueFilter, queueFilterSchema } from '../../api/contract/queue.ts';

export interface QueuePlace extends QueueFilter {
  receiptCode: string | null;
}

const receiptCodePattern = /^[A-Z]{2,4}\d{6}-[0-9A-Z]{5}$/;
const names = Object.keys(queueFilterSchema.shape) as (keyof QueueFilter)[];
const isPlace = new Set<string>([...names, 'case']);

/** Parses each field separately, so that an invalid one does not discard the others. */
function parseFilter(fields: URLSearchParams): QueueFilter {
  const given = names.flatMap((name) => {
    const value = fields.get(name);
    return value !== null && value !== '' && queueFilterSchema.shape[name].safeParse(value).success
      ? [[name, value]]
      : [];
  });
  return queueFilterSchema.parse(Object.fromEntries(given));
}

/** @returns null for an ordinary page anchor (`#main`) */
export function parsePlace(hash: string): QueuePlace | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  if (hash !== '' && ![...fields.keys()].some((name) => isPlace.has(name))) return null;
  const receiptCode = fields.get('case') ?? '';
  return { ...parseFilter(fields), receiptCode: receiptCodePattern.test(receiptCode) ? receiptCode : null };
}

/** The staff page's address for a place: `#list=open&unit=minzhengju&case=MX261120-7K3QF`. */
export function writePlace({ receiptCode, ...filter }: QueuePlace): string {
  const fields = names.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []));
  return `#${new URLSearchParams([...fields, ...(receiptCode === null ? [] : [['case', receiptCode]])])}`;
}

/** The place without the open comment. */
export const filterOf = ({ receiptCode: _, ...filter }: QueuePlace): QueueFilter => filter;

/** True if a filter or a search narrows the list. */
export const isFiltered = ({ list: _, ...rest }: QueueFilter): boolean => Object.values(rest).some(Boolean);
