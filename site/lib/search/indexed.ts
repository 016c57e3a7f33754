// What the index is told of a page: what it is, and by what it can be narrowed and sorted.
import { issuedOn } from '../../../content/facts.ts';
import type { Document, Unit } from '../../../content/schema.ts';
import { type Kind, kindWords } from './filters.ts';

/** A unit's name is read within its jurisdiction, and so is its id. */
export const unitValue = (jurisdiction: string, unit: Unit): string => `${jurisdiction}/${unit.id}`;

interface Facts {
  kind: Kind;
  place?: string;
  documents?: Document[];
  units?: Unit[];
}

/** For the element with the page's own words. */
export function indexed({ kind, place, documents = [], units = [] }: Facts): Record<string, string> {
  const years = [...new Set(documents.map(({ year }) => year))];
  const filters = [
    `kind:${kind}`,
    ...(place ? [`place:${place}`] : []),
    ...years.map((year) => `year:${year}`),
    ...(place ? units.map((unit) => `unit:${unitValue(place, unit)}`) : []),
  ];
  // A document that prints no day is sorted by its year.
  const days = documents.map((document) => issuedOn(document) ?? String(document.year)).sort();
  return {
    'data-pagefind-body': '',
    'data-pagefind-meta': `kind:${kindWords[kind]}`,
    'data-pagefind-filter': filters.join(', '),
    'data-pagefind-sort': `date:${days.at(-1) ?? '0000'}`,
  };
}
