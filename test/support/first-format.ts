// Writes backups in the first format, which the application can only read. Unlike the fixture in backups/, these have
// several chunks.
import { createCipheriv, hkdfSync } from 'node:crypto';

const chunkSize = 65_536;
const magic = Buffer.from('mingbai-backup-1\n');
/** Bytes before the first chunk, and bytes of a full chunk with its tag. */
export const firstFormat = { head: magic.length + 32 + 16, chunk: chunkSize + 16 };

function sealChunk(key: Buffer, plain: Buffer, number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 0);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function writeEntry(path: string, content: Buffer): Buffer {
  const entry = Buffer.from(JSON.stringify({ path, bytes: content.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(entry.length);
  return Buffer.concat([length, entry, content]);
}

export function sealInFirstFormat(files: Record<string, Buffer>, passphrase: string): Buffer {
  const salt = Buffer.alloc(32, 3);
  const derived = Buffer.from(hkdfSync('sha256', Buffer.from(passphrase, 'hex'), salt, 'mingbai backup', 48));
  const plain = Buffer.concat(Object.entries(files).map(([path, content]) => writeEntry(path, content)));
  const count = Math.max(1, Math.ceil(plain.length / chunkSize));
  const chunks = Array.from({ length: count }, (_, number) =>
    sealChunk(
      derived.subarray(0, 32),
      plain.subarray(number * chunkSize, (number + 1) * chunkSize),
      number,
      number === count - 1,
    ),
  );
  return Buffer.concat([magic, salt, derived.subarray(32), ...chunks]);
}
