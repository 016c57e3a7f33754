// Reads backups of the first format (NAME.mingbai), which current versions no longer write.
//
//   "mingbai-backup-1\n"  salt (32 bytes)  key mark (16)  chunks of 64 KiB, each AES-256-GCM with its tag of 16 bytes
//   in the chunks, for each file: length of the entry (4 bytes), entry {"path", "bytes"}, content; manifest.json is the last
import { createDecipheriv, hkdfSync, timingSafeEqual } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import * as z from 'zod';
import {
  type ArchiveEntry,
  BackupError,
  createDamagedError,
  createNotABackupError,
  isArchivePath,
  manifestPath,
} from './archive.ts';
import type { DecryptionKeys } from './backup-key.ts';
import { PieceReader } from './piece-reader.ts';

export const firstFormatMagic = 'mingbai-backup-1\n';
const sizes = { salt: 32, keyCheck: 16, key: 32, tag: 16, chunk: 65_536 };
const headerSize = firstFormatMagic.length + sizes.salt + sizes.keyCheck;
const maxEntryBytes = 4096;
const entrySchema = z.strictObject({ path: z.string().refine(isArchivePath), bytes: z.int().min(0) });

/** The mark distinguishes a wrong key from a corrupt file. */
function deriveKey(secret: Buffer, salt: Buffer): { key: Buffer; keyCheck: Buffer } {
  const derived = Buffer.from(hkdfSync('sha256', secret, salt, 'mingbai backup', sizes.key + sizes.keyCheck));
  return { key: derived.subarray(0, sizes.key), keyCheck: derived.subarray(sizes.key) };
}

/** The nonce contains the chunk's number and whether it is the last, to detect reordered, dropped or truncated chunks. */
function computeNonce(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 0);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

async function readExactly(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  for (let from = 0; from < size; ) {
    const { bytesRead } = await file.read(bytes, from, size - from);
    if (bytesRead === 0) return bytes.subarray(0, from);
    from += bytesRead;
  }
  return bytes;
}

function decryptChunk(sealed: Buffer, key: Buffer, nonce: Buffer): Buffer | null {
  if (sealed.length < sizes.tag) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: sizes.tag });
  decipher.setAuthTag(sealed.subarray(-sizes.tag));
  const bytes = decipher.update(sealed.subarray(0, -sizes.tag));
  try {
    decipher.final();
    return bytes;
  } catch {
    return null;
  }
}

async function* readChunks(path: string, secret: Buffer): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const header = await readExactly(file, headerSize);
    if (header.length < headerSize) throw createDamagedError(path);
    const salt = header.subarray(firstFormatMagic.length, firstFormatMagic.length + sizes.salt);
    const { key, keyCheck } = deriveKey(secret, salt);
    if (!timingSafeEqual(keyCheck, header.subarray(-sizes.keyCheck))) {
      throw new BackupError(
        `打不开 ${path}：它是用另一个 BACKUP_KEY 加密的，或者文件开头已损坏。请改用做这份备份时的 BACKUP_KEY。`,
      );
    }
    let remainingBytes = (await file.stat()).size - headerSize;
    for (let number = 0, isLast = false; !isLast; number++) {
      isLast = remainingBytes <= sizes.chunk + sizes.tag;
      const sealed = await readExactly(file, Math.min(remainingBytes, sizes.chunk + sizes.tag));
      remainingBytes -= sealed.length;
      const bytes = decryptChunk(sealed, key, computeNonce(number, isLast));
      if (bytes === null) throw createDamagedError(path);
      yield bytes;
    }
  } finally {
    await file.close();
  }
}

function parseEntry(path: string, raw: Buffer): z.infer<typeof entrySchema> {
  try {
    return entrySchema.parse(JSON.parse(raw.toString()));
  } catch {
    throw createNotABackupError(path);
  }
}

/**
 * Reads a backup of the first format.
 *
 * @throws BackupError if the key is missing or wrong, or the file is corrupt
 */
export async function* readFirstFormat(path: string, { passphrase }: DecryptionKeys): AsyncGenerator<ArchiveEntry> {
  if (passphrase === null) {
    throw new BackupError(`${path} 是旧格式的备份，打开它需要 BACKUP_KEY：请设置做这份备份时的 BACKUP_KEY。`);
  }
  const reader = new PieceReader(readChunks(path, Buffer.from(passphrase, 'hex')), () => createDamagedError(path));
  try {
    for (;;) {
      const length = (await reader.readExactly(4)).readUInt32BE();
      if (length > maxEntryBytes) throw createNotABackupError(path);
      const entry = parseEntry(path, await reader.readExactly(length));
      yield { path: entry.path, content: reader.readStream(entry.bytes) };
      if (entry.path !== manifestPath) continue;
      if ((await reader.readSome(1)) !== null) throw createDamagedError(path);
      return;
    }
  } finally {
    await reader.close();
  }
}
