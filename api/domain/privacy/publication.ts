// What of a comment goes public: its words but for what the desk blacked out by hand, and the files that it released.
// Preview and public pages alike are written by `blackOut`, so that nobody sees anything but what the clerk saw.
import type { Blackout } from '../../contract/queue.ts';
import { mergeBlackouts } from '../../life/blackouts.ts';

/** The words as they stand in the record, or as the public reads them. */
export type PublicWords = Record<Blackout['part'], string>;

/** Stands for each character that is blacked out. */
export const blackoutMark = '■';

/** The blackouts without what lies in one range of one part. */
export function uncover(blackouts: Blackout[], { part, from, to }: Blackout): Blackout[] {
  return blackouts.flatMap((blackout) => {
    if (blackout.part !== part) return [blackout];
    const before = { part, from: blackout.from, to: Math.min(blackout.to, from) };
    const after = { part, from: Math.max(blackout.from, to), to: blackout.to };
    return [before, after].filter((rest) => rest.from < rest.to);
  });
}

/** Is the whole range blacked out? */
export const isCovered = (blackouts: Blackout[], range: Blackout): boolean =>
  mergeBlackouts(blackouts).some(({ part, from, to }) => part === range.part && from <= range.from && range.to <= to);

/** Ranges that reach beyond the words were made for other ones, and would leave open what they were meant to hide. */
export const fitWords = (blackouts: Blackout[], words: PublicWords): boolean =>
  blackouts.every(({ part, from, to }) => from >= 0 && from < to && to <= words[part].length);

function blackOutPart(text: string, ranges: Blackout[]): string {
  let written = '';
  let at = 0;
  // By whole characters: half a surrogate pair neither stays nor goes alone.
  for (const character of text) {
    const end = at + character.length;
    written += ranges.some(({ from, to }) => from < end && at < to) ? blackoutMark : character;
    at = end;
  }
  return written;
}

/** The words as the public reads them: every character that a range touches is a mark, every other one stays. */
export function blackOut(words: PublicWords, blackouts: Blackout[]): PublicWords {
  const write = (part: Blackout['part']) =>
    blackOutPart(
      words[part],
      blackouts.filter((blackout) => blackout.part === part),
    );
  return { title: write('title'), text: write('text'), reply: write('reply') };
}
