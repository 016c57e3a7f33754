// What nobody may read of a published comment: ranges of its words, merged, and as one word of the ledger.
import type { Blackout } from '../contract/queue.ts';
import { publicPartSchema } from '../contract/words.ts';

/** In the order of the parts and of the text; ranges that overlap or touch are one. */
export function mergeBlackouts(blackouts: Blackout[]): Blackout[] {
  return publicPartSchema.options.flatMap((part) => {
    const merged: Blackout[] = [];
    const own = blackouts.filter((blackout) => blackout.part === part).sort((a, b) => a.from - b.from);
    for (const { from, to } of own) {
      const last = merged.at(-1);
      if (last && from <= last.to) last.to = Math.max(last.to, to);
      else merged.push({ part, from, to });
    }
    return merged;
  });
}

/** The blackouts as one word of the ledger: `text:12-23,reply:3-8`; empty where there are none. */
export const writeBlackouts = (blackouts: Blackout[]): string =>
  mergeBlackouts(blackouts)
    .map(({ part, from, to }) => `${part}:${from}-${to}`)
    .join(',');

/** @throws Error where a range cannot be read: then nothing may be shown, for it might be what was to be hidden */
export function readBlackouts(written = ''): Blackout[] {
  return written
    .split(',')
    .filter(Boolean)
    .map((range) => {
      const [, part, from, to] = /^(\w+):(\d+)-(\d+)$/u.exec(range) ?? [];
      return { part: publicPartSchema.parse(part), from: Number(from), to: Number(to) };
    });
}
