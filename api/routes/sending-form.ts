// Parses comments sent as a form: with files, or from a browser without script.
import type { Context } from 'hono';
import { type NewComment, newCommentSchema } from '../contract/comment.ts';
import { type FieldError, fieldErrors } from '../contract/problem.ts';
import { type Evidence, evidenceSchema, sendingFields } from '../contract/sending.ts';
import { type CleanFile, cleanAttachments } from '../domain/files/attachment.ts';
import { readBoundedForm } from '../middleware/bounded-body.ts';

/** `step` names the submit button. */
const formFields = [...sendingFields, 'step', 'formToken'] as const;
export type TypedFields = Partial<Record<(typeof formFields)[number], string>>;

interface ReadForm {
  typed: TypedFields;
  files: File[];
}

/** Reads the text of known fields, and the files. A malformed body gives no fields. */
async function readForm(c: Context): Promise<ReadForm> {
  const form = await readBoundedForm(c);
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
  const attachments = await cleanAttachments(files);
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
