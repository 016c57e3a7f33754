// The identity of a submission. The form's first version stored these hashes, so they must never change.
import { describe, expect, it } from 'vitest';
import type { NewComment } from '../../api/contract/comment.ts';
import { identifySubmission, serializeIdentity } from '../../api/domain/privacy/submission.ts';

const secret = 'CODE_SECRET used in tests only, 0000000000000000';
const newComment: NewComment = {
  about: 'guanxian-2021/tasks/17',
  kind: 'question',
  title: '养老服务在哪里公开',
  text: '请问我们镇的养老服务信息在哪里可以看到？',
  publish: 'yes',
  key: '0123456789abcdef0123456789abcdef',
};
const person = { name: '张三', contact: '13800000000' };
const other: NewComment = {
  ...newComment,
  name: '张三',
  kind: 'help',
  publish: 'no',
  text: '第一行\n第二行“引号”，够十个字了',
};

const withoutPerson = {
  submissionHash: '3e5138f8971296e7eed81a010b7b5942127406f6aedb45e2e46fe2a06fe3cf25',
  trackingCode: 'V8WPZ52X65NX',
};

describe('the identity of a submission', () => {
  it.each([
    ['without a name', newComment, [], withoutPerson],
    ['with empty name and contact', { ...newComment, name: '', contact: '' }, [], withoutPerson],
    [
      'with name and contact',
      { ...newComment, ...person },
      [],
      {
        submissionHash: '252b6ac94aef81c6869aac91d8ec377bcf60818736fa6c11e01b311075973bc7',
        trackingCode: '79HSJS8VB2PE',
      },
    ],
    [
      'with two files',
      other,
      ['ab'.repeat(32), 'cd'.repeat(32)],
      {
        submissionHash: '9ed14ad18a8c426444fb2c4849d65348105cb5e6315e9a577f3777dcb7ed540b',
        trackingCode: 'PERXC4054S5X',
      },
    ],
  ])(
    'a submission keeps the identity that the form’s first version stored: %s',
    async (_, comment, files, identity) => {
      expect(await identifySubmission(comment, files, secret)).toEqual(identity);
    },
  );

  const later = ['village', 'age'];
  const firstVersion = serializeIdentity({ ...newComment, ...person }, ['ab'.repeat(32)], []);

  it('a submission’s identity ignores later fields that are missing or empty', () => {
    for (const added of [{}, { village: '' }, { village: undefined, age: '' }]) {
      expect(serializeIdentity({ ...newComment, ...person, ...added }, ['ab'.repeat(32)], later)).toBe(firstVersion);
    }
  });

  it('a submission’s identity depends on every later field’s value but not on the fields’ order', () => {
    const added = { village: '李村', age: '70' };
    const identity = serializeIdentity({ ...newComment, ...added }, [], later);
    expect(serializeIdentity({ ...newComment, ...added }, [], later.toReversed())).toBe(identity);
    const others = [{ village: '李村' }, { age: '70' }, { village: '70', age: '李村' }, { village: '王村', age: '70' }];
    const identities = others.map((values) => serializeIdentity({ ...newComment, ...values }, [], later));
    expect(new Set([identity, ...identities]).size).toBe(5);
  });

  it('a submission’s identity never confuses a later field’s value with a file', () => {
    const hash = 'ab'.repeat(32);
    expect(serializeIdentity({ ...newComment, village: hash }, [], later)).not.toBe(
      serializeIdentity(newComment, [hash], later),
    );
  });
});
