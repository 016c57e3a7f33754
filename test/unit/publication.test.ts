import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blackout } from '../../api/contract/queue.ts';
import { blackOut, fitWords, isCovered, type PublicWords, uncover } from '../../api/domain/privacy/publication.ts';
import { mergeBlackouts, readBlackouts, writeBlackouts } from '../../api/life/blackouts.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { CommentEvent } from '../../api/life/life.ts';
import { assigned, received, replied } from '../support/comment-events.ts';

const parts = ['title', 'text', 'reply'] as const;
/** Han characters, digits, line breaks, and characters of two UTF-16 units. */
const words = fc.string({ unit: fc.constantFrom('张', '三', '1', '3', '\n', ' ', '𠮷', '😀'), maxLength: 40 });
const wordsOfAll = fc.record({ title: words, text: words, reply: words });

/** Ranges within each non-empty part, at any position, even through the middle of a character. */
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

/** The hidden UTF-16 units of a part, computed one by one and independently of the code. */
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
        expect(fitWords(merged, all)).toBe(true);
      }),
    );
  });

  it('removing a redaction range reveals exactly that range', () => {
    fc.assert(
      fc.property(published, ({ ranges }) => {
        const [taken, ...others] = ranges;
        if (!taken) return;
        const rest = uncover(ranges, taken);
        for (const part of parts) {
          const expected = hiddenUnits(part, ranges);
          for (const unit of hiddenUnits(part, [taken])) expected.delete(unit);
          expect(hiddenUnits(part, rest)).toEqual(expected);
        }
        expect(isCovered(uncover(others, taken), taken)).toBe(false);
      }),
    );
  });
});

describe('stored redaction ranges', () => {
  it('redaction ranges are sorted and merged where they touch', () => {
    const ranges: Blackout[] = [
      { part: 'reply', from: 3, to: 8 },
      { part: 'text', from: 20, to: 23 },
      { part: 'text', from: 12, to: 20 },
    ];
    expect(writeBlackouts(ranges)).toBe('text:12-23,reply:3-8');
    expect(readBlackouts('text:12-23,reply:3-8')).toHaveLength(2);
    expect(readBlackouts()).toEqual([]);
  });

  it('redaction ranges fail to parse rather than show unredacted text', () => {
    for (const broken of ['text', 'name:1-2', 'text:1', 'text:a-b']) expect(() => readBlackouts(broken)).toThrow();
  });

  it('redaction ranges fit only a text that is long enough', () => {
    const all = { title: '标题', text: '内容', reply: '' };
    expect(fitWords([{ part: 'title', from: 0, to: 2 }], all)).toBe(true);
    expect(fitWords([{ part: 'title', from: 0, to: 3 }], all)).toBe(false);
    expect(fitWords([{ part: 'reply', from: 0, to: 1 }], all)).toBe(false);
    expect(fitWords([{ part: 'text', from: 1, to: 1 }], all)).toBe(false);
  });
});

describe('the redactions of a published answer', () => {
  const standingAfter = (...more: CommentEvent[]) => deriveStanding([received, assigned, replied, ...more]);
  const publish = (blackouts: string): CommentEvent => ({ type: 'published', at: 4, files: '1', blackouts });
  const disputed: CommentEvent = { type: 'disputed', at: 5, text: 'hash' };
  const corrected: CommentEvent = { type: 'corrected', at: 6, unit: 'minzhengju', text: 'other', reason: '补充' };
  const unpublished = { isPublished: false, publicFiles: [], blackouts: [] };

  it('keeps redactions until the answer is unpublished or consent is withdrawn', () => {
    expect(standingAfter(publish('text:1-3'))).toMatchObject({
      isPublished: true,
      blackouts: [{ part: 'text', from: 1, to: 3 }],
    });
    expect(standingAfter(publish('text:1-3'), { type: 'unpublished', at: 5, reason: '有误' })).toMatchObject(
      unpublished,
    );
    expect(standingAfter(publish('text:1-3'), { type: 'consent-withdrawn', at: 5 })).toMatchObject(unpublished);
  });

  it('unpublishes an answer when a correction changes a redacted reply, and only then', () => {
    expect(standingAfter(publish('text:1-3,reply:0-2'), disputed)).toMatchObject({ isPublished: true });
    expect(standingAfter(publish('text:1-3,reply:0-2'), disputed, corrected)).toMatchObject({
      ...unpublished,
      state: 'replied',
    });
    expect(standingAfter(publish('text:1-3'), disputed, corrected)).toMatchObject({
      isPublished: true,
      publicFiles: [1],
    });
  });
});
