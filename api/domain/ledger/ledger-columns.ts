// The columns of ledger.csv: one for each public field of any fact.
import { facts } from '../../life/life.ts';

/** In the order of the first edition, so that readers that count columns still work. */
export const firstColumns = [
  'jurisdiction',
  'kind',
  'about',
  'sample',
  'unit',
  'from',
  'to',
  'passed',
  'calendar',
  'solved',
  'speed',
  'manner',
  'text',
] as const;

const isFirst = (name: string) => firstColumns.some((first) => first === name);
const openFields = new Set(Object.values(facts).flatMap(({ open }) => Object.keys(open)));

/** The other fields, after all others. Their number grows with the facts: read them by name. */
export const laterColumns = [...openFields].filter((name) => !isFirst(name));

const eventColumns = ['position', 'receiptCode', 'version', 'type', 'at', 'by'] as const;

export const csvHead: readonly string[] = [...eventColumns, ...firstColumns, 'sealed', 'leaf', ...laterColumns];
