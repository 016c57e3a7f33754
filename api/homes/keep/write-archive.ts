// Writes a backup: a tar archive (POSIX ustar, with pax headers for long names and large files) inside an age file.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createTarPacker } from 'modern-tar';
import { writeAgeFile } from './age-file.ts';
import type { ArchivedFile } from './archive.ts';
import type { EncryptionKey } from './backup-key.ts';

type Tar = ReturnType<typeof createTarPacker>['controller'];

/** Only the owner can read the extracted files. */
const mode = 0o600;

export interface ArchiveWriter {
  /** @throws Error if the file's size changes while it is read */
  addFile(path: string, source: string): Promise<ArchivedFile>;
  addText(path: string, text: string): Promise<void>;
}

async function addFile(tar: Tar, path: string, source: string): Promise<ArchivedFile> {
  const file = await open(source);
  try {
    const { size, mtime } = await file.stat();
    const body = tar.add({ name: path, size, mode, mtime }).getWriter();
    const hash = createHash('sha256');
    let bytes = 0;
    const chunks: AsyncIterable<Buffer> = file.createReadStream({ autoClose: false });
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > size) break;
      hash.update(chunk);
      await body.write(chunk);
    }
    if (bytes !== size) throw new Error(`${source} 在备份时被改动：请再备份一次。`);
    await body.close();
    return { path, bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function addText(tar: Tar, path: string, text: string, mtime: Date): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const body = tar.add({ name: path, size: bytes.length, mode, mtime }).getWriter();
  await body.write(bytes);
  await body.close();
}

/**
 * Writes one encrypted archive.
 *
 * @param now milliseconds UTC, the date of generated files
 * @param addFiles adds the files, in sequence
 * @returns the result of `addFiles`
 * @throws Error if the file exists or `addFiles` fails; the file is then incomplete
 */
export async function writeArchive<Result>(
  { path, key, now }: { path: string; key: EncryptionKey; now: number },
  addFiles: (archive: ArchiveWriter) => Promise<Result>,
): Promise<Result> {
  const { readable, controller: tar } = createTarPacker();
  const writing = writeAgeFile(path, key, readable).catch((error: unknown) => {
    // Abort a write that waits for the disk.
    tar.error(error);
    throw error;
  });
  try {
    const result = await addFiles({
      addFile: (name, source) => addFile(tar, name, source),
      addText: (name, text) => addText(tar, name, text, new Date(now)),
    });
    tar.finalize();
    await writing;
    return result;
  } catch (error) {
    tar.error(error);
    // If the disk failed first, throw its error.
    await writing;
    throw error;
  }
}
