// Parses comments sent as a form: with files, or from a browser without script.
import type { Context } from 'hono';
import { type NewComment, newCommentSchema } from '../contract/comment.ts';
import { type FieldError, fieldErrors } from '../contract/problem.ts';
import { type Evidence, evidenceSchema, sendingFields } from '../contract/sending.ts';
import { type CleanFile, readAttachments } from '../domain/files/attachment.ts';

/** `step` names the submit button. */
const formFields = [...sendingFields, 'step', 'formToken'] as const;
export type TypedFields = Partial<Record<(typeof formFields)[number], string>>;

interface ReadForm {
  typed: TypedFields;
  files: File[];
}

/** Maximum parts of a multipart form. The form has a dozen fields and three files; only scripts send many more. */
const maxParts = 40;

/**
 * Parses a multipart form. Counts the parts before parsing, because each part costs as much time as a thousand bytes and
 * forms with files may be large.
 *
 * @returns null if there are too many parts, or no boundary
 */
async function readParts(c: Context, type: string): Promise<FormData | null> {
  const [, boundary] = /;\s*boundary="?([\w'()+,./:=?-]{1,70})"?\s*(?:;|$)/iu.exec(type) ?? [];
  if (!boundary) return null;
  // Parse with the boundary that was counted: a header with two boundaries could otherwise bypass the limit.
  const counted = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
  const body = await c.req.arrayBuffer();
  // Decode one byte per character, so that invalid UTF-8 cannot hide a boundary.
  const parts = new TextDecoder('latin1').decode(body).split(`--${boundary}`, maxParts + 3).length - 2;
  return parts > maxParts ? null : new Response(body, { headers: counted }).formData();
}

/** Reads the text of known fields, and the files. A malformed body gives no fields. */
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
  // Browsers send an empty file if none was chosen.
  return { typed, files: chosen.filter(({ size, name }) => size > 0 || name !== '') };
}

type Sending =
  | { ok: true; comment: NewComment; evidence: Evidence; files: CleanFile[] }
  /** `words` is the comment if only the files are invalid; otherwise null. */
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
