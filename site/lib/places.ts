// Documents by place and year.
import type { Document, Jurisdiction } from '../../content/schema.ts';
import { documents, jurisdictions } from './content.ts';
import { hasOwnRule } from './rule.ts';

export interface Place {
  jurisdiction: Jurisdiction;
  /** The superior jurisdiction, if this site has it. */
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

/** Places that have documents; only they get a page. */
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

/** The place used in examples: the first with a reply rule of its own, or else the first. */
export const examplePlace = findExamplePlace();
