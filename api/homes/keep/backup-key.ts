// Reads the keys of backups. With a recipient (age1…), the server cannot decrypt its own backups. BACKUP_KEY, the
// symmetric key of earlier versions, still works as the passphrase of the age file.
import { readFileSync, writeFileSync } from 'node:fs';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

export type EncryptionKey = { recipients: string[] } | { passphrase: string };

export interface DecryptionKeys {
  /** BACKUP_KEY: 64 hex digits. */
  passphrase: string | null;
  /** Private keys: AGE-SECRET-KEY-1…. */
  identities: string[];
}

type Settings = Record<string, string | undefined>;

export const sameKeyMessage = 'BACKUP_KEY 和 CONTACT_KEY 不能相同：请用 openssl rand -hex 32 另做一个 BACKUP_KEY。';

/** Only X25519, which all versions of age since 1.0 support. */
const recipientPattern = /^age1[02-9ac-hj-np-z]{58}$/u;
const identityPattern = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/u;

function isAccepted(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

/** Also verifies the checksum: with a mistyped recipient, nobody could decrypt the backups. */
const isRecipient = (text: string) =>
  recipientPattern.test(text) && isAccepted(() => new Encrypter().addRecipient(text));

const isIdentity = (text: string) => identityPattern.test(text) && isAccepted(() => new Decrypter().addIdentity(text));

function readPassphrase(raw: Settings): string | null {
  const key = raw['BACKUP_KEY'];
  if (!key) return null;
  if (!/^[0-9a-f]{64}$/u.test(key))
    throw new Error('BACKUP_KEY 应当是64位十六进制数（小写），如 openssl rand -hex 32 所生成：请检查是否抄漏、抄错。');
  // With equal keys, anybody with a backup and its key could also decrypt residents' contacts.
  if (raw['CONTACT_KEY']?.includes(key)) throw new Error(sameKeyMessage);
  return key;
}

/**
 * Reads the key for new backups: BACKUP_RECIPIENT, otherwise BACKUP_KEY.
 *
 * @throws Error that names the missing or invalid setting
 */
export function readEncryptionKey(raw: Settings): EncryptionKey {
  const recipients = (raw['BACKUP_RECIPIENT'] ?? '').split(/[\s,，]+/u).filter(Boolean);
  const invalid = recipients.find((text) => !isRecipient(text));
  if (invalid !== undefined) {
    throw new Error(
      `BACKUP_RECIPIENT 里的 ${invalid} 不是 age 公钥（age1 开头，共62个字符）：请检查是否抄漏、抄错；几个公钥之间用逗号隔开。`,
    );
  }
  if (recipients.length > 0) return { recipients };
  const passphrase = readPassphrase(raw);
  if (passphrase === null) {
    throw new Error(
      '没有设置备份用的密钥：请运行 npm run backup -- --new-identity 文件，再把它打印的公钥写进 BACKUP_RECIPIENT。',
    );
  }
  return { passphrase };
}

/** Reads an identity file in the format of age-keygen: comments and secret keys, one per line. */
function readIdentities(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const words = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  if (words.length > 0 && words.every(isIdentity)) return words;
  throw new Error(
    `${file} 不是 age 私钥文件（每行一个 AGE-SECRET-KEY-1…）：请检查文件；私钥文件本身加了密的，先用 age -d 解开。`,
  );
}

/**
 * Collects the keys that may decrypt a backup.
 *
 * @param identityFile path of the private key file; undefined if the backup was encrypted with BACKUP_KEY
 */
export function readDecryptionKeys(raw: Settings, identityFile: string | undefined): DecryptionKeys {
  const identities = identityFile === undefined ? [] : readIdentities(identityFile);
  const passphrase = readPassphrase(raw);
  if (identities.length === 0 && passphrase === null) {
    throw new Error(
      '没有可以打开备份的密钥：请用 --identity 写明私钥文件；备份是用 BACKUP_KEY 加密的，就设置 BACKUP_KEY。',
    );
  }
  return { passphrase, identities };
}

/**
 * Adds a temporary recipient to a backup, so that the server can verify the backup it just made. Its identity exists only
 * in memory.
 */
export async function withVerificationKey(
  key: EncryptionKey,
): Promise<{ encrypt: EncryptionKey; decrypt: DecryptionKeys }> {
  if ('passphrase' in key) return { encrypt: key, decrypt: { passphrase: key.passphrase, identities: [] } };
  const identity = await generateX25519Identity();
  const recipients = [...key.recipients, await identityToRecipient(identity)];
  return { encrypt: { recipients }, decrypt: { passphrase: null, identities: [identity] } };
}

/**
 * Creates a private key file in the format of age-keygen.
 *
 * @param now milliseconds UTC
 * @returns the recipient
 * @throws Error if the file exists
 */
export async function writeNewIdentity(file: string, now: number): Promise<string> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const lines = [`# created: ${new Date(now).toISOString()}`, `# public key: ${recipient}`, identity];
  writeFileSync(file, `${lines.join('\n')}\n`, { flag: 'wx', mode: 0o600 });
  return recipient;
}
