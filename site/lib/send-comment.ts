// Sends a comment as JSON, or as a form if it has files.
import type { NewCommentInput } from '../../api/contract/comment.ts';
import { type Evidence, sendingFields } from '../../api/contract/sending.ts';
import { api, ask } from './api.ts';

export function sendComment(comment: NewCommentInput, evidence: Evidence, files: File[]) {
  if (files.length === 0) return ask(api.comments.$post({ json: { ...comment, ...evidence } }));
  const form = new FormData();
  const fields = { ...comment, ...evidence };
  for (const name of sendingFields) {
    const value = fields[name];
    if (value !== undefined) form.append(name, value);
  }
  for (const file of files) form.append('files', file);
  return ask(fetch('/api/comments/with-attachments', { method: 'POST', body: form }));
}
