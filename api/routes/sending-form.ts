// A comment that comes as a form: with files, or from a browser without script.
import type { Context } from 'hono';
import { commentFields, type NewComment, newCommentSchema } from '../contract/comment.ts';
import { type FieldError, fieldErrors } from '../contract/problem.ts';
import { type Evidence, evidenceSchema } from '../contract/sending.ts';
import { type CleanFile, readAttachments } from '../domain/attachment.ts';

/** The words and what comes along with them; `step` is the button that was pressed. */
const sendingFields = [...commentFields, 'homepage', 'proof', 'step'] as const;
export type TypedFields = Partial<Record<(typeof sendingFields)[number], string>>;

interface ReadForm {
  typed: TypedFields;
  contents: Uint8Array<ArrayBuffer>[];
}

/** Only the fields that the form has, and only text; a broken body is a form without any. */
async function readForm(c: Context): Promise<ReadForm> {
  const form = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>);
  const typed: TypedFields = {};
  for (const name of sendingFields) {
    const value = form[name];
    if (typeof value === 'string') typed[name] = value;
  }
  const chosen = [form['files']].flat().filter((file) => file instanceof File);
  // A browser sends an empty file where none was chosen.
  const files = chosen.filter(({ size, name }) => size > 0 || name !== '');
  return { typed, contents: await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer()))) };
}

type Sending =
  | { ok: true; comment: NewComment; evidence: Evidence; files: CleanFile[] }
  /** `words` where only the files are wrong. */
  | { ok: false; errors: FieldError[]; words: NewComment | null };

function checkSending({ typed, contents }: ReadForm): Sending {
  const words = newCommentSchema.safeParse(typed);
  const attachments = readAttachments(contents);
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
  return { typed: form.typed, sending: checkSending(form) };
}
