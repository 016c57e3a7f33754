import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData, markPersonalData } from '../../api/domain/privacy/personal-data.ts';

const findings = (text: string) => findPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

/**
 * Computes the check character by another method: including it, the weighted sum is 1 modulo 11, and each place weighs
 * twice the next.
 */
function idWithCheck(body: string): string {
  const remainder = [...body].reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0);
  const check = (12 - remainder) % 11;
  return body + (check === 10 ? 'X' : String(check));
}

/** Computes the Luhn digit from the front, with a table of doubled digits. */
function cardWithCheck(body: string): string {
  const doubled = '0246813579';
  const sum = [...body]
    .reverse()
    .reduce((total, digit, index) => total + Number(index % 2 === 0 ? doubled.charAt(Number(digit)) : digit), 0);
  return body + String((10 - (sum % 10)) % 10);
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`, 'u'));
const idBody = fc
  .tuple(
    digits(6),
    fc.integer({ min: 1930, max: 2025 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    digits(3),
  )
  .map(
    ([place, year, month, day, order]) =>
      `${place}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${order}`,
  );
const cardBody = fc.tuple(fc.constantFrom('62', '60', '45', '95'), digits(14)).map((parts) => parts.join(''));
const mobile = fc.tuple(fc.constantFrom('13', '15', '18', '19'), digits(9)).map((parts) => parts.join(''));
const words = fc.constantFrom('我的是', '请联系：', '（', '\n', '，号码 ', '');

describe('detecting personal data', () => {
  it.each([
    ['身份证号是 11010519491231002X。', [['id-number', '11010519491231002X']]],
    ['身份证１１０１０５１９４９１２３１００２Ｘ', [['id-number', '１１０１０５１９４９１２３１００２Ｘ']]],
    ['打 138 0000 0000 找我', [['phone', '138 0000 0000']]],
    ['电话+86-13800000000。', [['phone', '+86-13800000000']]],
    ['座机 0635-5123456，晚上在', [['phone', '0635-5123456']]],
    ['写信到 zhang.san@example.com 吧', [['e-mail', 'zhang.san@example.com']]],
    ['卡号 6222 0200 0000 0000 004', [['bank-card', '6222 0200 0000 0000 004']]],
    ['住在振兴路12号', [['address', '住在振兴路12号']]],
    ['幸福小区3号楼2单元501室漏水', [['address', '幸福小区3号楼2单元501室']]],
    ['家在张庄村三组', [['address', '家在张庄村三组']]],
  ])('finds personal data in %s', (text, expected) => {
    expect(findings(text)).toEqual(expected);
  });

  it.each([
    '请问冠政办发〔2021〕9号第17项任务办到哪一步了？',
    '打12345热线没有人接，400-123-4567 也打不通。',
    '2021年12月31日前完成，2026-11-20 还没有。',
    '共印20份，涉及 1234567 元、12345678 元。',
    '308国道12号线公交几点',
  ])('finds no personal data in %s', (text) => {
    expect(findings(text)).toEqual([]);
  });

  it('finds every valid citizen number whatever surrounds it', () => {
    fc.assert(
      fc.property(words, idBody, words, (before, body, after) => {
        const id = idWithCheck(body);
        expect(findings(before + id + after)).toEqual([['id-number', id]]);
      }),
    );
  });

  it('finds a citizen number with a wrong check character, because people mistype', () => {
    fc.assert(
      fc.property(idBody, fc.integer({ min: 1, max: 9 }), (body, shift) => {
        const id = idWithCheck(body);
        const wrong = body + '0123456789X'.charAt(('0123456789X'.indexOf(id.charAt(17)) + shift) % 11);
        expect(findings(wrong)).toEqual([['id-number', wrong]]);
      }),
    );
  });

  it('finds every bank card, whatever its check digit', () => {
    fc.assert(
      fc.property(words, cardBody, (before, body) => {
        const card = cardWithCheck(body);
        expect(findings(before + card)).toEqual([['bank-card', card]]);
        const wrong = body + String((Number(card.at(-1)) + 1) % 10);
        expect(findings(wrong).map(([, found]) => found)).toEqual([wrong]);
      }),
    );
  });

  it('finds every mobile number, grouped or full-width', () => {
    fc.assert(
      fc.property(words, mobile, fc.constantFrom('', ' ', '-'), (before, number, gap) => {
        const typed = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(gap);
        expect(findings(before + typed)).toEqual([['phone', typed]]);
        const wide = number.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
        expect(findings(before + wide)).toEqual([['phone', wide]]);
      }),
    );
  });

  it('personal-data detection loses no character when it splits a text', () => {
    const parts = fc.array(fc.oneof(mobile, idBody.map(idWithCheck), words, fc.string({ unit: 'binary' })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(parts, (some) => {
        const text = some.join('');
        const pieces = markPersonalData(text);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(pieces.every((piece) => piece.text !== '')).toBe(true);
      }),
    );
  });

  it('personal-data detection stays fast on texts built to slow down matching', () => {
    const texts = [
      '一'.repeat(2000),
      '1'.repeat(2000),
      `${'路'.repeat(1000)}1`,
      '1栋'.repeat(700),
      '一二'.repeat(1000),
      '1 '.repeat(1000),
      'a@'.repeat(1000),
      'a.'.repeat(1000),
    ];
    for (const text of texts)
      expect(
        markPersonalData(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
  });

  it('finds each of several adjacent numbers separately', () => {
    const row = '13800138000 13900139000，(0635)8231234，微信wx13700137000，2026-11-20 13600136000';
    expect(findings(row)).toEqual([
      ['phone', '13800138000'],
      ['phone', '13900139000'],
      ['phone', '(0635)8231234'],
      ['account', 'wx13700137000'],
      ['phone', '13600136000'],
    ]);
  });

  it.each([
    ['invisible marks', '138\u034f0013\ufe0f8\u200d000'],
    ['circled digits', '①③⑧⓪⓪①③⑧⓪⓪⓪'],
    ['keycaps', [...'13800138000'].map((digit) => `${digit}\ufe0f\u20e3`).join('')],
    ['struck-out digits', [...'13800138000'].map((digit) => `${digit}\u0336`).join('')],
    ['spaces, dots and dashes of every kind', '138\u2009\u20140013\u3000·8000'],
    ['digits of another script', '١٣٨٠٠١٣٨٠٠٠'],
    ['numerals in Chinese', '一三八零零幺三八洞洞洞'],
    ['the letter O', '138OO138OOO'],
  ])('finds a whole phone number in spite of %s', (_, number) => {
    expect(findings(`打${number}找我`)).toEqual([['phone', number]]);
  });

  it('finds a tracking code, which opens the comment, but no public receipt code', () => {
    expect(findings('查询码7K3Q-F9WX-2MHT，编号GX261121-7K3QF')).toEqual([['number', '7K3Q-F9WX-2MHT']]);
  });
});
