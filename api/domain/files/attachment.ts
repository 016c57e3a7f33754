// Identifies a file's type by its content, not by its name or the browser's declaration.
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

/** Salted hash of all files. The `received` event stores it as proof of the attachments. @param hashes SHA-256 of each */
export const hashOfFiles = (salt: string, hashes: string[]): Promise<string> => saltedHash(salt, hashes.join('\n'));

export interface CleanFile {
  type: AttachmentType;
  /** For images, without location, device, time and all other metadata. */
  content: Uint8Array<ArrayBuffer>;
}

type Cleaned = Uint8Array<ArrayBuffer> | null;

const readers: [AttachmentType, (bytes: Uint8Array<ArrayBuffer>) => Cleaned | Promise<Cleaned>][] = [
  ['image/jpeg', cleanJpeg],
  ['image/png', cleanPng],
  ['image/webp', cleanWebp],
  ['application/pdf', checkPdf],
];

/** @returns null if the content is of no accepted type */
async function readAttachment(bytes: Uint8Array<ArrayBuffer>): Promise<CleanFile | null> {
  for (const [type, read] of readers) {
    const content = await read(bytes);
    if (content) return { type, content };
  }
  return null;
}

/** Names a file in messages to the sender: its number, and its name if the browser sent one. */
const nameFile = (blob: Blob, index: number): string => {
  const place = `第 ${index + 1} 个附件`;
  return blob instanceof File && blob.name !== '' ? `${place}（${blob.name.slice(0, 80)}）` : place;
};

/**
 * Reads the files in turn, or none if there are too many.
 *
 * @returns the files ready for storage, or a message that names the rejected ones
 */
export async function readAttachments(chosen: Blob[]): Promise<{ files: CleanFile[] } | { problem: string }> {
  if (chosen.length > attachmentLimits.count) return { problem: attachmentRefusals.count() };
  const files: CleanFile[] = [];
  for (const [index, blob] of chosen.entries()) {
    const name = nameFile(blob, index);
    if (blob.size > maxAttachmentBytes) return { problem: attachmentRefusals.size(name) };
    const file = await readAttachment(new Uint8Array(await blob.arrayBuffer()));
    if (!file) return { problem: attachmentRefusals.type(name) };
    files.push(file);
  }
  return { files };
}
