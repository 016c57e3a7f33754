// An export into a home: an empty office of a server of one's own, or an empty database on the edge.
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { migrate } from '../node/migrations.ts';
import { giveTreeToOwnerOf, makeFolder } from '../node/ownership.ts';
import { openDatabase } from '../node/sqlite-d1.ts';
import { lockServing } from '../node/stores.ts';
import { compareRecord, type ExportManifest, loadLines, readExport } from './export.ts';
import { dropHalfRecords, refuseFull, refuseNewer } from './restore.ts';
import { listMovedTables, spellRow } from './tables.ts';
import type { Edge } from './wrangler-d1.ts';

/** A database as far as some version. */
function makeEmpty(path: string, migrations: string[]) {
  const d1 = openDatabase(path, 'normal');
  migrate(d1, migrations.at(-1));
  return d1;
}

/**
 * @param to DATA_DIR of a server; the office gets its folder in it
 * @throws Error in a sentence: no export or a changed one, not empty, of a newer version
 */
export async function importRecord(from: string, to: string): Promise<ExportManifest> {
  const manifest = await readExport(from);
  refuseNewer(from, manifest.migrations);
  makeFolder(to);
  const lock = lockServing(to);
  dropHalfRecords(to);
  const scratch = mkdtempSync(join(to, '.importing-'));
  const place = join(to, manifest.office);
  try {
    refuseFull(place);
    const path = join(scratch, 'record.db');
    const d1 = makeEmpty(path, manifest.migrations);
    try {
      await loadLines(from, d1.file);
    } finally {
      d1.close();
    }
    await compareRecord(path, manifest);
    const current = openDatabase(path);
    migrate(current);
    current.close();
    if (existsSync(join(from, 'files'))) cpSync(join(from, 'files'), join(scratch, 'files'), { recursive: true });
    if (existsSync(place)) rmSync(place, { recursive: true });
    giveTreeToOwnerOf(to, scratch);
    renameSync(scratch, place);
    return manifest;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    lock.close();
  }
}

/** Tables to which every act of a resident and of staff adds a row. */
const eventTables = ['events', 'commitment_events', 'account_events'];

/** All rows or none. @throws Error where somebody wrote while they were read */
function readWhole(edge: Edge, file: DatabaseSync): void {
  const tables = listMovedTables(file);
  const witnesses = tables.filter((table) => eventTables.includes(table));
  const before = edge.reach(witnesses);
  file.exec('BEGIN IMMEDIATE');
  try {
    for (const { table, row } of edge.rows(tables)) file.exec(spellRow(table, row));
    if (edge.reach(witnesses) !== before) {
      throw new Error(
        'somebody wrote while the record was read, so it is not of one instant: try again, best at night.',
      );
    }
    file.exec('COMMIT');
  } catch (error) {
    if (file.isTransaction) file.exec('ROLLBACK');
    throw error;
  }
}

/**
 * The record on the edge as a file here, through every trigger that guards it. It is read page by page, which is of one
 * instant only where nobody writes meanwhile.
 *
 * @throws Error where somebody wrote while it was read
 */
export async function fetchRecord(edge: Edge, path: string): Promise<void> {
  const migrations = edge.migrations();
  refuseNewer('the database on the edge', migrations);
  const d1 = makeEmpty(path, migrations);
  try {
    readWhole(edge, d1.file);
  } finally {
    d1.close();
  }
}

/** @throws Error where the database there is not empty, not of the version of the export, or not the same afterwards */
export async function importToEdge(from: string, edge: Edge): Promise<ExportManifest> {
  const manifest = await readExport(from);
  if (edge.migrations().join() !== manifest.migrations.join()) {
    throw new Error(
      `the database there is not of the version of ${from}: apply the migrations up to ${manifest.migrations.at(-1)} first.`,
    );
  }
  if (!edge.isEmpty()) throw new Error('the database there is not empty: a record is never written over.');
  edge.load(join(from, 'record.sql'));
  const scratch = mkdtempSync(join(tmpdir(), 'mingbai-import-'));
  try {
    // What is there now, read back and checked like every copy.
    await fetchRecord(edge, join(scratch, 'record.db'));
    await compareRecord(join(scratch, 'record.db'), manifest);
    return manifest;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
