// Two documents side by side: a county's with its city's, or one with an older one of the same place.
import { carriesOn, nearness } from '../../content/lineage.ts';
import type { Document } from '../../content/schema.ts';
import { documents, jurisdictionOf } from './content.ts';
import { compareTexts, type Difference } from './text-difference.ts';
import { partUrl, pointTitle, pointUrl, sectionTitle } from './titles.ts';

/** A point, or a paragraph that belongs to none. */
export interface Passage {
  title: string;
  url: string;
  text: string;
}

export interface Comparison {
  a: Document;
  b: Document;
  /** What `b` is to `a`. */
  relation: '上级' | '往年';
}

/** A county's document is compared with its city's at most one year apart: further back nothing was there to take up. */
const yearsApart = 1;

const hasText = (document: Document) => document.sections.length > 0;

function relate(a: Document, b: Document): Comparison['relation'] | null {
  if (a === b || !hasText(a) || !hasText(b)) return null;
  if (a.jurisdiction === b.jurisdiction) return a.year > b.year ? '往年' : null;
  const isAbove = jurisdictionOf(a).parent === b.jurisdiction;
  return isAbove && a.year - b.year >= 0 && a.year - b.year <= yearsApart ? '上级' : null;
}

export const comparisons: Comparison[] = documents.flatMap((a) =>
  documents.flatMap((b) => {
    const relation = relate(a, b);
    return relation ? [{ a, b, relation }] : [];
  }),
);

/** Those in which a document stands on either side. */
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
  /** The nearest passage of the other document; null where none carries on the other. */
  other: Passage | null;
  differences: Difference[];
}

/** Every passage of `a` in its order beside what it is nearest to in `b`, and what of `b` no passage of `a` takes up. */
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
