// Many files in one: each with its name and size before it, and at the end a manifest that says what all of it should be.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import * as z from 'zod';
import type { SealedWriter } from './sealed-file.ts';

/** What the program itself gives out: the database, and places of attachments. So nothing can lead out of a folder. */
const pathSchema = z.string().regex(/^(record\.db|manifest\.json|files(\/[a-z0-9][a-z0-9-]*)+)$/u);
const entrySchema = z.strictObject({ path: pathSchema, bytes: z.int().min(0) });
const longestEntry = 4096;
export const manifestPath = 'manifest.json';
/** A hundred bytes a file: enough for millions of them, and no more memory than that. */
const longestManifest = 512 * 1024 * 1024;

export const fileSchema = z.strictObject({
  path: pathSchema,
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
});
export type KeptFile = z.infer<typeof fileSchema>;

async function writeEntry(out: SealedWriter, path: string, bytes: number): Promise<void> {
  const entry = Buffer.from(JSON.stringify({ path, bytes }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(entry.length);
  await out.write(Buffer.concat([length, entry]));
}

/**
 * Adds a file of this machine.
 *
 * @throws Error where it changes while it is read: what is kept here is written once
 */
export async function addFile(out: SealedWriter, path: string, source: string): Promise<KeptFile> {
  const { size } = await stat(source);
  const hash = createHash('sha256');
  await writeEntry(out, path, size);
  let left = size;
  for await (const piece of createReadStream(source) as AsyncIterable<Buffer>) {
    left -= piece.length;
    if (left < 0) break;
    hash.update(piece);
    await out.write(piece);
  }
  if (left !== 0) throw new Error(`${source} changed while it was read`);
  return { path, bytes: size, sha256: hash.digest('hex') };
}

export async function addManifest(out: SealedWriter, manifest: unknown): Promise<void> {
  const content = Buffer.from(JSON.stringify(manifest));
  await writeEntry(out, manifestPath, content.length);
  await out.write(content);
}

/** Reads so many bytes at a time from pieces of any size. */
class Pieces {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** @returns at least one byte and at most so many; null at the end */
  async next(most: number): Promise<Buffer | null> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#source.next();
      if (done) return null;
      this.#rest = value;
    }
    const piece = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  async take(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = size; left > 0; ) {
      const piece = await this.next(left);
      if (!piece) throw new Error('the backup ends before its end');
      parts.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(parts);
  }

  /** Lets go of the file, also where it was not read to its end. */
  async end(): Promise<void> {
    await this.#source.return?.();
  }
}

/** Where a file of the archive goes; `null` where it is only checked. */
async function openTarget(folder: string | null, path: string): Promise<WriteStream | null> {
  if (folder === null) return null;
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  return createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true });
}

/** Waits until a file takes more. One that failed closes; `finished` has the reason. Leaves no listener behind. */
export function drained(target: WriteStream): Promise<void> {
  return new Promise((go) => {
    const end = () => {
      target.off('drain', end).off('close', end);
      go();
    };
    target.once('drain', end).once('close', end);
  });
}

async function copyOut(pieces: Pieces, bytes: number, hash: Hash, target: WriteStream | null): Promise<void> {
  const written = target && finished(target);
  // Awaited below; a disk that is full may say so before that.
  written?.catch(() => undefined);
  for (let left = bytes; left > 0; ) {
    const piece = await pieces.next(left);
    if (!piece) throw new Error('the backup ends before its end');
    left -= piece.length;
    hash.update(piece);
    if (target && !target.write(piece)) await drained(target);
  }
  target?.end();
  await written;
}

/**
 * Reads an archive whole.
 *
 * @param toFolder where a file goes, by its name; null leaves it out
 * @returns the manifest as it stands there, and what the files really are
 * @throws Error where it is no archive, or ends before its end
 */
export async function readArchive(
  source: AsyncIterable<Buffer>,
  toFolder: (path: string) => string | null,
): Promise<{ manifest: unknown; files: KeptFile[] }> {
  const pieces = new Pieces(source);
  const files: KeptFile[] = [];
  try {
    for (;;) {
      const length = (await pieces.take(4)).readUInt32BE();
      if (length > longestEntry) throw new Error('the backup has an entry of a kind that this program does not write');
      const { path, bytes } = entrySchema.parse(JSON.parse((await pieces.take(length)).toString()));
      if (path === manifestPath) {
        if (bytes > longestManifest) throw new Error('the manifest is too large');
        const manifest: unknown = JSON.parse((await pieces.take(bytes)).toString());
        if (await pieces.next(1)) throw new Error('the backup goes on after its end');
        return { manifest, files };
      }
      const hash = createHash('sha256');
      await copyOut(pieces, bytes, hash, await openTarget(toFolder(path), path));
      files.push({ path, bytes, sha256: hash.digest('hex') });
    }
  } finally {
    await pieces.end();
  }
}
