// A text made to be slow to read takes no longer, character for character, than a short one.
import { describe, expect, it } from 'vitest';
import { findPersonalData, markPersonalData } from '../../api/domain/privacy/personal-data.ts';

/** Parts that patterns begin with, repeated without what would end them. */
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

/** The quickest of some runs, which other work on the machine disturbs least. */
function measure(text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    findPersonalData(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('reading a text made to be slow', () => {
  it.each(parts)('keeps every character of %j, repeated 5,000 characters long', (part) => {
    const text = repeat(part, 5000);
    const pieces = markPersonalData(text).map((piece) => piece.text);
    expect(pieces.join('')).toBe(text);
  });

  it.each(parts)('takes time in proportion to the length of %j repeated', (part) => {
    const [short, long] = [repeat(part, 1250), repeat(part, 10_000)];
    measure(short);
    // Eight times the text: eight times the work, with room for noise. Work that grows with the square takes 64 times.
    expect(measure(long)).toBeLessThan(30 * Math.max(measure(short), 0.5));
  });
});
