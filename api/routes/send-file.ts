// Sends an attachment of a comment.
import type { Context } from 'hono';
import { type AttachmentType, attachmentEndings } from '../contract/attachment.ts';

/** Download only, never inline: a page of this site must not open a stranger's file. */
export function sendFile(c: Context, name: string, file: { type: AttachmentType; content: Uint8Array<ArrayBuffer> }) {
  c.header('content-disposition', `attachment; filename="${name}.${attachmentEndings[file.type]}"`);
  return c.body(file.content, 200, { 'content-type': file.type });
}
