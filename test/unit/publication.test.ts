// Properties of redaction for any text and ranges. fast-check searches for counterexamples.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blackout } from '../../api/contract/queue.ts';
import {
  blackOut,
  isCovered,
  type PublicWords,
  rangesFitWords,
  removeRange,
} from '../../api/domain/privacy/publication.ts';
import { mergeBlackouts, readBlackouts, writeBlackouts } from '../../api/life/blackouts.ts';

const parts = ['title', 'text', 'reply'] as const;
/** Han characters, digits, line breaks, and characters of two UTF-16 units. */
const words = fc.string({ unit: fc.constantFrom('张', '三', '1', '3', '\n', ' ', '𠮷', '😀'), maxLength: 40 });
const wordsOfAll = fc.record({ title: words, text: words, reply: words });

/** Ranges within each non-empty part, at any position, even splitting a character. */
const rangesIn = (all: PublicWords): fc.Arbitrary<Blackout[]> => {
  const filled = parts.filter((part) => all[part].length > 0);
  if (filled.length === 0) return fc.constant([]);
  const range = fc
    .constantFrom(...filled)
    .chain((part) =>
      fc
        .tuple(fc.nat(all[part].length - 1), fc.nat(all[part].length - 1))
        .map(([a, b]) => ({ part, from: Math.min(a, b), to: Math.max(a, b) + 1 })),
    );
  return fc.array(range, { maxLength: 8 });
};
const published = wordsOfAll.chain((all) => fc.record({ all: fc.constant(all), ranges: rangesIn(all) }));

/** The hidden UTF-16 units of a part, computed independently of the code, one by one. */
const hiddenUnits = (part: Blackout['part'], ranges: Blackout[]) =>
  new Set(
    ranges
      .filter((range) => range.part === part)
      .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)),
  );

describe('redaction of a published comment', () => {
  it('redaction hides everything inside the redacted ranges and shows everything outside', () => {
    fc.assert(
      fc.property(published, ({ all, ranges }) => {
        const shown = blackOut(all, ranges);
        for (const part of parts) {
          const hidden = hiddenUnits(part, ranges);
          const characters = [...all[part]];
          const seen = [...shown[part]];
          expect(seen).toHaveLength(characters.length);
          let unit = 0;
          for (const [index, character] of characters.entries()) {
            const isHidden = hidden.has(unit) || hidden.has(unit + character.length - 1);
            expect(seen[index]).toBe(isHidden ? '■' : character);
            unit += character.length;
          }
        }
      }),
    );
  });

  it('redaction never splits a character', () => {
    const all = { title: '', text: '我叫𠮷三', reply: '' };
    expect(blackOut(all, [{ part: 'text', from: 3, to: 4 }]).text).toBe('我叫■三');
    expect(blackOut(all, [{ part: 'text', from: 2, to: 3 }]).text).toBe('我叫■三');
  });

  it('redaction gives the same text however the ranges are ordered, split, merged or stored in the ledger', () => {
    fc.assert(
      fc.property(published, ({ all, ranges }) => {
        const shown = blackOut(all, ranges);
        const merged = mergeBlackouts(ranges);
        expect(blackOut(all, merged)).toEqual(shown);
        expect(mergeBlackouts(ranges.toReversed())).toEqual(merged);
        expect(readBlackouts(writeBlackouts(ranges))).toEqual(merged);
        expect(ranges.every((range) => isCovered(ranges, range))).toBe(true);
        expect(rangesFitWords(merged, all)).toBe(true);
      }),
    );
  });

  it('removing a redaction range reveals exactly that range', () => {
    fc.assert(
      fc.property(published, ({ ranges }) => {
        const [taken, ...others] = ranges;
        if (!taken) return;
        const rest = removeRange(ranges, taken);
        for (const part of parts) {
          const expected = hiddenUnits(part, ranges);
          for (const unit of hiddenUnits(part, [taken])) expected.delete(unit);
          expect(hiddenUnits(part, rest)).toEqual(expected);
        }
        expect(isCovered(removeRange(others, taken), taken)).toBe(false);
      }),
    );
  });
});
