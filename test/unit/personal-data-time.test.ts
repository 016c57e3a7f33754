// A text crafted to slow down detection takes no longer per character than a short one.
import { describe, expect, it } from 'vitest';
import { findPersonalData, markPersonalData } from '../../api/domain/privacy/personal-data.ts';

/** Beginnings of patterns, repeated without the part that would complete them. */
const parts = [
  '一',
  '1',
  '路1',
  '1栋',
  '一二',
  '1 ',
  '1-',
  '1,',
  'a@',
  'a.',
  '@a.',
  '张',
  '李四、',
  '我是',
  '我叫',
  '我母亲',
  '父',
  '联系人：',
  '138',
  '+1',
  '138 ',
  '电话',
  '电话1 ',
  '微信：',
  '微信ab ',
  'QQ1',
  '鲁P',
  '鲁P1',
  '第1',
  '证1',
  '号码A-',
  '1*',
  '(2021)',
  '2021)第',
  '号',
  '12号',
  '3号楼',
  '村1组',
  '1-2-',
  '小区东',
  '·',
  '阿·',
  '阿',
  '男，',
  '\n张',
  'l0',
  '零',
  '①',
  '\u034f',
  '1\u0336',
  'room 1 ',
];

const repeat = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);

function timeOf(read: () => void): number {
  const start = performance.now();
  read();
  return performance.now() - start;
}

/**
 * Compares one long text with the same characters in eight short ones. The result is 1 if time grows linearly and 8 if
 * it grows quadratically. Takes the best of a few rounds, because other load disturbs some of them.
 */
function leastGrowth(part: string): number {
  const short = repeat(part, 1000);
  const long = repeat(part, 8000);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 12 && least > 3; round++) {
    const inShort = timeOf(() => {
      for (let times = 0; times < 8; times++) findPersonalData(short);
    });
    least = Math.min(least, timeOf(() => findPersonalData(long)) / inShort);
  }
  return least;
}

describe('reading a text made to be slow', () => {
  it.each(parts)('personal-data detection keeps every character of %j, repeated to 5,000 characters', (part) => {
    const text = repeat(part, 5000);
    const pieces = markPersonalData(text).map((piece) => piece.text);
    expect(pieces.join('')).toBe(text);
  });

  it.each(parts)('personal-data detection takes time proportional to the length of %j repeated', (part) => {
    expect(leastGrowth(part)).toBeLessThanOrEqual(3);
  });
});
