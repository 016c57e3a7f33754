// Compares two documents: a county's with its city's, or a newer one with an older one of the same place.
import { carriesOn, nearness } from '../../content/lineage.ts';
import type { Document } from '../../content/schema.ts';
import { documents, jurisdictionOf } from './content.ts';
import { compareTexts, type Difference } from './text-difference.ts';
import { partUrl, pointTitle, pointUrl, sectionTitle } from './titles.ts';

/** A point, or a paragraph outside of all points. */
export interface Passage {
  title: string;
  url: string;
  text: string;
}

export interface Comparison {
  a: Document;
  b: Document;
  /** The relation of `b` to `a`. */
  relation: '上级' | '往年';
}

/**
 * Maximum number of years between a county's document and the city's that it is compared with. Older city documents
 * have no influence.
 */
const yearsApart = 1;

const hasText = (document: Document) => document.sections.length > 0;

/** The same place's previous document. */
function olderOf(a: Document, own: Document[]): Comparison[] {
  const [b] = own.filter(({ year }) => year < a.year);
  return b ? [{ a, b, relation: '往年' }] : [];
}

function cityOf(a: Document, above: Document[]): Comparison[] {
  const [b] = above.filter(({ year }) => a.year - year >= 0 && a.year - year <= yearsApart);
  return b ? [{ a, b, relation: '上级' }] : [];
}

/** Newest document first. */
const withText = Map.groupBy(documents.filter(hasText), ({ jurisdiction }) => jurisdiction);

/** At most two comparisons per document, so that their number grows linearly. */
export const comparisons: Comparison[] = documents
  .filter(hasText)
  .flatMap((a) => [
    ...cityOf(a, withText.get(jurisdictionOf(a).parent ?? '') ?? []),
    ...olderOf(a, withText.get(a.jurisdiction) ?? []),
  ]);

/** Comparisons that include this document. */
export const comparisonsOf = (document: Document): Comparison[] =>
  comparisons.filter(({ a, b }) => a === document || b === document);

const passagesOf = (document: Document): Passage[] =>
  document.sections.flatMap((section, index) => [
    ...section.paragraphs.map(({ text }) => ({
      title: sectionTitle(section),
      url: partUrl(document, index + 1),
      text,
    })),
    ...section.points.map((point) => ({ title: pointTitle(point), url: pointUrl(document, point), text: point.text })),
  ]);

export interface Row {
  passage: Passage;
  /** The most similar passage of the other document; null if no passage is similar enough. */
  other: Passage | null;
  differences: Difference[];
}

/** Every passage of `a` in order with its nearest passage of `b`, and the passages of `b` that match none. */
export function compareDocuments({ a, b }: Comparison): { rows: Row[]; onlyInB: Passage[] } {
  const others = passagesOf(b);
  const rows = passagesOf(a).map((passage): Row => {
    const [nearest] = others
      .map((other) => ({ other, score: nearness(passage.text, other.text) }))
      .filter(({ score }) => score >= carriesOn)
      .sort((x, y) => y.score - x.score);
    const other = nearest?.other ?? null;
    return { passage, other, differences: other ? compareTexts(other.text, passage.text) : [] };
  });
  const taken = new Set(rows.map(({ other }) => other));
  return { rows, onlyInB: others.filter((passage) => !taken.has(passage)) };
}
