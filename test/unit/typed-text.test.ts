// Pasted text and codes: the characters that cleaning removes, and those that a script or an emoji needs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTrackingCode, readReceiptCode, readTrackingCode } from '../../api/contract/codes.ts';
import { cleanText } from '../../api/contract/text.ts';

describe('a pasted code', () => {
  it.each([
    '7K3Q-F9WX-2MHT',
    '查询码：7K3Q-F9WX-2MHT。',
    '查询码 7K3QF9WX2MHT',
    '“7k3q—f9wx—2mht”，',
    '７Ｋ３Ｑ－Ｆ９ＷＸ－２ＭＨＴ',
    '\u200b7K3Q\u200b-F9WX\u00ad-2MHT\ufeff',
    '7K3Q·F9WX·2MHT\n',
    '（7K3Q F9WX 2MHT）',
  ])('a pasted text is read as the tracking code: %j', (typed) => {
    expect(formatTrackingCode(readTrackingCode(typed))).toBe('7K3Q-F9WX-2MHT');
  });

  it.each([
    'GX261121-7K3QF',
    '留言编号：GX261121-7K3QF。',
    'gx261121—7k3qf，',
    'ＧＸ２６１１２１－７Ｋ３ＱＦ',
    'GX\u200b261121-7K3QF\u2060',
    '编号 GX26ll2l-7K3QF',
    '【GX261121 7K3QF】',
  ])('a pasted text is read as the receipt code: %j', (typed) => {
    expect(readReceiptCode(typed)).toBe('GX261121-7K3QF');
  });

  it('a pasted text without a receipt code stays as it is', () => {
    expect(readReceiptCode('你好')).toBe('');
    expect(readReceiptCode('GX26')).toBe('GX26');
  });
});

describe('a typed text', () => {
  /** The invisible character between two letters of a word. */
  const nonJoiner = '\u200c';

  it.each([
    ['the non-joiner inside a Persian word', `می${nonJoiner}خواهم`],
    ['the non-joiner inside an Uyghur word', `ئۆي${nonJoiner}لەر`],
    ['the vowel separator of Mongolian', '\u182c\u1820\u182d\u180e\u1820'],
    ['the flag of a region', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['the joiner of a family', '👨\u200d👩\u200d👧'],
  ])('cleaning typed text keeps %s', (_, text) => {
    expect(cleanText(`${text}。`)).toBe(`${text}。`);
  });

  it.each([
    ['a non-joiner between Chinese characters', `养${nonJoiner}老`, '养老'],
    ['a non-joiner between letters and digits', `a${nonJoiner}1`, 'a1'],
    ['a non-joiner at the end of a word', `می${nonJoiner} `, 'می'],
    ['a non-joiner between marks that are lost themselves', `\u180e${nonJoiner}\u180e养老`, '养老'],
    ['a vowel separator outside of Mongolian', '养\u180e老', '养老'],
    ['tags without a flag', '养\u{e0041}\u{e0042}老', '养老'],
    ['tags behind another emoji', '😀\u{e0067}\u{e007f}', '😀'],
    ['direction overrides', '\u202e养老\u202c', '养老'],
  ])('cleaning typed text removes %s', (_, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it('cleaning a cleaned text changes nothing, and a text of nothing but marks is cleaned fast', () => {
    const mark = fc.constantFrom(
      '\u200c',
      '\u180e',
      '\u{1f3f4}',
      '\u{e0067}',
      '\u{e007f}',
      'ی',
      '养',
      '\u1820',
      '\u200d',
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 30 }), (marks) => {
        const once = cleanText(marks.join(''));
        expect(cleanText(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
    expect(cleanText('\u{e0067}'.repeat(20_000))).toBe('');
  });
});
