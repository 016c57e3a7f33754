// Settings of the commands that copy a record, and how they end.
import { join } from 'node:path';
import * as z from 'zod';
import { sentenceOf } from '../../ports/command-line.ts';
import { loadSettings } from '../node/env-file.ts';
import { isRootsAlone } from '../node/ownership.ts';

const keySchema = z
  .string({ error: 'BACKUP_KEY is not set: 64 hex digits, as `openssl rand -hex 32` makes them' })
  .regex(/^[0-9a-f]{64}$/u, { error: 'BACKUP_KEY is 64 hex digits, as `openssl rand -hex 32` makes them' });

export const differentKeys = 'BACKUP_KEY and CONTACT_KEY have to be different keys';

export function readSettingsFile(file: string | undefined): void {
  if (file) loadSettings(file);
}

/** @throws Error where it is not set */
export function readDataFolder(raw: Record<string, string | undefined>): string {
  const data = raw['DATA_DIR'];
  if (!data) throw new Error('DATA_DIR is not set: the folder of databases and attachments');
  return data;
}

/**
 * The key of backups. It lies beside them nowhere, and opens nothing else: who holds a backup and the key of contacts
 * would have both halves.
 *
 * @throws Error that says what is wrong with it
 */
export function readBackupKey(raw: Record<string, string | undefined>): Buffer {
  const parsed = keySchema.safeParse(raw['BACKUP_KEY']);
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message);
  if (raw['CONTACT_KEY']?.includes(parsed.data)) throw new Error(differentKeys);
  return Buffer.from(parsed.data, 'hex');
}

/** Says of an office that root brought into a folder of its own what is still to be done. */
export function warnOfRoot(data: string, office: string): void {
  if (!isRootsAlone(join(data, office))) return;
  console.error(
    `${data} belongs to root. Before another user serves it: chown -R USER: ${data} (mingbai, as the unit has it).`,
  );
}

/** Ends a command with its sentence. */
export function fail(error: unknown): never {
  console.error(sentenceOf(error));
  process.exit(1);
}
