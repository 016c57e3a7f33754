// Sends a file that came along with a comment.
import type { Context } from 'hono';
import { type AttachmentType, attachmentEndings } from '../contract/attachment.ts';

/** Saved, never shown within the site: a file from a stranger is nothing that a page of this site should open. */
export function sendFile(c: Context, name: string, file: { type: AttachmentType; content: Uint8Array<ArrayBuffer> }) {
  c.header('content-disposition', `attachment; filename="${name}.${attachmentEndings[file.type]}"`);
  return c.body(file.content, 200, { 'content-type': file.type });
}
