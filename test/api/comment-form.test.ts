// Submits every field of the comment form in every way: as JSON, as a form without JavaScript, as a form with files.
import { describe, expect, it } from 'vitest';
import { type CommentField, commentFields, findLabel, isHiddenField } from '../../api/contract/comment-fields.ts';
import { recordOf } from '../../api/contract/form-field.ts';
import { filled } from '../api-support/filled-form.ts';
import { cookiesOf, countRows, openTestOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
type Values = Record<string, string>;

const newComment = recordOf(commentFields, (field) => filled[field][0]);
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

/** All stored data of a comment, as the resident downloads it. */
async function fetchStored(office: Office, sent: Response): Promise<Stored> {
  const answer = await office.request('/follow/data.json', { headers: { cookie: cookiesOf(sent) } });
  return answer.json<Stored>();
}

describe.each(ways)('a comment sent %s', (_, send) => {
  it('a submitted comment is stored with every field except the form’s key', async () => {
    const office = await openTestOffice();
    const { comment, personalData } = await fetchStored(office, await send(office, newComment));
    const stored = { ...comment, ...personalData, publish: comment['consentedToPublish'] === true ? 'yes' : 'no' };
    // The key only identifies the submission and must not be stored.
    const { key, ...kept } = newComment;
    expect(stored).toMatchObject(kept);
    expect(JSON.stringify(stored)).not.toContain(key);
  });

  it('a comment is stored once when resubmitted unchanged, and again when any field differs', async () => {
    const office = await openTestOffice();
    for (const values of [newComment, newComment]) await send(office, values);
    expect(await countRows('comments')).toBe(1);
    for (const [index, field] of commentFields.entries()) {
      await send(office, { ...newComment, [field]: filled[field][1] });
      expect([field, await countRows('comments')]).toEqual([field, index + 2]);
    }
  });
});

const shown = commentFields.filter((field) => !isHiddenField(field));
const named = (field: CommentField) => new RegExp(`<(?:input|textarea)[^>]*\\sname="${field}"[^>]*>[^<]*`, 'gu');

/** Reads a field’s value from the page: the value attribute, the selected radio button or the textarea’s text. */
function readValue(page: string, field: CommentField): string | undefined {
  const elements = page.match(named(field)) ?? [];
  const chosen = elements.find((element) => !element.includes('type="radio"') || /\schecked/u.test(element)) ?? '';
  return chosen.startsWith('<textarea') ? chosen.split('>')[1] : /\svalue="([^"]*)"/u.exec(chosen)?.[1];
}

const readValues = (page: string) => recordOf(commentFields, (field) => readValue(page, field));

describe('without script', () => {
  it('the form without script has a control and an error slot for every field', async () => {
    const page = await (await (await openTestOffice()).request(`/ask/?about=${newComment.about}`)).text();
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

  it('the preview without script shows every field’s label and forwards every value', async () => {
    const page = await (await (await openTestOffice()).postForm('/ask/', { ...newComment, step: 'preview' })).text();
    expect(readValues(page)).toEqual(newComment);
    for (const field of shown) expect(page).toContain(`<dt>${findLabel(field)}</dt>`);
  });

  it('the form without script keeps every value when it is rejected', async () => {
    const office = await openTestOffice();
    for (const failing of ['title', 'text']) {
      const response = await office.postForm('/ask/', { ...newComment, [failing]: '' });
      expect(response.status).toBe(422);
      expect(readValues(await response.text())).toEqual({ ...newComment, [failing]: '' });
    }
  });

  it('the form without script links each error to its field', async () => {
    const office = await openTestOffice();
    for (const field of shown) {
      const page = await (await office.postForm('/ask/', { ...newComment, [field]: '长'.repeat(20_000) })).text();
      expect(page).toContain(`href="#field-${field}"`);
    }
  });
});

describe('the description of the API', () => {
  it('the API description lists every field of the comment form, with and without files', async () => {
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
