// The definition of the comment form, and how the form's script uses it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newCommentSchema } from '../../api/contract/comment.ts';
import {
  choiceFields,
  commentFields,
  contactOf,
  draftFields,
  findDefinition,
  listContactFields,
  privacyWords,
  sealedFields,
} from '../../api/contract/comment-fields.ts';
import { recordOf } from '../../api/contract/form-field.ts';
import { kindSchema } from '../../api/contract/words.ts';
import { dropCommentDraft, listCommentDrafts, saveCommentDraft } from '../../site/lib/comment-draft.ts';
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
    const choicesOf = { kind: kindSchema.options, publish: newCommentSchema.shape.publish.options };
    for (const field of choiceFields) {
      const definition = findDefinition(field);
      const offered = definition.control === 'choice' ? Object.keys(definition.choices) : [];
      expect([field, offered]).toEqual([field, choicesOf[field]]);
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
      key: (index: number) => [...items.keys()][index] ?? null,
      get length() {
        return items.size;
      },
    });
    return items;
  }

  const plain = { about: 'a', follows: null };
  const [one, two] = ['1'.repeat(32), '2'.repeat(32)];

  it('a comment draft keeps neither personal data nor consent', () => {
    const kept: string[] = draftFields;
    expect([...sealedFields, 'publish', 'about'].filter((field) => kept.includes(field))).toEqual([]);
  });

  it('a comment draft restores every field that it keeps', () => {
    stubStorage();
    const draft = recordOf(draftFields, (field) => values[field]);
    expect(saveCommentDraft(plain, one, draft, 1)).toBe(true);
    expect(listCommentDrafts(plain)).toEqual([{ id: one, fields: draft }]);
    expect(listCommentDrafts({ about: 'a', follows: 'GX261120-7K3QF' })).toEqual([]);
  });

  it('keeps the drafts of two tabs about one subject apart, and offers the newest first', () => {
    stubStorage();
    saveCommentDraft(plain, one, { title: '第一件', text: '', key: one }, 1);
    saveCommentDraft(plain, two, { title: '第二件', text: '', key: two }, 2);
    expect(listCommentDrafts(plain).map(({ fields }) => fields.title)).toEqual(['第二件', '第一件']);
    dropCommentDraft(plain, two);
    expect(listCommentDrafts(plain).map(({ fields }) => fields.title)).toEqual(['第一件']);
  });

  it('a blank comment draft is not stored, and a draft stored by an earlier page version still loads', () => {
    const items = stubStorage([['comment-draft:b', '{"title":"标题","text":"","key":"0"}']]);
    expect(saveCommentDraft(plain, one, { kind: 'help', title: ' ', text: '', key: '0' }, 1)).toBe(false);
    expect([...items.keys()]).toEqual(['comment-draft:b']);
    expect(listCommentDrafts({ about: 'b', follows: null })).toEqual([
      { id: '', fields: { title: '标题', text: '', key: '0' } },
    ]);
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
