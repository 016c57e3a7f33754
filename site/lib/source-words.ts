// A source's words for the page: their position, and which carry a remark or promise a measure.
import { findMeasures } from '../../content/measures.ts';
import type { Annotation, Place, Quote } from '../../content/schema.ts';

/** For `data-at`, by which the proof finds the words on the page: `120-188,190-204`. */
export const placeAttribute = (at: Place[]): string => at.map((place) => place.join('-')).join(',');

export interface Segment {
  text: string;
  /** The remark on these words. */
  annotation?: Annotation;
  /** These words promise a measure; the id for links to them. */
  measureId?: string;
}

/** Source position of each character of the text that is not white space, and of its end. */
function positionsOf({ text, at }: Quote): number[] {
  const places = at.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index));
  let next = 0;
  return Array.from(text, (character) => (/\s/u.test(character) ? (places[next] ?? 0) : (places[next++] ?? 0)));
}

/** The position serves as the id, so that it is the same on every page that shows the words. */
export const measureId = (quote: Quote, from: number): string => `m${positionsOf(quote)[from] ?? 0}`;

/** Splits a text where a remark or measure begins or ends. */
export function segmentWords(quote: Quote, annotations: Annotation[]): Segment[] {
  const positions = positionsOf(quote);
  const measures = findMeasures(quote.text);
  const annotationAt = (index: number) =>
    annotations.find(({ at }) =>
      at.some(([from, to]) => from <= (positions[index] ?? -1) && (positions[index] ?? -1) < to),
    );
  const measureAt = (index: number) => measures.find(({ from, to }) => from <= index && index < to);
  const segments: Segment[] = [];
  for (const [index, character] of Array.from(quote.text).entries()) {
    const annotation = annotationAt(index);
    const measure = measureAt(index);
    const id = measure ? measureId(quote, measure.from) : undefined;
    const last = segments.at(-1);
    if (last && last.annotation === annotation && last.measureId === id) last.text += character;
    else segments.push({ text: character, ...(annotation ? { annotation } : {}), ...(id ? { measureId: id } : {}) });
  }
  return segments;
}

/** Remarks that apply to a text. */
export function annotationsOn(quote: { at: Place[] }, annotations: Annotation[]): Annotation[] {
  const overlaps = ([from, to]: Place) => quote.at.some(([start, end]) => from < end && start < to);
  return annotations.filter(({ at }) => at.some(overlaps));
}

/** Number of a remark in its document, from 1, as printed beside the words. */
export const remarkNumber = (annotations: Annotation[], annotation: Annotation): number =>
  annotations.indexOf(annotation) + 1;
