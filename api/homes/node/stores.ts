// Opens one folder per office, with its own database and attachments.
//
//   DATA_DIR/serving.lock
//   DATA_DIR/mouxian/record.db (with -wal and -shm while it is served)
//   DATA_DIR/mouxian/files/comments/2026-11-20/…
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { drizzle } from 'drizzle-orm/d1';
import { BilingualError } from '../../ports/command-line.ts';
import { createFiles } from '../../ports/files.ts';
import type { Store } from '../home.ts';
import { createFolderBucket } from './folder-bucket.ts';
import { migrate } from './migrations.ts';
import { giveToOwnerOf, isBusy, withOpenErrors } from './ownership.ts';
import { type Durability, type LocalD1, openDatabase } from './sqlite-d1.ts';

export const databaseFile = (dataFolder: string, jurisdiction: string) => join(dataFolder, jurisdiction, 'record.db');

export interface OpenStores {
  /** By jurisdiction. */
  stores: Map<string, Store & { d1: LocalD1 }>;
  /** Names of the applied migrations, by jurisdiction; empty if all databases were current. */
  migrated: Record<string, string[]>;
  /** The newest instant of all records, in milliseconds UTC; 0 if there are no events. */
  newest: number;
  close(): void;
}

const deleteOrRunAsOwner = {
  en: 'delete it, or run this as its owner',
  zh: '请删除这个文件，或以文件所有者的身份运行',
};

/**
 * Acquires a lock that ends with the process, even if it is killed.
 *
 * @param refusal error to throw if another process has the lock
 * @throws Error if another process has the lock, or the file belongs to another user
 */
export function acquireLock(file: string, refusal: Error): DatabaseSync {
  const lock = withOpenErrors(file, () => new DatabaseSync(file), deleteOrRunAsOwner);
  // If root owned the lock file, the server's user could not open it later.
  giveToOwnerOf(dirname(file), file);
  try {
    withOpenErrors(file, () => lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'), deleteOrRunAsOwner);
    return lock;
  } catch (error) {
    lock.close();
    throw error instanceof Error && isBusy(error.cause) ? refusal : error;
  }
}

/** Acquires the server's lock: rate limits and jobs assume one server. @throws Error if another server runs */
export const lockServing = (dataFolder: string): DatabaseSync =>
  acquireLock(
    join(dataFolder, 'serving.lock'),
    new BilingualError(
      `another process already serves ${dataFolder}`,
      `${dataFolder} 正被另一个进程使用：请先停止网站（systemctl stop mingbai），或换一个文件夹`,
    ),
  );

function findNewestInstant(file: DatabaseSync): number {
  const sql = `SELECT max(coalesce((SELECT at FROM events ORDER BY position DESC LIMIT 1), 0),
    coalesce((SELECT at FROM seals ORDER BY number DESC LIMIT 1), 0)) AS at`;
  return Number(file.prepare(sql).get()?.['at'] ?? 0);
}

/** Opens and migrates one database per jurisdiction. If one fails, closes all. */
export function openStores(dataFolder: string, jurisdictions: string[], durability: Durability): OpenStores {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const lock = lockServing(dataFolder);
  const stores = new Map<string, Store & { d1: LocalD1 }>();
  const migrated: Record<string, string[]> = {};
  const close = () => {
    for (const { d1 } of stores.values()) d1.close();
    lock.close();
  };
  try {
    for (const jurisdiction of jurisdictions) {
      mkdirSync(join(dataFolder, jurisdiction), { recursive: true, mode: 0o700 });
      const d1 = openDatabase(databaseFile(dataFolder, jurisdiction), durability);
      const files = createFiles(createFolderBucket(join(dataFolder, jurisdiction, 'files')));
      stores.set(jurisdiction, { d1, database: drizzle(d1), files });
      const names = migrate(d1);
      if (names.length > 0) migrated[jurisdiction] = names;
    }
  } catch (error) {
    close();
    throw error;
  }
  const newest = Math.max(0, ...[...stores.values()].map(({ d1 }) => findNewestInstant(d1.file)));
  return { stores, migrated, newest, close };
}
