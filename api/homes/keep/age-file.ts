// Reads and writes age files (https://age-encryption.org/v1) as streams, so that memory use does not grow with their size.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Decrypter, Encrypter } from 'age-encryption';
import { BackupError, createDamagedError, isSystemError } from './archive.ts';
import type { DecryptionKeys, EncryptionKey } from './backup-key.ts';

export const ageMagic = 'age-encryption.org/v1\n';

/**
 * The minimum cost: BACKUP_KEY is 256 random bits, so key stretching adds nothing. age's default (2^18) takes 256 MiB.
 */
const scryptWorkFactor = 10;

const readChunkBytes = 256 * 1024;

/** Turns an iterable into a web stream that reads only on demand. */
export function toStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

function createEncrypter(key: EncryptionKey): Encrypter {
  const encrypter = new Encrypter();
  if ('passphrase' in key) {
    encrypter.setPassphrase(key.passphrase);
    encrypter.setScryptWorkFactor(scryptWorkFactor);
  } else {
    for (const recipient of key.recipients) encrypter.addRecipient(recipient);
  }
  return encrypter;
}

/**
 * Encrypts a stream into a new file and syncs it to disk.
 *
 * @throws Error if the file exists
 */
export async function writeAgeFile(path: string, key: EncryptionKey, plain: ReadableStream<Uint8Array>): Promise<void> {
  const encrypted = await createEncrypter(key).encrypt(plain);
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of encrypted) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** @param stanzas types of the header's stanzas: how the file was encrypted */
function describeWrongKey(path: string, stanzas: string[], keys: DecryptionKeys): string {
  if (stanzas.includes('scrypt')) {
    return keys.passphrase === null
      ? `打开 ${path} 需要 BACKUP_KEY：请设置做这份备份时的 BACKUP_KEY。`
      : `打不开 ${path}：它是用另一个 BACKUP_KEY 加密的，或者文件开头已损坏。请改用做这份备份时的 BACKUP_KEY。`;
  }
  return keys.identities.length === 0
    ? `打开 ${path} 需要私钥：请加上 --identity 私钥文件。`
    : `打不开 ${path}：它不是为这把私钥加密的，或者文件开头已损坏。请改用与做这份备份时的 BACKUP_RECIPIENT 对应的私钥。`;
}

async function decrypt(path: string, keys: DecryptionKeys): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  if (keys.passphrase !== null) decrypter.addPassphrase(keys.passphrase);
  for (const identity of keys.identities) decrypter.addIdentity(identity);
  // The decrypter tries this last identity only if the header is valid and no key above matches.
  let unmatchedStanzas: string[] | null = null;
  decrypter.addIdentity({
    unwrapFileKey: (stanzas) => {
      unmatchedStanzas = stanzas.map(({ args }) => String(args[0]));
      return null;
    },
  });
  try {
    return await decrypter.decrypt(toStream(createReadStream(path, { highWaterMark: readChunkBytes })));
  } catch (error) {
    if (isSystemError(error)) throw error;
    throw unmatchedStanzas === null
      ? createDamagedError(path, error)
      : new BackupError(describeWrongKey(path, unmatchedStanzas, keys));
  }
}

async function* readPlain(path: string, plain: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of plain) yield chunk;
  } catch (error) {
    throw isSystemError(error) ? error : createDamagedError(path, error);
  }
}

/**
 * Decrypts a file chunk by chunk. age authenticates each chunk before it is returned, and also the end of the file.
 *
 * @throws BackupError if no key matches; while reading, if the file is corrupt
 */
export const readAgeFile = async (path: string, keys: DecryptionKeys): Promise<AsyncGenerator<Uint8Array>> =>
  readPlain(path, await decrypt(path, keys));
