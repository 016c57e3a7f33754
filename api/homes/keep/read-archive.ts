// Reads backups of both formats, which it distinguishes by their first bytes.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createTarDecoder } from 'modern-tar';
import { ageMagic, readAgeFile, toStream } from './age-file.ts';
import {
  type ArchivedFile,
  type ArchiveEntry,
  BackupError,
  createDamagedError,
  createNotABackupError,
  isArchivePath,
  isSystemError,
  manifestPath,
  readmePath,
} from './archive.ts';
import type { DecryptionKeys } from './backup-key.ts';
import { firstFormatMagic, readFirstFormat } from './first-format.ts';

/** Maximum bytes of the manifest, which is read into memory. At a hundred bytes per file, enough for millions. */
const maxManifestBytes = 512 * 1024 * 1024;

async function* readTar(path: string, plain: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveEntry> {
  try {
    for await (const { header, body } of toStream(plain).pipeThrough(createTarDecoder({ strict: true }))) {
      if (header.type !== 'file' || !isArchivePath(header.name)) throw createNotABackupError(path);
      yield { path: header.name, content: body };
    }
  } catch (error) {
    if (error instanceof BackupError || isSystemError(error)) throw error;
    // The data is authentic, so it is not corrupt, but it is not a tar file.
    throw createNotABackupError(path, error);
  }
}

async function readFirstBytes(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(32), 0, 32, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function openBackup(path: string, keys: DecryptionKeys): Promise<AsyncGenerator<ArchiveEntry>> {
  const firstBytes = await readFirstBytes(path);
  if (firstBytes.startsWith(ageMagic)) return readTar(path, await readAgeFile(path, keys));
  if (firstBytes.startsWith(firstFormatMagic)) return readFirstFormat(path, keys);
  throw createNotABackupError(path);
}

async function readManifest(path: string, content: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > maxManifestBytes) throw createNotABackupError(path);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw createNotABackupError(path);
  }
}

const discard = () => new Writable({ write: (_piece, _encoding, done) => done() });

async function openTarget(folder: string, path: string): Promise<Writable> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  return createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true });
}

/** @param folder target folder; null only computes size and hash */
async function extract({ path, content }: ArchiveEntry, folder: string | null): Promise<ArchivedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measure() {
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  await pipeline(measure, folder === null ? discard() : await openTarget(folder, path));
  return { path, bytes, sha256: hash.digest('hex') };
}

/**
 * Reads a backup to its end.
 *
 * @param folder target folder of its files; null only checks them
 * @returns the manifest as stored, and the files actually found
 * @throws BackupError if no key matches, or the file is corrupt or not a backup
 */
export async function readArchive(
  path: string,
  keys: DecryptionKeys,
  folder: string | null,
): Promise<{ manifest: unknown; files: ArchivedFile[] }> {
  const files: ArchivedFile[] = [];
  const manifests: unknown[] = [];
  for await (const entry of await openBackup(path, keys)) {
    if (entry.path === manifestPath) manifests.push(await readManifest(path, entry.content));
    else if (entry.path === readmePath) await extract(entry, null);
    else files.push(await extract(entry, folder));
  }
  const [manifest, ...duplicates] = manifests;
  if (manifest === undefined || duplicates.length > 0) throw createDamagedError(path);
  return { manifest, files };
}
