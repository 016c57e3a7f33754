// A copy of one office's record while it is written: the database as it stood at one instant, and every file that it names,
// sealed into one file that is there whole or not at all.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openContact } from '../../domain/privacy/contact-cipher.ts';
import { atFile, giveToOwnerOf, makeFolder } from '../node/ownership.ts';
import { openDatabase } from '../node/sqlite-d1.ts';
import { databaseFile } from '../node/stores.ts';
import { addFile, addManifest, type KeptFile, readArchive } from './archive.ts';
import { findFaults, listNamedFiles, pathOf } from './attachments.ts';
import { compareFiles, factsOf, type Manifest, manifestSchema, officeSchema } from './manifest.ts';
import { checkRecord, type RecordState } from './record-check.ts';
import { createSealed, readSealed } from './sealed-file.ts';
import { differentKeys } from './settings.ts';

export interface BackupOrder {
  /** DATA_DIR of the server, and which of its offices. */
  data: string;
  office: string;
  /** Folder of the backups. */
  to: string;
  key: Buffer;
  /** So many of an office are kept, the newest. */
  keep: number;
  /** Milliseconds UTC. */
  now: number;
}

const suffix = '.mingbai';
const stamp = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/u;
/** `guanxian-2026-11-20T01-00-00-000Z.mingbai`: by name in the order of time. */
const nameOf = (office: string, at: number) =>
  `${office}-${new Date(at).toISOString().replaceAll(/[:.]/gu, '-')}${suffix}`;

/** Names of the whole backups of an office, the oldest first; what is half written bears another name. */
export function listBackups(to: string, office: string): string[] {
  const isBackup = (name: string) =>
    name.startsWith(`${office}-`) && name.endsWith(suffix) && stamp.test(name.slice(office.length + 1, -suffix.length));
  return readdirSync(to).filter(isBackup).sort();
}

/** Also where the folder is closed to this user: an office that is passed over in silence has no backup. */
function mayHoldRecord(data: string, office: string): boolean {
  try {
    return statSync(databaseFile(data, office)).isFile();
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES';
  }
}

/** The offices in a folder, and what looks like one and bears no name of one: a half restore, a copy put aside. */
export function listOffices(data: string): { offices: string[]; strangers: string[] } {
  if (!existsSync(data)) throw new Error(`there is no folder ${data}: is DATA_DIR right?`);
  const names = readdirSync(data);
  const isOffice = (name: string) => officeSchema.safeParse(name).success;
  return {
    offices: names.filter((name) => isOffice(name) && mayHoldRecord(data, name)),
    strangers: names.filter((name) => !isOffice(name) && existsSync(databaseFile(data, name))),
  };
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** One instant of the database, as a file of its own without what was deleted; whoever writes goes on meanwhile. */
export function takeSnapshot(source: string, target: string): void {
  const file = atFile(source, () => new DatabaseSync(source, { timeout: 5000 }));
  try {
    atFile(source, () => file.prepare('VACUUM INTO ?').run(target));
  } finally {
    file.close();
  }
}

async function inspect(snapshot: string) {
  const d1 = openDatabase(snapshot, 'normal');
  try {
    return { state: await checkRecord(d1), named: listNamedFiles(d1.file) };
  } finally {
    d1.close();
  }
}

type Inspected = Awaited<ReturnType<typeof inspect>>;

async function writeSealed(
  path: string,
  order: BackupOrder,
  snapshot: string,
  inspected: Inspected,
): Promise<Manifest> {
  const { data, office, key, now } = order;
  const out = await createSealed(path, key);
  try {
    const files: KeptFile[] = [await addFile(out, 'record.db', snapshot)];
    for (const { place } of inspected.named) {
      try {
        files.push(await addFile(out, pathOf(place), join(data, office, pathOf(place))));
      } catch (error) {
        // Erased since the snapshot, or lost: which of the two is told below.
        if (!isMissing(error)) throw error;
      }
    }
    const manifest: Manifest = {
      format: 'mingbai-backup-1',
      office,
      at: new Date(now).toISOString(),
      ...factsOf(inspected.state),
      faults: findFaults(inspected.named, files),
      files,
    };
    await addManifest(out, manifest);
    await out.end();
    return manifest;
  } finally {
    await out.close();
  }
}

/** Reads what was written from the disk, to its last byte. @throws Error where it is not what was meant */
async function proveSealed(path: string, key: Buffer, manifest: Manifest): Promise<void> {
  const read = await readArchive(readSealed(path, key), () => null);
  compareFiles(path, manifest.files, read.files);
  compareFiles(path, manifestSchema.parse(read.manifest).files, read.files);
}

/** A name is on the disk only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** @returns of the places that a copy lacks those that the record still names: they are lost, not erased */
function stillNamed(database: string, places: string[]): string[] {
  if (places.length === 0) return [];
  const file = new DatabaseSync(database, { timeout: 5000 });
  try {
    const named = new Set(listNamedFiles(file).map(({ place }) => place));
    return places.filter((place) => named.has(place));
  } finally {
    file.close();
  }
}

export interface Backup {
  path: string;
  manifest: Manifest;
  /** What is wrong with the record that was copied; empty where nothing is. Older backups are then all kept. */
  warnings: string[];
}

/**
 * Makes a backup, reads it again to its end, and only then gives it its name and drops the oldest.
 *
 * @throws Error where none was made; what was there before is as it was
 */
export async function makeBackup(order: BackupOrder): Promise<Backup> {
  const { data, office, to, key, keep, now } = order;
  makeFolder(to, data);
  const name = nameOf(office, now);
  const part = join(to, `.${name}.part`);
  // In the clear only where the record itself is, never where backups go. What a killed run left is dropped here.
  const scratch = join(data, office, '.backup');
  const left = readdirSync(to).filter((file) => file.startsWith(`.${office}-`) && file.endsWith(`${suffix}.part`));
  for (const file of left) rmSync(join(to, file));
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { mode: 0o700 });
  // Where root is killed here, the next run by whoever serves can still clear it away.
  giveToOwnerOf(data, scratch);
  try {
    const snapshot = join(scratch, 'record.db');
    takeSnapshot(databaseFile(data, office), snapshot);
    const inspected = await inspect(snapshot);
    refuseBroken(office, inspected.state);
    await refuseKeyOfContacts(snapshot, key);
    const manifest = await writeSealed(part, order, snapshot, inspected);
    await proveSealed(part, key, manifest);
    giveToOwnerOf(data, part);
    await rename(part, join(to, name));
    await syncFolder(to);
    const lost = stillNamed(databaseFile(data, office), manifest.faults);
    const warnings = [...manifest.findings, ...lost.map((place) => `attachment ${place} is missing or was changed`)];
    // Where something is wrong, the copies from before it are worth more than a rule.
    if (warnings.length === 0) for (const old of listBackups(to, office).slice(0, -keep)) await rm(join(to, old));
    return { path: join(to, name), manifest, warnings };
  } finally {
    await rm(part, { force: true });
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Whoever makes backups need not know the key of contacts; that it is another one is seen in the copy. */
async function refuseKeyOfContacts(snapshot: string, key: Buffer): Promise<void> {
  const file = new DatabaseSync(snapshot, { readOnly: true });
  const row = file.prepare('SELECT receipt_code AS code, sealed, key_id AS keyId FROM contacts LIMIT 1').get();
  file.close();
  const [code, sealed, keyId] = [row?.['code'], row?.['sealed'], row?.['keyId']].map(String);
  if (!row || !code || !sealed || !keyId) return;
  const opened = await openContact([{ id: keyId, hex: key.toString('hex') }], code, { sealed, keyId });
  if (opened) throw new Error(differentKeys);
}

function refuseBroken(office: string, { faults }: RecordState): void {
  if (faults.length > 0) throw new Error(`the database of ${office} is damaged: ${faults.join('; ')}`);
}
