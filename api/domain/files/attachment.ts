// Checks attachments and strips their metadata. The content decides a file's type, not its name or declared type.
import {
  type AttachmentType,
  attachmentLimits,
  attachmentRefusals,
  maxAttachmentBytes,
} from '../../contract/attachment.ts';
import { saltedHash } from '../ledger/ledger.ts';
import { cleanJpeg } from './jpeg.ts';
import { checkPdf } from './pdf.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

/** Hashes all files together, with a salt. The `received` event stores it as proof. @param hashes SHA-256 of each file */
export const hashOfFiles = (salt: string, hashes: string[]): Promise<string> => saltedHash(salt, hashes.join('\n'));

export interface CleanFile {
  type: AttachmentType;
  /** Images contain no metadata, such as location, device and time. */
  content: Uint8Array<ArrayBuffer>;
}

type Cleaned = Uint8Array<ArrayBuffer> | null;

const cleaners: [AttachmentType, (bytes: Uint8Array<ArrayBuffer>) => Cleaned | Promise<Cleaned>][] = [
  ['image/jpeg', cleanJpeg],
  ['image/png', cleanPng],
  ['image/webp', cleanWebp],
  ['application/pdf', checkPdf],
];

/** @returns null if the content has no accepted type */
async function cleanAttachment(bytes: Uint8Array<ArrayBuffer>): Promise<CleanFile | null> {
  for (const [type, clean] of cleaners) {
    const content = await clean(bytes);
    if (content) return { type, content };
  }
  return null;
}

/** Describes a file in messages to the sender: its number, and its name if the browser sent one. */
const describeFile = (blob: Blob, index: number): string => {
  const label = `第 ${index + 1} 个附件`;
  return blob instanceof File && blob.name !== '' ? `${label}（${blob.name.slice(0, 80)}）` : label;
};

/**
 * Reads the files in turn, or none if there are too many.
 *
 * @returns the files ready for storage, or a message that names the rejected ones
 */
export async function cleanAttachments(blobs: Blob[]): Promise<{ files: CleanFile[] } | { problem: string }> {
  if (blobs.length > attachmentLimits.count) return { problem: attachmentRefusals.count() };
  const files: CleanFile[] = [];
  for (const [index, blob] of blobs.entries()) {
    const name = describeFile(blob, index);
    if (blob.size > maxAttachmentBytes) return { problem: attachmentRefusals.size(name) };
    const file = await cleanAttachment(new Uint8Array(await blob.arrayBuffer()));
    if (!file) return { problem: attachmentRefusals.type(name) };
    files.push(file);
  }
  return { files };
}
