// One contact, however it is typed: one value of one kind is stored, and nothing else reaches a provider.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCommentSchema } from '../../api/contract/comment.ts';
import { contactOf } from '../../api/contract/comment-fields.ts';
import { formatContact, readContactAddress } from '../../api/contract/contact-address.ts';
import { maskContact } from '../../api/domain/privacy/mask.ts';
import { identifySubmission } from '../../api/domain/privacy/submission.ts';
import { filled } from '../api-support/filled-form.ts';

const oneOfEach = Object.fromEntries(Object.entries(filled).map(([field, [one]]) => [field, one]));
const parse = (contact: string) => newCommentSchema.safeParse({ ...oneOfEach, contact });
const storedOf = (contact: string) => contactOf(newCommentSchema.parse({ ...oneOfEach, contact })).contact;

describe('a contact that a resident types', () => {
  it.each([
    ['13800001234', 'mobile', '13800001234'],
    ['138 0000 1234', 'mobile', '13800001234'],
    ['138-0000-1234', 'mobile', '13800001234'],
    ['138—0000—1234', 'mobile', '13800001234'],
    ['138.0000.1234', 'mobile', '13800001234'],
    ['１３８００００１２３４', 'mobile', '13800001234'],
    ['+86 138 0000 1234', 'mobile', '13800001234'],
    ['＋８６－１３８００００１２３４', 'mobile', '13800001234'],
    ['0086 13800001234', 'mobile', '13800001234'],
    ['008613800001234', 'mobile', '13800001234'],
    ['8613800001234', 'mobile', '13800001234'],
    ['(86)13800001234', 'mobile', '13800001234'],
    ['013800001234', 'mobile', '13800001234'],
    ['\u202a138\u200b00001234\u202c', 'mobile', '13800001234'],
    ['手机：13800001234。', 'mobile', '13800001234'],
    ['联系电话 13800001234', 'mobile', '13800001234'],
    ['0635-8231234', 'landline', '0635-8231234'],
    ['（0635）8231234', 'landline', '0635-8231234'],
    ['0635 823 1234', 'landline', '0635-8231234'],
    ['06358231234', 'landline', '0635-8231234'],
    ['0531-88881234', 'landline', '0531-88881234'],
    ['010-12345678', 'landline', '010-12345678'],
    ['+86 635 8231234', 'landline', '0635-8231234'],
    ['0086-0635-8231234', 'landline', '0635-8231234'],
    ['0635-8231234转801', 'landline', '0635-8231234转801'],
    ['0635-8231234 转 801', 'landline', '0635-8231234转801'],
    ['0635-8231234-801', 'landline', '0635-8231234转801'],
    ['0635-8231234－８０１', 'landline', '0635-8231234转801'],
    ['0635-8231234-8', 'landline', '0635-8231234转8'],
    ['0635-8231234分机801', 'landline', '0635-8231234转801'],
    ['0635-8231234（分机号：801）', 'landline', '0635-8231234转801'],
    ['0635-8231234 ext. 801', 'landline', '0635-8231234转801'],
    ['400-123-4567', 'landline', '4001234567'],
    ['400-123-4567转2', 'landline', '4001234567转2'],
    ['zhang@example.com', 'e-mail', 'zhang@example.com'],
    ['Zhang.San+1@Example.COM', 'e-mail', 'Zhang.San+1@example.com'],
    ['zhang＠example.com', 'e-mail', 'zhang@example.com'],
    ['ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'e-mail', 'zhang@example.com'],
    ['zhang@example。com', 'e-mail', 'zhang@example.com'],
    ['邮箱：zhang@example.com。', 'e-mail', 'zhang@example.com'],
    ['zhang @ example.com', 'e-mail', 'zhang@example.com'],
    ['13800001234@139.com', 'e-mail', '13800001234@139.com'],
    ['a.b@c.gov.cn', 'e-mail', 'a.b@c.gov.cn'],
  ])('is stored in one form: %j', (typed, kind, value) => {
    expect(readContactAddress(typed)).toEqual({ ok: true, address: { kind, value } });
    expect(formatContact(storedOf(typed))).toBe(value);
    expect(storedOf(storedOf(typed))).toBe(storedOf(typed));
    expect(readContactAddress(value)).toEqual({ ok: true, address: { kind, value } });
  });

  it.each([
    'a@b，电话13800001234',
    'zhang@example.com 13800001234',
    'zhang@example.com电话13800001234',
    '电话13800001234邮箱zhang@example.com',
    'a@example.com,b@example.com',
    'a@example.com;b@example.com',
    'a@example.com b@example.com',
    '13800001234，13900001234',
    '13800001234/13900001234',
    '138 0000 1234 139 0000 1234',
    '13800001234或0635-8231234',
    '13800001234、8231234',
    '0635-8231234 0635-8231235',
  ])('is asked for again where it is two contacts: %j', (typed) => {
    expect(parse(typed).error?.issues).toMatchObject([
      { path: ['contact'], message: '请只填一种联系方式：一个手机号、一个固定电话或一个电子邮箱' },
    ]);
  });

  it.each([
    'x,y@example.com',
    'x;y@example.com',
    '<x@example.com>',
    'x y@example.com',
    '"x"@example.com',
    '"x,y"@example.com',
    'x@example.com>',
    'x(y)@example.com',
    'x%example.org@example.com',
    'host!x@example.com',
    'x..y@example.com',
    '.x@example.com',
    'x@example..com',
    'x@example',
    'x@[127.0.0.1]',
    'x@127.0.0.1',
    'x:y@example.com',
    'x\\y@example.com',
    '13800001234转801',
    '12345678901',
    '010-1234567',
    '8231234',
    '你好',
  ])('is refused: %j', (typed) => {
    expect(parse(typed).success).toBe(false);
    expect(readContactAddress(typed).ok).toBe(false);
  });

  it.each(['张三@example.com', 'zhang@例子.中国', 'zhаng@example.com'])(
    'is refused with its reason where a mail server may not understand its letters: %j',
    (typed) => {
      expect(parse(typed).error?.issues[0]?.message).toContain('只能用英文字母');
    },
  );

  it('never holds two addresses, or anything a mail header could end with', () => {
    const piece = fc.constantFrom(
      'x',
      'y@example.com',
      ',',
      ';',
      '\n',
      '\r\n',
      '<',
      '>',
      '"',
      ' ',
      '，',
      '＠',
      '138',
      '@b.cn',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const reading = readContactAddress(pieces.join(''));
        if (reading.ok && reading.address.kind === 'e-mail') {
          expect(reading.address.value).toMatch(/^[^\s<>",;:()@]+@[a-z0-9.-]+$/u);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is stored in one form with its country code, which the mask of every record since the first shows', () => {
    for (const typed of ['+86 138 0000 1234', '008613800001234', '（８６）138-0000-1234']) {
      expect(storedOf(typed)).toBe('+86 138 0000 1234');
      expect(maskContact(storedOf(typed))).toBe('861****1234');
    }
  });

  it('keeps the identity of a submission that an earlier version accepted as it was typed', async () => {
    const comment = newCommentSchema.parse({ ...oneOfEach, contact: '138 0000 1234' });
    expect(comment.contact).toBe('138 0000 1234');
    const identity = await identifySubmission(comment, [], 'CODE_SECRET used in tests only, 0000000000000000');
    expect(identity).toEqual({
      submissionHash: 'b38bf25854dbe252ef5aa6b00ff95189796287ae7a27c955507b8b32371f3504',
      trackingCode: 'ET0HCB360263',
    });
  });
});

describe('a contact that an earlier version stored as it was typed', () => {
  it.each([
    ['zhang＠example.com', 'z***@example.com'],
    ['a@b，电话13800001234', 'a***@b，138****1234'],
    ['a@b.com电话13800001234', 'a***@b.com，138****1234'],
    ['a@b.com13800001234', 'a***@b.com'],
    ['电话13800001234邮箱a@b.com', '电***@b.com'],
    ['x,y@example.com', 'y***@example.com'],
    ['张三@例子.中国', '张***@'],
    ['a@b.c，d@e.f', 'a***@b.c，d***@e.f'],
    ['0635-8231234转801', '063****1234'],
    ['０６３５－８２３１２３４', '063****1234'],
    ['86 138 0000 1234', '861****1234'],
    ['（密钥不在，读不出）', ''],
  ])('is masked whole: %j', (stored, masked) => expect(maskContact(stored)).toBe(masked));

  it('never shows more of a number than three digits and four', () => {
    const piece = fc.constantFrom(
      '13800001234',
      'a',
      '@',
      'b.com',
      '，',
      '电话',
      '-',
      '转',
      '0635',
      '8231234',
      ' ',
      '１２３４５６７８',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(maskContact(pieces.join(''))).not.toMatch(/\d{5}/u);
      }),
      { numRuns: 3000 },
    );
  });
});
