// Sends an attachment of a comment.
import type { Context } from 'hono';
import { type AttachmentType, attachmentExtensions } from '../contract/attachment.ts';

/** Sends the file as a download, never inline: the browser must not open a stranger's file on this site. */
export function sendFile(c: Context, name: string, file: { type: AttachmentType; content: Uint8Array<ArrayBuffer> }) {
  c.header('content-disposition', `attachment; filename="${name}.${attachmentExtensions[file.type]}"`);
  return c.body(file.content, 200, { 'content-type': file.type });
}
