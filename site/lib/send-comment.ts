// Sends a comment as JSON, or as a form if it has files.
import type { NewCommentInput } from '../../api/contract/comment.ts';
import { type Evidence, type Sending, sendingFields } from '../../api/contract/sending.ts';
import { api, ask } from './api.ts';

type FollowUpFields = Pick<Sending, 'follows' | 'trackingCode'>;

const readField = (name: keyof FollowUpFields) =>
  document.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value || undefined;

/** Which comment a follow-up continues, as the server wrote it beside the form. */
export const readFollowUp = (): FollowUpFields => ({
  follows: readField('follows'),
  trackingCode: readField('trackingCode'),
});

/** Shows the field for the tracking code of the comment being followed up. */
export function askForTrackingCode(message: string): void {
  document.querySelector('#field-trackingCode')?.removeAttribute('hidden');
  const error = document.querySelector('#trackingCode-error');
  if (error) error.textContent = message;
}

export function sendComment(
  comment: NewCommentInput,
  evidence: Evidence,
  files: File[],
  followUp: FollowUpFields = {},
) {
  const fields = { ...comment, ...evidence, ...followUp };
  if (files.length === 0) return ask(api.comments.$post({ json: fields }));
  const form = new FormData();
  for (const name of sendingFields) {
    const value = fields[name];
    if (value !== undefined) form.append(name, value);
  }
  for (const file of files) form.append('files', file);
  return ask(fetch('/api/comments/with-attachments', { method: 'POST', headers: { 'x-own-script': '1' }, body: form }));
}
