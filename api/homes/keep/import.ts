// Imports an exported record into an empty office of a self-hosted server, or into an empty database on the edge.
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { migrate } from '../node/migrations.ts';
import { giveTreeToOwnerOf, makeFolder } from '../node/ownership.ts';
import { openDatabase } from '../node/sqlite-d1.ts';
import { lockServing } from '../node/stores.ts';
import { compareRecord, type ExportManifest, loadExport, readExport } from './export.ts';
import { deletePartialRecords, rejectNewerRecord, requireEmptyFolder } from './restore.ts';
import { listExportedTables, toInsertStatement } from './tables.ts';
import type { Edge } from './wrangler-d1.ts';

/** Creates a database at a given version. */
function createEmptyDatabase(path: string, migrations: string[]) {
  const d1 = openDatabase(path, 'normal');
  migrate(d1, migrations.at(-1));
  return d1;
}

/**
 * Imports a record into a self-hosted server.
 *
 * @param dataFolder the server's DATA_DIR; the office gets its folder in it
 * @throws Error in one sentence if the export is invalid or newer, or the target folder is not empty or in use
 */
export async function importRecord(from: string, dataFolder: string): Promise<ExportManifest> {
  const manifest = await readExport(from);
  rejectNewerRecord(from, manifest.migrations);
  makeFolder(dataFolder);
  const lock = lockServing(dataFolder);
  deletePartialRecords(dataFolder);
  const scratchFolder = mkdtempSync(join(dataFolder, '.importing-'));
  const officeFolder = join(dataFolder, manifest.office);
  try {
    requireEmptyFolder(officeFolder);
    const path = join(scratchFolder, 'record.db');
    const d1 = createEmptyDatabase(path, manifest.migrations);
    try {
      await loadExport(from, d1.file);
    } finally {
      d1.close();
    }
    await compareRecord(path, manifest);
    const current = openDatabase(path);
    migrate(current);
    current.close();
    if (existsSync(join(from, 'files'))) cpSync(join(from, 'files'), join(scratchFolder, 'files'), { recursive: true });
    if (existsSync(officeFolder)) rmSync(officeFolder, { recursive: true });
    giveTreeToOwnerOf(dataFolder, scratchFolder);
    renameSync(scratchFolder, officeFolder);
    return manifest;
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
    lock.close();
  }
}

/** Every action of residents or staff adds a row to one of these tables. */
const eventTables = ['events', 'commitment_events', 'account_events'];

/** Copies all rows. @throws Error if the database changed meanwhile */
function copyAllRows(edge: Edge, file: DatabaseSync): void {
  const tables = listExportedTables(file);
  const watchedTables = tables.filter((table) => eventTables.includes(table));
  const stateBefore = edge.readEventState(watchedTables);
  file.exec('BEGIN IMMEDIATE');
  try {
    for (const { table, row } of edge.readRows(tables)) file.exec(toInsertStatement(table, row));
    if (edge.readEventState(watchedTables) !== stateBefore) {
      throw new Error('读取期间有人写入，读到的不是同一时刻的内容，所以什么也没有导出：请重做一次，最好在夜里。');
    }
    file.exec('COMMIT');
  } catch (error) {
    if (file.isTransaction) file.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Copies a record from the edge into a local database; all its triggers check the rows. It reads in pages, so the copy is
 * consistent only if nobody writes meanwhile.
 *
 * @throws Error if the database changed meanwhile
 */
export async function fetchRecord(edge: Edge, path: string): Promise<void> {
  const migrations = edge.readMigrations();
  rejectNewerRecord('Cloudflare 上的数据库', migrations);
  const d1 = createEmptyDatabase(path, migrations);
  try {
    copyAllRows(edge, d1.file);
  } finally {
    d1.close();
  }
}

/** @throws Error if the edge database is not empty or has another version, or if the imported record differs */
export async function importToEdge(from: string, edge: Edge): Promise<ExportManifest> {
  const manifest = await readExport(from);
  if (edge.readMigrations().join() !== manifest.migrations.join()) {
    throw new Error(
      `目标数据库与 ${from} 的版本不同：请先把它的迁移执行到 ${manifest.migrations.at(-1)}（wrangler d1 migrations apply）。`,
    );
  }
  if (!edge.isEmpty()) throw new Error('目标数据库不是空的，不会覆盖已有的记录：请另建一个空数据库。');
  edge.load(join(from, 'record.sql'));
  const scratchFolder = mkdtempSync(join(tmpdir(), 'mingbai-import-'));
  try {
    // Verify the import by copying it back.
    await fetchRecord(edge, join(scratchFolder, 'record.db'));
    await compareRecord(join(scratchFolder, 'record.db'), manifest);
    return manifest;
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}
