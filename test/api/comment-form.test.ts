// Every field of the comment form, by every way of sending it: JSON, a form without script, a form with files.
import { describe, expect, it } from 'vitest';
import { type CommentField, commentFields, isHiddenField, labelOf } from '../../api/contract/comment-fields.ts';
import { recordOf } from '../../api/contract/form-field.ts';
import { filled } from '../api-support/filled-form.ts';
import { cookiesOf, countRows, openTestOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
type Values = Record<string, string>;

const letter = recordOf(commentFields, (field) => filled[field][0]);
const pdf = () => new File(['%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n'], 'a.pdf');

function withFiles(values: Values): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  form.append('files', pdf());
  return form;
}

const ways: [way: string, send: (office: Office, values: Values) => Promise<Response>][] = [
  ['as JSON', (office, values) => office.postJson('/api/comments', values)],
  ['without script', (office, values) => office.postForm('/ask/', values)],
  [
    'with files',
    (office, values) => office.request('/api/comments/with-attachments', { method: 'POST', body: withFiles(values) }),
  ],
  [
    'with files and without script',
    (office, values) => office.request('/ask/', { method: 'POST', body: withFiles(values) }),
  ],
];

interface Stored {
  comment: Record<string, unknown>;
  personalData: Record<string, unknown>;
}

/** All that is stored of a comment, as the resident may fetch it. */
async function fetchStored(office: Office, sent: Response): Promise<Stored> {
  const answer = await office.request('/follow/data.json', { headers: { cookie: cookiesOf(sent) } });
  return answer.json<Stored>();
}

describe.each(ways)('a comment sent %s', (_, send) => {
  it('keeps every field, but for the key', async () => {
    const office = await openTestOffice();
    const { comment, personalData } = await fetchStored(office, await send(office, letter));
    const stored = { ...comment, ...personalData, publish: comment['consentedToPublish'] === true ? 'yes' : 'no' };
    // The key is part of the identity alone: nothing leads back to it.
    const { key, ...kept } = letter;
    expect(stored).toMatchObject(kept);
    expect(JSON.stringify(stored)).not.toContain(key);
  });

  it('is the same one when it is sent again, and another one if any field differs', async () => {
    const office = await openTestOffice();
    for (const values of [letter, letter]) await send(office, values);
    expect(await countRows('comments')).toBe(1);
    for (const [index, field] of commentFields.entries()) {
      await send(office, { ...letter, [field]: filled[field][1] });
      expect([field, await countRows('comments')]).toEqual([field, index + 2]);
    }
  });
});

const shown = commentFields.filter((field) => !isHiddenField(field));
const named = (field: CommentField) => new RegExp(`<(?:input|textarea)[^>]*\\sname="${field}"[^>]*>[^<]*`, 'gu');

/** What an element named so holds in the page: its value, the box that is chosen, or the text in it. */
function readValue(page: string, field: CommentField): string | undefined {
  const elements = page.match(named(field)) ?? [];
  const chosen = elements.find((element) => !element.includes('type="radio"') || /\schecked/u.test(element)) ?? '';
  return chosen.startsWith('<textarea') ? chosen.split('>')[1] : /\svalue="([^"]*)"/u.exec(chosen)?.[1];
}

const readValues = (page: string) => recordOf(commentFields, (field) => readValue(page, field));

describe('without script', () => {
  it('the form comes with a place for every field and for its error', async () => {
    const page = await (await (await openTestOffice()).request(`/ask/?about=${letter.about}`)).text();
    const places = (field: CommentField) => [
      page.match(named(field)) !== null,
      page.includes(`id="field-${field}"`),
      page.includes(`data-error-for="${field}"`),
    ];
    for (const field of commentFields) {
      const isShown = !isHiddenField(field);
      expect([field, ...places(field)]).toEqual([field, true, isShown, isShown]);
    }
  });

  it('the preview shows the words of every field and carries all of them on', async () => {
    const page = await (await (await openTestOffice()).postForm('/ask/', { ...letter, step: 'preview' })).text();
    expect(readValues(page)).toEqual(letter);
    for (const field of shown) expect(page).toContain(`<dt>${labelOf(field)}</dt>`);
  });

  it('a failed send gives every field back', async () => {
    const office = await openTestOffice();
    for (const failing of ['title', 'text']) {
      const response = await office.postForm('/ask/', { ...letter, [failing]: '' });
      expect(response.status).toBe(422);
      expect(readValues(await response.text())).toEqual({ ...letter, [failing]: '' });
    }
  });

  it('an error in any field is said beside it', async () => {
    const office = await openTestOffice();
    for (const field of shown) {
      const page = await (await office.postForm('/ask/', { ...letter, [field]: '长'.repeat(20_000) })).text();
      expect(page).toContain(`href="#field-${field}"`);
    }
  });
});

describe('the description of the API', () => {
  it('has every field, with and without files', async () => {
    const office = await openTestOffice();
    const { paths } = await (await office.request('/api/openapi.json')).json<{
      paths: Record<string, { post: { requestBody: { content: Record<string, { schema: { properties: object } }> } } }>;
    }>();
    const fieldsOf = (path: string, type: string) =>
      Object.keys(paths[path]?.post.requestBody.content[type]?.schema.properties ?? {});
    expect(fieldsOf('/api/comments', 'application/json')).toEqual(expect.arrayContaining([...commentFields]));
    expect(fieldsOf('/api/comments/with-attachments', 'multipart/form-data')).toEqual(
      expect.arrayContaining([...commentFields]),
    );
  });
});
