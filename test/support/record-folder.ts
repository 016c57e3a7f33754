// An office's folder with a record, and helpers that read the record or change it without the application.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { listMigrations } from '../../api/homes/migration-files.ts';
import { databaseFile } from '../../api/homes/node/stores.ts';
import { useTestFolder } from './own-folder.ts';
import { answered, makeRecordAt } from './record-at.ts';

export const picture = 'not a picture, but bytes';
export const picturePlace = 'comments/2026-11-16/0123abcd/1';

/** Changes a database as its server would. */
export function changeFile(file: string, ...statements: string[]): void {
  const database = new DatabaseSync(file);
  for (const statement of statements) database.exec(statement);
  database.close();
}

export function readFileRows(file: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/** @returns the path of 冠县's database in a data folder */
export async function makeOfficeFolder(data: string, upTo = listMigrations().at(-1) ?? ''): Promise<string> {
  const file = databaseFile(data, 'guanxian');
  mkdirSync(dirname(file), { recursive: true });
  await makeRecordAt(file, upTo);
  return file;
}

/** The same folder with one attachment. */
export async function makeWholeFolder(data: string): Promise<string> {
  const file = await makeOfficeFolder(data);
  const hash = createHash('sha256').update(picture).digest('hex');
  const row = [answered.receiptCode, 1, 'image/png', picture.length, hash, picturePlace];
  const values = row.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join();
  changeFile(file, `INSERT INTO attachments VALUES (${values})`);
  const path = join(data, 'guanxian/files', picturePlace);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, picture);
  return file;
}

/** Folders for a test that makes backups, and the backups' key. */
export function useBackupFolders() {
  const place = useTestFolder();
  const passphrase = '07'.repeat(32);
  return {
    place,
    passphrase,
    key: { passphrase },
    keys: { passphrase, identities: [] },
    data: () => join(place(), 'data'),
    to: () => join(place(), 'backups'),
  };
}
