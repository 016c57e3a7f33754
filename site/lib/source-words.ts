// A document's words for a page: their source position, and the parts with a remark or a measurable promise.
import { findMeasures } from '../../content/measures.ts';
import type { Annotation, Place, Quote } from '../../content/schema.ts';

/** For `data-at`, by which the proof finds the words on the page: `120-188,190-204`. */
export const placeAttribute = (at: Place[]): string => at.map((place) => place.join('-')).join(',');

export interface Segment {
  text: string;
  /** The remark on these words. */
  annotation?: Annotation;
  /** The id of a measurable promise in these words, for links. */
  measureId?: string;
}

/** Source position of each non-space character of the text, and of the text's end. */
function positionsOf({ text, at }: Quote): number[] {
  const places = at.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index));
  let next = 0;
  return Array.from(text, (character) => (/\s/u.test(character) ? (places[next] ?? 0) : (places[next++] ?? 0)));
}

/** The id is the position, so it is the same on every page that shows the words. */
export const measureId = (quote: Quote, from: number): string => `m${positionsOf(quote)[from] ?? 0}`;

/** Splits a text at the ends of its remarks and measurable promises. */
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

/** The remarks that apply to a text. */
export function annotationsOn(quote: { at: Place[] }, annotations: Annotation[]): Annotation[] {
  const overlaps = ([from, to]: Place) => quote.at.some(([start, end]) => from < end && start < to);
  return annotations.filter(({ at }) => at.some(overlaps));
}

/** Number of a remark in its document, counted from 1, as printed beside the words. */
export const remarkNumber = (annotations: Annotation[], annotation: Annotation): number =>
  annotations.indexOf(annotation) + 1;
