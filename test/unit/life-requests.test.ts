// What staff and residents may send: the limits of every field, and what the form says when one is exceeded.
import { describe, expect, it } from 'vitest';
import type { z } from '../../api/contract/zod.ts';
import { moveSchema, residentMoveSchema } from '../../api/life/requests.ts';

/** The request as the application reads it, or each refused field with its message. */
function read(schema: z.ZodType, sent: object) {
  const { success, data, error } = schema.safeParse(sent);
  return success ? data : error.issues.map(({ path, message }) => [path.join('.'), message]);
}

const send = (sent: object) => read(moveSchema, sent);
const rate = (scores: object) => read(residentMoveSchema, { move: 'rate', solved: 5, speed: 4, manner: 3, ...scores });
const dispute = (text: unknown) => read(residentMoveSchema, { move: 'dispute', text });

describe('a resident’s rating', () => {
  it('takes whole scores from 1 to 5, typed or chosen in a form', () => {
    expect(rate({})).toEqual({ move: 'rate', solved: 5, speed: 4, manner: 3 });
    expect(rate({ solved: '1', speed: '5', manner: 1 })).toEqual({ move: 'rate', solved: 1, speed: 5, manner: 1 });
  });

  it.each([
    ['solved', '解决程度'],
    ['speed', '办理时间'],
    ['manner', '办理态度'],
  ])('asks for %s again when it is missing, too low, too high, half a point or no number', (part, word) => {
    for (const score of [undefined, '', 0, '0', 6, '6', 2.5, '很好', Number.NaN]) {
      expect([score, rate({ [part]: score })]).toEqual([score, [[part, `「${word}」请选择 1 到 5 分`]]]);
    }
  });
});

describe('a resident’s dispute', () => {
  it('takes 5 to 500 characters', () => {
    for (const length of [5, 500]) {
      const text = '问'.repeat(length);
      expect(dispute(text)).toEqual({ move: 'dispute', text });
    }
    const tooShort = [['text', '请写明理由，至少 5 个字']];
    expect([dispute('没有答到'), dispute(undefined)]).toEqual([tooShort, tooShort]);
    expect(dispute('问'.repeat(501))).toEqual([['text', '不超过 500 个字；有新的问题请用「追问」']]);
  });
});

describe('a publication', () => {
  const publish = (fields: object) => send({ move: 'publish', ...fields });
  const redaction = { part: 'text', from: 0, to: 1 };

  it('releases no file and redacts nothing unless the desk says so', () => {
    expect(publish({})).toEqual({ move: 'publish', files: [], blackouts: [] });
  });

  it('takes the numbers of up to three attachments, also as a form sends them', () => {
    expect(publish({ files: [1, 2, 3] })).toMatchObject({ files: [1, 2, 3] });
    expect(publish({ files: ['1', '3'] })).toMatchObject({ files: [1, 3] });
    for (const files of [[0], [4], [1.5], ['a']]) {
      expect([files, publish({ files })]).toEqual([files, [['files.0', expect.any(String)]]]);
    }
    expect(publish({ files: [1, 2, 3, 3] })).toEqual([['files', expect.any(String)]]);
  });

  it('takes up to 200 redactions and says so beyond', () => {
    expect(publish({ blackouts: Array(200).fill(redaction) })).toMatchObject({ move: 'publish' });
    expect(publish({ blackouts: Array(201).fill(redaction) })).toEqual([['blackouts', '涂黑不超过 200 处']]);
  });

  it('refuses a redaction that ends where it starts', () => {
    expect(publish({ blackouts: [{ part: 'text', from: 1, to: 1 }] })).toEqual([['blackouts.0', '涂黑的范围不对']]);
  });
});

describe('a refusal', () => {
  const decline = (fields: object) => send({ move: 'decline', ...fields });

  it('needs a reason of the list, and an explanation only if the desk writes one', () => {
    expect(decline({ ground: 'lawsuit' })).toEqual({ move: 'decline', ground: 'lawsuit', duplicateOf: '', reason: '' });
    expect(decline({ ground: 'lawsuit', reason: ' ' })).toMatchObject({ reason: '' });
    const missing = [['ground', '请选择不予受理的理由']];
    expect([decline({}), decline({ ground: '' })]).toEqual([missing, missing]);
  });

  it('takes an explanation of up to 200 characters, on one line', () => {
    expect(decline({ ground: 'lawsuit', reason: '已经\n起诉' })).toMatchObject({ reason: '已经 起诉' });
    expect(decline({ ground: 'lawsuit', reason: '诉'.repeat(200) })).toMatchObject({ ground: 'lawsuit' });
    expect(decline({ ground: 'lawsuit', reason: '诉'.repeat(201) })).toEqual([['reason', '补充说明不超过 200 个字']]);
  });
});

describe('a staff move with a reason', () => {
  it.each([
    ['classify', { classification: 'simple' }],
    ['transfer', { unit: 'yibaoju' }],
    ['return', {}],
    ['urge', {}],
    ['send-back', {}],
    ['correct', { text: '更正后的全文。' }],
    ['uphold', {}],
    ['unpublish', {}],
  ])('%s is refused without its reason', (move, fields) => {
    expect(send({ move, ...fields, reason: '理由' })).toMatchObject({ move, ...fields, reason: '理由' });
    expect(send({ move, ...fields })).toEqual([['reason', '请写明理由']]);
    expect(send({ move, ...fields, reason: '理'.repeat(201) })).toEqual([['reason', '理由不超过 200 个字']]);
  });
});

describe('a staff move that names units or words', () => {
  it.each([
    ['assign', { helpers: [] }, [['unit', '请选择责任单位']]],
    ['transfer', { unit: '', reason: '职责' }, [['unit', '请选择责任单位']]],
    ['reply', {}, [['text', '请填写答复内容，至少 5 个字']]],
    ['correct', { reason: '补充' }, [['text', '请填写答复内容，至少 5 个字']]],
    ['advise', {}, [['text', '请填写协办意见']]],
  ])('%s says what is missing', (move, fields, issues) => {
    expect(send({ move, ...fields })).toEqual(issues);
  });

  it('a classification is one of the two', () => {
    expect(send({ move: 'classify', classification: 'urgent', reason: '理由' })).toEqual([
      ['classification', expect.any(String)],
    ]);
  });

  it('names at most five supporting units, each once', () => {
    const assign = (helpers: string[]) => send({ move: 'assign', unit: 'minzhengju', helpers });
    expect(assign(['a', 'b', 'c', 'd', 'e'])).toMatchObject({ unit: 'minzhengju' });
    expect(assign(['a', 'b', 'c', 'd', 'e', 'f'])).toEqual([['helpers', '协办单位最多 5 个']]);
    expect(assign(['a', 'a'])).toEqual([['helpers', '协办单位有重复']]);
  });
});
