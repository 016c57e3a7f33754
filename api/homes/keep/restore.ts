// A backup back into an empty place: opened, compared with what it says of itself, brought up to date, and its ledger checked
// before it gets its name. Until then nothing is there.
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listMigrations, migrate } from '../node/migrations.ts';
import { giveTreeToOwnerOf, makeFolder } from '../node/ownership.ts';
import { openDatabase } from '../node/sqlite-d1.ts';
import { lockServing } from '../node/stores.ts';
import { readArchive } from './archive.ts';
import { findFaults, listNamedFiles } from './attachments.ts';
import { compareFiles, factsOf, type Manifest, manifestSchema } from './manifest.ts';
import { checkRecord } from './record-check.ts';
import { readSealed } from './sealed-file.ts';

export interface Restored {
  manifest: Manifest;
  /** Migrations that were applied, because the backup is older than the program. */
  migrated: string[];
}

function readManifest(path: string, raw: unknown): Manifest {
  const parsed = manifestSchema.safeParse(raw);
  if (!parsed.success) throw new Error(`${path} says of itself what this program does not understand.`);
  return parsed.data;
}

/** @throws Error where a newer program wrote it: this one would lose something */
export function refuseNewer(path: string, migrations: string[]): void {
  const foreign = migrations.filter((name) => !listMigrations().includes(name));
  if (foreign.length > 0) {
    throw new Error(
      `${path} is of a newer version: this program does not know ${foreign.join(', ')}. Update it first.`,
    );
  }
}

async function proveRecord(path: string, folder: string, manifest: Manifest): Promise<string[]> {
  const d1 = openDatabase(join(folder, 'record.db'));
  try {
    const asItCame = await checkRecord(d1);
    const [stated, found] = [factsOf(manifestAsState(manifest)), factsOf(asItCame)];
    if (asItCame.faults.length > 0 || JSON.stringify(stated) !== JSON.stringify(found)) {
      throw new Error(
        `${path} does not hold the record that it says it does: ${[...asItCame.faults, ...found.findings]}`,
      );
    }
    const faults = findFaults(listNamedFiles(d1.file), manifest.files);
    if (faults.join() !== manifest.faults.join()) throw new Error(`${path} lacks attachments that its record names.`);
    const migrated = migrate(d1);
    const { faults: broken, findings } = await checkRecord(d1);
    const isSame = broken.length === 0 && findings.join() === manifest.findings.join();
    if (!isSame) throw new Error(`${path} could not be brought up to date: ${[...broken, ...findings].join('; ')}`);
    return migrated;
  } finally {
    d1.close();
  }
}

/**
 * Drops what killed runs of restore and import left: each holds a record in the clear. Only for whoever holds the lock of
 * the folder, for then no other one is at work.
 */
export function dropHalfRecords(to: string): void {
  const halves = readdirSync(to).filter((name) => /^\.(restoring|importing)-/u.test(name));
  for (const name of halves) rmSync(join(to, name), { recursive: true, force: true });
}

const manifestAsState = (manifest: Manifest) => ({ ...manifest, faults: [] });

/**
 * @param to DATA_DIR of a server; the office gets its folder in it
 * @throws Error in a sentence: not empty, served, another key, damaged, of a newer version
 */
export async function restoreBackup(path: string, to: string, key: Buffer): Promise<Restored> {
  // Before anything is made for it; a name that is not there is said by the system.
  if (statSync(path).isDirectory())
    throw new Error(`${path} is a folder: name one of the backups in it, NAME.mingbai.`);
  makeFolder(to);
  const lock = lockServing(to);
  dropHalfRecords(to);
  const scratch = mkdtempSync(join(to, '.restoring-'));
  try {
    const read = await readArchive(readSealed(path, key), () => scratch);
    const manifest = readManifest(path, read.manifest);
    compareFiles(path, manifest.files, read.files);
    refuseNewer(path, manifest.migrations);
    const place = join(to, manifest.office);
    refuseFull(place);
    const migrated = await proveRecord(path, scratch, manifest);
    if (existsSync(place)) rmSync(place, { recursive: true });
    giveTreeToOwnerOf(to, scratch);
    renameSync(scratch, place);
    return { manifest, migrated };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    lock.close();
  }
}

/** @throws Error where there is anything: a record is never written over */
export function refuseFull(place: string): void {
  if (existsSync(place) && readdirSync(place).length > 0) {
    throw new Error(`${place} is not empty: a record is never written over.`);
  }
}
