// Redacted ranges of a published comment: merging, and the ledger's notation.
import type { Blackout } from '../contract/queue.ts';
import { publicPartSchema } from '../contract/words.ts';

/** Sorted by part and position; overlapping or adjacent ranges are merged. */
export function mergeBlackouts(blackouts: Blackout[]): Blackout[] {
  return publicPartSchema.options.flatMap((part) => {
    const merged: Blackout[] = [];
    const own = blackouts.filter((blackout) => blackout.part === part).sort((a, b) => a.from - b.from);
    for (const { from, to } of own) {
      const last = merged[merged.length - 1];
      if (last && from <= last.to) last.to = Math.max(last.to, to);
      else merged.push({ part, from, to });
    }
    return merged;
  });
}

/** Redactions in the ledger's notation: `text:12-23,reply:3-8`; empty for none. */
export const writeBlackouts = (blackouts: Blackout[]): string =>
  mergeBlackouts(blackouts)
    .map(({ part, from, to }) => `${part}:${from}-${to}`)
    .join(',');

/** @throws Error for an unreadable range: the caller must then show nothing, because the range may cover private words */
export function readBlackouts(written = ''): Blackout[] {
  return written
    .split(',')
    .filter(Boolean)
    .map((range) => {
      const [, part, from, to] = /^(\w+):(\d+)-(\d+)$/u.exec(range) ?? [];
      return { part: publicPartSchema.parse(part), from: Number(from), to: Number(to) };
    });
}

/** Absent, or as written: readable ranges that are not empty, merged and in order. */
export function isBlackoutList(written: string | undefined): boolean {
  if (written === undefined) return true;
  const ranges = written.split(',').map((range) => /^(title|text|reply):(\d+)-(\d+)$/u.exec(range));
  const areRanges = ranges.every((range) => range !== null && Number(range[2]) < Number(range[3]));
  return areRanges && writeBlackouts(readBlackouts(written)) === written;
}
