// The public text of a comment, with the desk's redactions. `blackOut` renders both preview and public pages, so that
// the public sees exactly what the clerk saw.
import type { Blackout } from '../../contract/queue.ts';
import { mergeBlackouts } from '../../life/blackouts.ts';

/** True if the answer is published and the resident still consents. */
export const isShownToAll = ({ standing, mayBePublished }: Shown): boolean => standing.isPublished && mayBePublished;

interface Shown {
  standing: { isPublished: boolean };
  mayBePublished: boolean;
}

/** Title, text and reply, recorded or redacted. */
export type PublicWords = Record<Blackout['part'], string>;

/** The replacement for each redacted character. */
export const blackoutMark = '■';

/** Removes one range from the redactions. */
export function removeRange(blackouts: Blackout[], { part, from, to }: Blackout): Blackout[] {
  return blackouts.flatMap((blackout) => {
    if (blackout.part !== part) return [blackout];
    const before = { part, from: blackout.from, to: Math.min(blackout.to, from) };
    const after = { part, from: Math.max(blackout.from, to), to: blackout.to };
    return [before, after].filter((rest) => rest.from < rest.to);
  });
}

/** True if the whole range is redacted. */
export const isCovered = (blackouts: Blackout[], range: Blackout): boolean =>
  mergeBlackouts(blackouts).some(({ part, from, to }) => part === range.part && from <= range.from && range.to <= to);

/** False if a range exceeds its text. It then belongs to another wording and would not cover the private words. */
export const rangesFitWords = (blackouts: Blackout[], words: PublicWords): boolean =>
  blackouts.every(({ part, from, to }) => from >= 0 && from < to && to <= words[part].length);

function blackOutPart(text: string, ranges: Blackout[]): string {
  let output = '';
  let at = 0;
  // Iterate over code points, so as not to split surrogate pairs.
  for (const character of text) {
    const end = at + character.length;
    output += ranges.some(({ from, to }) => from < end && at < to) ? blackoutMark : character;
    at = end;
  }
  return output;
}

/** Masks every character that a range touches. */
export function blackOut(words: PublicWords, blackouts: Blackout[]): PublicWords {
  const renderPart = (part: Blackout['part']) =>
    blackOutPart(
      words[part],
      blackouts.filter((blackout) => blackout.part === part),
    );
  return { title: renderPart('title'), text: renderPart('text'), reply: renderPart('reply') };
}
