// The definition of the comment form, and how the form's script uses it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newCommentSchema } from '../../api/contract/comment.ts';
import {
  choiceFields,
  commentFields,
  contactOf,
  definitionOf,
  draftFields,
  listContactFields,
  privacyWords,
  sealedFields,
} from '../../api/contract/comment-fields.ts';
import { recordOf } from '../../api/contract/form-field.ts';
import { readCommentDraft, saveCommentDraft } from '../../site/lib/comment-draft.ts';
import { sendComment } from '../../site/lib/send-comment.ts';
import { filled } from '../api-support/filled-form.ts';

const values = recordOf(commentFields, (field) => filled[field][0]);
const comment = newCommentSchema.parse(values);

afterEach(() => vi.unstubAllGlobals());

describe('the comment form', () => {
  it('the comment form still accepts submissions from its first version because later fields are optional', () => {
    const { about, kind, title, text, publish, key } = values;
    expect(newCommentSchema.safeParse({ about, kind, title, text, publish, key }).success).toBe(true);
    const typed = { about, kind, title, text, name: '', contact: '', publish, key };
    expect(newCommentSchema.safeParse(typed).success).toBe(true);
  });

  it('the comment form offers exactly the choices that its schema accepts', () => {
    for (const field of choiceFields) {
      const definition = definitionOf(field);
      const offered = definition.control === 'choice' ? Object.keys(definition.choices) : [];
      expect([field, offered]).toEqual([field, newCommentSchema.shape[field].options]);
    }
  });

  it('the comment form encrypts every personal field, and the privacy page lists each one', () => {
    expect(listContactFields(contactOf(comment)).map(({ value }) => value)).toEqual(
      sealedFields.map((field) => values[field]),
    );
    expect(contactOf(newCommentSchema.parse({ ...values, name: undefined, contact: undefined }))).toMatchObject({
      name: '',
      contact: '',
    });
    expect(privacyWords).toHaveLength(sealedFields.length);
  });
});

describe('a draft', () => {
  function stubStorage(stored: [string, string][] = []) {
    const items = new Map(stored);
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    });
    return items;
  }

  it('a comment draft keeps neither personal data nor consent', () => {
    const kept: string[] = draftFields;
    expect([...sealedFields, 'publish', 'about'].filter((field) => kept.includes(field))).toEqual([]);
  });

  it('a comment draft restores every field that it keeps', () => {
    stubStorage();
    const draft = recordOf(draftFields, (field) => values[field]);
    expect(saveCommentDraft('a', null, draft)).toBe(true);
    expect(readCommentDraft('a', null)).toEqual(draft);
    expect(readCommentDraft('a', 'GX261120-7K3QF')).toBeNull();
  });

  it('a blank comment draft is not stored, and a draft stored by an earlier page version still loads', () => {
    const items = stubStorage([['comment-draft:b', '{"title":"标题","text":"","key":"0"}']]);
    expect(saveCommentDraft('a', null, { kind: 'help', title: ' ', text: '', key: '0' })).toBe(false);
    expect([...items.keys()]).toEqual(['comment-draft:b']);
    expect(readCommentDraft('b', null)).toEqual({ title: '标题', text: '', key: '0' });
  });
});

describe('the script of the form', () => {
  it.each([
    ['as JSON', []],
    ['with a file', [new File(['x'], 'a.pdf')]],
  ])('the form’s script sends every field %s', async (_, files) => {
    const sent: unknown[] = [];
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      sent.push(init.body instanceof FormData ? Object.fromEntries(init.body) : JSON.parse(String(init.body)));
      return Response.json({});
    });
    await sendComment(comment, { homepage: '', proof: 'solved' }, files);
    expect(sent).toMatchObject([{ ...values, homepage: '', proof: 'solved' }]);
  });
});
