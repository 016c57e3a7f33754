// A file that nobody reads or changes without its key: AES-256-GCM in chunks, each with its number and whether it is the
// last, so that chunks cannot be changed, swapped, dropped or cut off. Written and read in constant memory.
//
//   "mingbai-backup-1\n"  salt (32 bytes)  mark of the key (16)  chunks of 64 KiB, each with its tag of 16 bytes
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

const magic = Buffer.from('mingbai-backup-1\n');
const sizes = { salt: 32, mark: 16, key: 32, tag: 16, chunk: 65_536 };
const headSize = magic.length + sizes.salt + sizes.mark;

/** A key of the file's own, so that numbers of chunks can serve as nonces; and a mark that tells a wrong key from damage. */
function deriveKey(secret: Buffer, salt: Buffer): { key: Buffer; mark: Buffer } {
  const derived = Buffer.from(hkdfSync('sha256', secret, salt, 'mingbai backup', sizes.key + sizes.mark));
  return { key: derived.subarray(0, sizes.key), mark: derived.subarray(sizes.key) };
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 0);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

export interface SealedWriter {
  write(bytes: Uint8Array): Promise<void>;
  /** Writes what is left and brings everything to the disk. */
  end(): Promise<void>;
  /** Closes the file as it is; what was not ended is no sealed file. */
  close(): Promise<void>;
}

/**
 * @param secret 32 bytes
 * @throws Error where there is a file already
 */
export async function createSealed(path: string, secret: Buffer): Promise<SealedWriter> {
  const salt = randomBytes(sizes.salt);
  const { key, mark } = deriveKey(secret, salt);
  const handle = await open(path, 'wx', 0o600);
  const chunk = Buffer.alloc(sizes.chunk);
  let filled = 0;
  let number = 0;
  await handle.write(Buffer.concat([magic, salt, mark]));

  async function flush(isLast: boolean): Promise<void> {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number++, isLast));
    const sealed = Buffer.concat([cipher.update(chunk.subarray(0, filled)), cipher.final(), cipher.getAuthTag()]);
    filled = 0;
    for (let from = 0; from < sealed.length; ) from += (await handle.write(sealed, from)).bytesWritten;
  }

  return {
    async write(bytes) {
      for (let from = 0; from < bytes.length; ) {
        // A full chunk waits for what comes after it: it may be the last.
        if (filled === sizes.chunk) await flush(false);
        const part = bytes.subarray(from, from + sizes.chunk - filled);
        chunk.set(part, filled);
        filled += part.length;
        from += part.length;
      }
    },
    async end() {
      await flush(true);
      await handle.sync();
    },
    close: () => handle.close(),
  };
}

async function readExactly(handle: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  for (let from = 0; from < size; ) {
    const { bytesRead } = await handle.read(bytes, from, size - from);
    if (bytesRead === 0) return bytes.subarray(0, from);
    from += bytesRead;
  }
  return bytes;
}

const damaged = (path: string) =>
  new Error(`${path} is damaged: cut off, or changed since it was written. Take another one.`);

/**
 * What a sealed file holds, in pieces; each was checked before it is given out.
 *
 * @throws Error that says in a sentence what is wrong: no such file, another key, half a file, a changed one
 */
export async function* readSealed(path: string, secret: Buffer): AsyncGenerator<Buffer> {
  const handle = await open(path);
  try {
    const head = await readExactly(handle, headSize);
    if (!head.subarray(0, magic.length).equals(magic)) throw new Error(`${path} is no backup of this program.`);
    if (head.length < headSize) throw damaged(path);
    const { key, mark } = deriveKey(secret, head.subarray(magic.length, magic.length + sizes.salt));
    if (!timingSafeEqual(mark, head.subarray(-sizes.mark))) {
      throw new Error(`${path} was sealed with another BACKUP_KEY.`);
    }
    let left = (await handle.stat()).size - headSize;
    for (let number = 0; ; number++) {
      const isLast = left <= sizes.chunk + sizes.tag;
      const sealed = await readExactly(handle, Math.min(left, sizes.chunk + sizes.tag));
      if (sealed.length < sizes.tag) throw damaged(path);
      left -= sealed.length;
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: sizes.tag });
      decipher.setAuthTag(sealed.subarray(-sizes.tag));
      const bytes = decipher.update(sealed.subarray(0, -sizes.tag));
      try {
        decipher.final();
      } catch {
        throw damaged(path);
      }
      yield bytes;
      if (isLast) return;
    }
  } finally {
    await handle.close();
  }
}
