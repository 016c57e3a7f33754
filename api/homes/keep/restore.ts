// Restores a backup into an empty folder: verifies the entire file, then extracts, migrates and checks the record, and
// moves it into place last.
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listMigrations } from '../migration-files.ts';
import { migrate } from '../node/migrations.ts';
import { giveTreeToOwnerOf, makeFolder } from '../node/ownership.ts';
import { openDatabase } from '../node/sqlite-d1.ts';
import { lockServing } from '../node/stores.ts';
import { BackupError } from './archive.ts';
import { findDamagedAttachments, listReferencedFiles } from './attachments.ts';
import type { DecryptionKeys } from './backup-key.ts';
import { compareFiles, isSameRecord, type Manifest, parseManifest } from './manifest.ts';
import { readArchive } from './read-archive.ts';
import { checkRecord } from './record-check.ts';

export interface RestoreResult {
  manifest: Manifest;
  /** Migrations applied to a backup of an older version. */
  migrated: string[];
}

/** @throws BackupError if a newer version wrote the record, because this version would lose data */
export function rejectNewerRecord(source: string, migrations: string[]): void {
  const unknown = migrations.filter((name) => !listMigrations().includes(name));
  if (unknown.length > 0) {
    throw new BackupError(
      `${source} 出自更新的版本，本程序不认识 ${unknown.join('、')}：请先把程序升级到最新版本再试。`,
    );
  }
}

/** @throws Error if the target folder is not empty, so that no record is overwritten */
export function requireEmptyFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(`${folder} 不是空文件夹，不会覆盖已有的记录：请换一个空文件夹。`);
  }
}

/**
 * Deletes partial records from killed runs of restore and import, which contain cleartext. Call it only with the folder's
 * lock, so that no other run is active.
 */
export function deletePartialRecords(dataFolder: string): void {
  const partialRecords = readdirSync(dataFolder).filter((name) => /^\.(restoring|importing)-/u.test(name));
  for (const name of partialRecords) rmSync(join(dataFolder, name), { recursive: true, force: true });
}

/** Reads and optionally extracts a backup. @throws BackupError if its files differ from its manifest */
async function readAndVerify(path: string, keys: DecryptionKeys, folder: string | null): Promise<Manifest> {
  const extracted = await readArchive(path, keys, folder);
  const manifest = parseManifest(path, extracted.manifest);
  compareFiles(path, manifest.files, extracted.files);
  return manifest;
}

/** Checks an extracted record against its manifest, and migrates it. @returns the migrations applied */
async function upgradeRecord(path: string, folder: string, manifest: Manifest): Promise<string[]> {
  const d1 = openDatabase(join(folder, 'record.db'));
  try {
    const found = await checkRecord(d1);
    if (found.faults.length > 0 || !isSameRecord(manifest, found)) {
      const reasons = [...found.faults, ...found.findings].join('；');
      throw new BackupError(`${path} 里的记录与它的清单不一致${reasons && `（${reasons}）`}：请换一份备份。`);
    }
    const faults = findDamagedAttachments(listReferencedFiles(d1.file), manifest.files);
    if (faults.join() !== manifest.faults.join()) throw new BackupError(`${path} 缺少记录里登记的附件：请换一份备份。`);
    const migrated = migrate(d1);
    const { faults: faultsAfter, findings } = await checkRecord(d1);
    if (faultsAfter.length > 0 || findings.length !== manifest.findings.length) {
      throw new BackupError(
        `${path} 里的数据库升级后校验不通过（${[...faultsAfter, ...findings].join('；')}）：请用做这份备份时的程序版本恢复。`,
      );
    }
    return migrated;
  } finally {
    d1.close();
  }
}

/**
 * Restores a backup of either format.
 *
 * @param dataFolder a server's DATA_DIR; the office gets its folder in it
 * @throws Error in one sentence, with nothing written, if the key is wrong, the backup is corrupt or newer, or the target
 * folder is not empty or in use
 */
export async function restoreBackup(path: string, dataFolder: string, keys: DecryptionKeys): Promise<RestoreResult> {
  if (statSync(path).isDirectory()) throw new Error(`${path} 是文件夹：请写明是其中的哪一份备份（NAME.tar.age）。`);
  const manifest = await readAndVerify(path, keys, null);
  rejectNewerRecord(path, manifest.migrations);
  const folder = join(dataFolder, manifest.office);
  makeFolder(dataFolder);
  const lock = lockServing(dataFolder);
  deletePartialRecords(dataFolder);
  const scratchFolder = mkdtempSync(join(dataFolder, '.restoring-'));
  try {
    await readAndVerify(path, keys, scratchFolder);
    const migrated = await upgradeRecord(path, scratchFolder, manifest);
    requireEmptyFolder(folder);
    if (existsSync(folder)) rmSync(folder, { recursive: true });
    giveTreeToOwnerOf(dataFolder, scratchFolder);
    renameSync(scratchFolder, folder);
    return { manifest, migrated };
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
    lock.close();
  }
}
