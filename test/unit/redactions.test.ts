// Redactions as the ledger stores them, and how long a published answer keeps them.
import { describe, expect, it } from 'vitest';
import type { Blackout } from '../../api/contract/queue.ts';
import { rangesFitWords } from '../../api/domain/privacy/publication.ts';
import { mergeBlackouts, readBlackouts, writeBlackouts } from '../../api/life/blackouts.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { CommentEvent } from '../../api/life/life.ts';
import { assigned, received, replied } from '../support/comment-events.ts';

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

  it.each([
    [
      'apart',
      [
        [1, 3],
        [5, 8],
      ],
      'text:1-3,text:5-8',
    ],
    [
      'one character apart',
      [
        [1, 3],
        [4, 8],
      ],
      'text:1-3,text:4-8',
    ],
    [
      'adjacent',
      [
        [1, 3],
        [3, 8],
      ],
      'text:1-8',
    ],
    [
      'overlapping',
      [
        [1, 5],
        [3, 8],
      ],
      'text:1-8',
    ],
    [
      'one inside the other',
      [
        [1, 9],
        [3, 5],
      ],
      'text:1-9',
    ],
    [
      'in reverse order',
      [
        [7, 8],
        [5, 6],
        [1, 2],
      ],
      'text:1-2,text:5-6,text:7-8',
    ],
    [
      'three in a row',
      [
        [1, 3],
        [3, 5],
        [5, 6],
      ],
      'text:1-6',
    ],
    ['none', [], ''],
  ])('two redaction ranges that are %s are stored as one only if they touch', (_, ranges, written) => {
    const blackouts = ranges.map(([from = 0, to = 0]): Blackout => ({ part: 'text', from, to }));
    expect(writeBlackouts(blackouts)).toBe(written);
    expect(readBlackouts(written)).toEqual(mergeBlackouts(blackouts));
  });

  it('leaves the ranges that it merges as they were', () => {
    const ranges: Blackout[] = [
      { part: 'text', from: 1, to: 3 },
      { part: 'text', from: 2, to: 5 },
    ];
    mergeBlackouts(ranges);
    expect(ranges.map(({ to }) => to)).toEqual([3, 5]);
  });

  it('redaction ranges fail to parse rather than show unredacted text', () => {
    for (const broken of ['text', 'name:1-2', 'text:1', 'text:a-b', 'text:1-2x', ' text:1-2', 'text:1-', 'text:12-34-'])
      expect(() => readBlackouts(broken)).toThrow();
  });

  it('redaction ranges fit only a text that is long enough', () => {
    const all = { title: '标题', text: '内容', reply: '' };
    expect(rangesFitWords([{ part: 'title', from: 0, to: 2 }], all)).toBe(true);
    expect(rangesFitWords([{ part: 'title', from: 0, to: 3 }], all)).toBe(false);
    expect(rangesFitWords([{ part: 'reply', from: 0, to: 1 }], all)).toBe(false);
    expect(rangesFitWords([{ part: 'text', from: 1, to: 1 }], all)).toBe(false);
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
