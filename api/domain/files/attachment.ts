// What a file is, by its content alone; neither its name nor what the browser says of it counts.
import { type AttachmentType, attachmentLimits, maxAttachmentBytes } from '../../contract/attachment.ts';
import { saltedHash } from '../ledger/ledger.ts';
import { cleanJpeg } from './jpeg.ts';
import { checkPdf } from './pdf.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

/** What the receipt's event holds of the files: by it, any of them is known to be what came. @param hashes SHA-256 of each */
export const hashOfFiles = (salt: string, hashes: string[]): Promise<string> => saltedHash(salt, hashes.join('\n'));

export interface CleanFile {
  type: AttachmentType;
  /** Of an image: without place, device, time and every other metadata. */
  content: Uint8Array<ArrayBuffer>;
}

const readers: [AttachmentType, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | null][] = [
  ['image/jpeg', cleanJpeg],
  ['image/png', cleanPng],
  ['image/webp', cleanWebp],
  ['application/pdf', checkPdf],
];

/** @returns null where the content is none of what may come along */
function readAttachment(bytes: Uint8Array<ArrayBuffer>): CleanFile | null {
  for (const [type, read] of readers) {
    const content = read(bytes);
    if (content) return { type, content };
  }
  return null;
}

/**
 * One is read after the other, and none where there are too many.
 *
 * @returns the files as they may be kept, or the sentence that says which of them may not
 */
export async function readAttachments(chosen: Blob[]): Promise<{ files: CleanFile[] } | { problem: string }> {
  if (chosen.length > attachmentLimits.count) return { problem: `附件最多 ${attachmentLimits.count} 个` };
  const files: CleanFile[] = [];
  for (const [index, blob] of chosen.entries()) {
    const name = `第 ${index + 1} 个附件`;
    if (blob.size > maxAttachmentBytes) return { problem: `${name}超过 ${attachmentLimits.megabytes} MB` };
    const file = readAttachment(new Uint8Array(await blob.arrayBuffer()));
    if (!file) return { problem: `${name}不是完整的 JPG、PNG、WebP 图片或 PDF 文件` };
    files.push(file);
  }
  return { files };
}
