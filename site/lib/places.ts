// Documents by place and year.
import type { Document, Jurisdiction } from '../../content/schema.ts';
import { documents, jurisdictions } from './content.ts';
import { hasOwnRule } from './rule.ts';

export interface Place {
  jurisdiction: Jurisdiction;
  /** The jurisdiction above, if it is on this site. */
  parent: Jurisdiction | undefined;
  children: Jurisdiction[];
  /** Newest first; never empty. */
  years: { year: number; documents: Document[] }[];
}

const yearsOf = (id: string) => {
  const own = documents.filter(({ jurisdiction }) => jurisdiction === id);
  const years = [...new Set(own.map(({ year }) => year))].sort((a, b) => b - a);
  return years.map((year) => ({ year, documents: own.filter((document) => document.year === year) }));
};

/** Places with documents; others get no page. */
export const places: Place[] = jurisdictions
  .map((jurisdiction) => ({
    jurisdiction,
    parent: jurisdictions.find(({ id }) => id === jurisdiction.parent),
    children: jurisdictions.filter(({ parent }) => parent === jurisdiction.id),
    years: yearsOf(jurisdiction.id),
  }))
  .filter(({ years }) => years.length > 0);

function findExamplePlace(): Jurisdiction {
  const found = jurisdictions.find(({ id }) => hasOwnRule(id)) ?? jurisdictions[0];
  if (!found) throw new Error('content/jurisdictions has no file');
  return found;
}

/** The place that examples on pages name: the first with a reply rule of its own, else the first. */
export const examplePlace = findExamplePlace();
