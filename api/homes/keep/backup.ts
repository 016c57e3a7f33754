// Backs up one office while its server runs: writes a database snapshot and its attachments to one encrypted archive.
import { mkdirSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { decryptContact } from '../../domain/privacy/contact-cipher.ts';
import { giveToOwnerOf, makeFolder } from '../node/ownership.ts';
import { openDatabase } from '../node/sqlite-d1.ts';
import { databaseFile } from '../node/stores.ts';
import { type ArchivedFile, manifestPath, readmePath } from './archive.ts';
import { attachmentPath, findDamagedAttachments, listReferencedFiles, type ReferencedFile } from './attachments.ts';
import { listBackups, listTemporaryFiles, nameBackup, nameTemporaryFile } from './backup-folder.ts';
import { type DecryptionKeys, type EncryptionKey, sameKeyMessage, withVerificationKey } from './backup-key.ts';
import { backupFormat, compareFiles, type Manifest, parseManifest, pickSharedFields } from './manifest.ts';
import { readArchive } from './read-archive.ts';
import { writeReadme } from './readme.ts';
import { checkRecord, type RecordState } from './record-check.ts';
import { takeSnapshot } from './snapshot.ts';
import { type ArchiveWriter, writeArchive } from './write-archive.ts';

export interface BackupOptions {
  /** The server's DATA_DIR. */
  dataFolder: string;
  office: string;
  /** The backup folder. */
  backupFolder: string;
  key: EncryptionKey;
  /** Number of backups to retain per office. */
  keepCount: number;
  /** Milliseconds UTC. */
  now: number;
}

export interface Backup {
  path: string;
  manifest: Manifest;
  /** Problems of the record. If there are any, older backups are not deleted. */
  warnings: string[];
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function inspectSnapshot(snapshot: string): Promise<{ state: RecordState; referenced: ReferencedFile[] }> {
  const d1 = openDatabase(snapshot, 'normal');
  try {
    return { state: await checkRecord(d1), referenced: listReferencedFiles(d1.file) };
  } finally {
    d1.close();
  }
}

/** Rejects a BACKUP_KEY that equals CONTACT_KEY. The backup does not know CONTACT_KEY, so it tries to decrypt a contact. */
async function rejectContactKey(snapshot: string, key: EncryptionKey): Promise<void> {
  if (!('passphrase' in key)) return;
  const file = new DatabaseSync(snapshot, { readOnly: true });
  const row = file.prepare('SELECT receipt_code AS code, sealed, key_id AS keyId FROM contacts LIMIT 1').get();
  file.close();
  if (!row) return;
  const [code = '', sealed = '', keyId = ''] = [row['code'], row['sealed'], row['keyId']].map(String);
  if (await decryptContact([{ id: keyId, hex: key.passphrase }], code, { sealed, keyId }))
    throw new Error(sameKeyMessage);
}

async function addAttachments(
  archive: ArchiveWriter,
  folder: string,
  referenced: ReferencedFile[],
): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  for (const { key } of referenced) {
    try {
      files.push(await archive.addFile(attachmentPath(key), join(folder, attachmentPath(key))));
    } catch (error) {
      // The file was erased since the snapshot, or is lost; findLostFiles distinguishes the two.
      if (!isMissing(error)) throw error;
    }
  }
  return files;
}

async function writeBackup(path: string, options: BackupOptions, snapshot: string): Promise<Manifest> {
  const { dataFolder, office, key, now } = options;
  const { state, referenced } = await inspectSnapshot(snapshot);
  if (state.faults.length > 0)
    throw new Error(`${office} 的数据库已损坏，没有备份：${state.faults.join('；')}。请用最近一份好的备份恢复。`);
  await rejectContactKey(snapshot, key);
  return writeArchive({ path, key, now }, async (archive) => {
    await archive.addText(readmePath, writeReadme(office, now));
    const record = await archive.addFile('record.db', snapshot);
    const files = [record, ...(await addAttachments(archive, join(dataFolder, office), referenced))];
    const manifest: Manifest = {
      format: backupFormat,
      office,
      at: new Date(now).toISOString(),
      ...pickSharedFields(state),
      faults: findDamagedAttachments(referenced, files),
      files,
    };
    await archive.addText(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  });
}

/** Reads a backup back from disk. @throws Error if it differs from its manifest */
async function verifyBackup(path: string, keys: DecryptionKeys, manifest: Manifest): Promise<void> {
  const extracted = await readArchive(path, keys, null);
  compareFiles(path, manifest.files, extracted.files);
  compareFiles(path, parseManifest(path, extracted.manifest).files, extracted.files);
}

/** Syncs a folder, so that a rename in it survives a power failure. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** @returns missing files that the record still refers to: they were lost, not erased since the snapshot */
function findLostFiles(database: string, missing: string[]): string[] {
  if (missing.length === 0) return [];
  const file = new DatabaseSync(database, { timeout: 5000 });
  try {
    const referenced = new Set(listReferencedFiles(file).map(({ key }) => key));
    return missing.filter((key) => referenced.has(key));
  } finally {
    file.close();
  }
}

/** Creates a private folder beside the record, so that cleartext stays on the record's own disk. */
function makeScratchFolder(dataFolder: string, office: string): string {
  const scratchFolder = join(dataFolder, office, '.backup');
  rmSync(scratchFolder, { recursive: true, force: true });
  mkdirSync(scratchFolder, { mode: 0o700 });
  // If a run by root is killed, a later run by the server's user must be able to delete the folder.
  giveToOwnerOf(dataFolder, scratchFolder);
  return scratchFolder;
}

/**
 * Makes a backup. Verifies it by reading it back, then renames it to its final name and deletes the oldest backups.
 *
 * @throws Error if no backup was made; earlier backups are untouched
 */
export async function makeBackup(options: BackupOptions): Promise<Backup> {
  const { dataFolder, office, backupFolder, keepCount, now } = options;
  makeFolder(backupFolder, dataFolder);
  for (const temporary of listTemporaryFiles(backupFolder, office)) rmSync(join(backupFolder, temporary));
  const name = nameBackup(office, now);
  const [path, temporary] = [join(backupFolder, name), join(backupFolder, nameTemporaryFile(name))];
  const scratchFolder = makeScratchFolder(dataFolder, office);
  try {
    const snapshot = join(scratchFolder, 'record.db');
    takeSnapshot(databaseFile(dataFolder, office), snapshot);
    const { encrypt, decrypt } = await withVerificationKey(options.key);
    const manifest = await writeBackup(temporary, { ...options, key: encrypt }, snapshot);
    await verifyBackup(temporary, decrypt, manifest);
    giveToOwnerOf(dataFolder, temporary);
    await rename(temporary, path);
    await syncFolder(backupFolder);
    const lostFiles = findLostFiles(databaseFile(dataFolder, office), manifest.faults);
    const warnings = [...manifest.findings, ...lostFiles.map((key) => `附件 ${key} 丢失或被改动过`)];
    // If the record has problems, keep older backups, which may be intact.
    if (warnings.length === 0)
      for (const oldBackup of listBackups(backupFolder, office).slice(0, -keepCount))
        await rm(join(backupFolder, oldBackup));
    return { path, manifest, warnings };
  } finally {
    await rm(temporary, { force: true });
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}
