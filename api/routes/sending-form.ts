// A comment that comes as a form: with files, or from a browser without script.
import type { Context } from 'hono';
import { type NewComment, newCommentSchema } from '../contract/comment.ts';
import { type FieldError, fieldErrors } from '../contract/problem.ts';
import { type Evidence, evidenceSchema, sendingFields } from '../contract/sending.ts';
import { type CleanFile, readAttachments } from '../domain/files/attachment.ts';

/** `step` is the button that was pressed. */
const formFields = [...sendingFields, 'step'] as const;
export type TypedFields = Partial<Record<(typeof formFields)[number], string>>;

interface ReadForm {
  typed: TypedFields;
  files: File[];
}

/** The form has a dozen fields, and three files may come along; what has many more was made by no browser. */
const mostParts = 40;

/**
 * Each part of a form costs about as much as a thousand bytes, and a form of files may be large: parts are counted before
 * anything is made of them.
 *
 * @returns null where it has too many, or says not where they end
 */
async function readParts(c: Context, type: string): Promise<FormData | null> {
  const [, boundary] = /;\s*boundary="?([\w'()+,./:=?-]{1,70})"?\s*(?:;|$)/iu.exec(type) ?? [];
  if (!boundary) return null;
  // Read by the boundary that was counted, and no other one that the line might name too.
  const counted = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
  const body = await c.req.arrayBuffer();
  // Of one byte a character, so that no part is hidden by what it holds.
  const parts = new TextDecoder('latin1').decode(body).split(`--${boundary}`, mostParts + 3).length - 2;
  return parts > mostParts ? null : new Response(body, { headers: counted }).formData();
}

/** Only the fields that the form has, and only text; a broken body is a form without any. */
async function readForm(c: Context): Promise<ReadForm> {
  const type = c.req.header('content-type') ?? '';
  const isMultipart = /^multipart\/form-data\b/iu.test(type);
  const form = await (isMultipart ? readParts(c, type) : c.req.formData()).catch(() => null);
  const typed: TypedFields = {};
  for (const name of formFields) {
    const values = form?.getAll(name) ?? [];
    if (values.length === 1 && typeof values[0] === 'string') typed[name] = values[0];
  }
  const chosen = (form?.getAll('files') ?? []).filter((file) => typeof file !== 'string');
  // A browser sends an empty file where none was chosen.
  return { typed, files: chosen.filter(({ size, name }) => size > 0 || name !== '') };
}

type Sending =
  | { ok: true; comment: NewComment; evidence: Evidence; files: CleanFile[] }
  /** `words` where only the files are wrong. */
  | { ok: false; errors: FieldError[]; words: NewComment | null };

async function checkSending({ typed, files }: ReadForm): Promise<Sending> {
  const words = newCommentSchema.safeParse(typed);
  const attachments = await readAttachments(files);
  const errors = [
    ...(words.success ? [] : fieldErrors(words.error)),
    ...('problem' in attachments ? [{ field: 'files', message: attachments.problem }] : []),
  ];
  return words.success && 'files' in attachments
    ? { ok: true, comment: words.data, evidence: evidenceSchema.parse(typed), files: attachments.files }
    : { ok: false, errors, words: words.data ?? null };
}

export async function readSending(c: Context): Promise<{ typed: TypedFields; sending: Sending }> {
  const form = await readForm(c);
  return { typed: form.typed, sending: await checkSending(form) };
}
