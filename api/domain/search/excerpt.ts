// The excerpt of a page that shows why the page matches.
import { findMatches } from '../text/matching.ts';

export interface ExcerptPart {
  text: string;
  isMatch: boolean;
}

/** Number of characters before the first match, and from its start on. */
const before = 26;
const after = 78;

/** The text around the first match, with every match marked. */
export function excerptOf(text: string, words: string[]): ExcerptPart[] {
  const matches = findMatches(text, words);
  const first = matches[0]?.[0] ?? 0;
  const from = Math.max(0, first - before);
  const to = Math.min(text.length, first + after);
  const parts: ExcerptPart[] = from > 0 ? [{ text: '…', isMatch: false }] : [];
  let at = from;
  for (const [start, end] of matches.filter((match) => match[0] < to)) {
    if (start > at) parts.push({ text: text.slice(at, start), isMatch: false });
    parts.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < to) parts.push({ text: text.slice(at, to), isMatch: false });
  if (Math.max(at, to) < text.length) parts.push({ text: '…', isMatch: false });
  return parts;
}
