// A record as a folder that the other home takes in: lines of SQL, attachments, and a manifest that both ends are checked by.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DatabaseSync } from 'node:sqlite';
import { finished } from 'node:stream/promises';
import * as z from 'zod';
import { indexWords } from '../../domain/text/search-words.ts';
import { openDatabase } from '../node/sqlite-d1.ts';
import { drained } from './archive.ts';
import { listNamedFiles, pathOf } from './attachments.ts';
import { factsOf, recordFacts } from './manifest.ts';
import { checkRecord, readCount } from './record-check.ts';
import { refuseFull } from './restore.ts';
import { listMovedTables, readRows, spellRow } from './tables.ts';

const exportSchema = z.strictObject({
  format: z.literal('mingbai-export-1'),
  ...recordFacts,
  /** Rows by table. */
  rows: z.record(z.string(), z.int().min(0)),
  /** Of record.sql. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  /** Places of attachments that were not there. */
  missing: z.array(z.string()),
});
export type ExportManifest = z.infer<typeof exportSchema>;

const sqlFile = (folder: string) => join(folder, 'record.sql');

export function countRows(file: DatabaseSync): Record<string, number> {
  return Object.fromEntries(listMovedTables(file).map((table) => [table, readCount(file, table)]));
}

/** The words of each comment under the position of its receipt: the index itself cannot be read back. */
function* readWords(file: DatabaseSync) {
  const rows = file
    .prepare(
      `SELECT position, jurisdiction, title, text, comments.receipt_code AS code
       FROM events JOIN comments USING (receipt_code) WHERE events.version = 1 ORDER BY position`,
    )
    .iterate();
  for (const { position, jurisdiction, title, text, code } of rows) {
    yield { rowid: position, words: indexWords(String(jurisdiction), [title, text, code].map(String)) };
  }
}

/** A record before the index of words (migration 0005) has none to be filled. */
const hasWords = (file: DatabaseSync) => file.prepare("SELECT 1 FROM sqlite_master WHERE name = 'comment_words'").get();

export function* spellRecord(file: DatabaseSync): Generator<string> {
  for (const table of listMovedTables(file)) for (const row of readRows(file, table)) yield spellRow(table, row);
  if (hasWords(file)) for (const row of readWords(file)) yield spellRow('comment_words', row);
}

async function writeLines(path: string, lines: Iterable<string>): Promise<string> {
  const sum = createHash('sha256');
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  const written = finished(out);
  // Awaited below; a disk that is full may say so before that.
  written.catch(() => undefined);
  for (const line of lines) {
    sum.update(`${line}\n`);
    if (!out.write(`${line}\n`)) await drained(out);
  }
  out.end();
  await written;
  return sum.digest('hex');
}

async function copyFiles(file: DatabaseSync, from: string | null, to: string): Promise<string[]> {
  const missing: string[] = [];
  for (const { place, sha256 } of listNamedFiles(file)) {
    const source = from && join(from, place);
    const isThere =
      source && existsSync(source) && createHash('sha256').update(readFileSync(source)).digest('hex') === sha256;
    if (!isThere) {
      missing.push(place);
      continue;
    }
    await mkdir(dirname(join(to, pathOf(place))), { recursive: true });
    await copyFile(source, join(to, pathOf(place)));
  }
  return missing;
}

/** @throws Error where the ledger is broken, or where there are comments of other places: a ledger cannot be divided */
function refuseForeign(file: DatabaseSync, office: string): void {
  const places = file.prepare('SELECT DISTINCT jurisdiction AS place FROM comments ORDER BY 1').all();
  const others = places.map(({ place }) => String(place)).filter((place) => place !== office);
  if (others.length > 0) {
    throw new Error(`this record is also that of ${others.join(', ')}, and one ledger cannot be divided into several.`);
  }
}

/**
 * @param snapshot a database that nobody writes
 * @param files folder of its attachments by their places; null where there is none
 * @param to an empty folder
 */
export async function exportRecord(
  { snapshot, office, files, now }: { snapshot: string; office: string; files: string | null; now: number },
  to: string,
): Promise<ExportManifest> {
  refuseFull(to);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const d1 = openDatabase(snapshot, 'normal');
  try {
    refuseForeign(d1.file, office);
    const state = await checkRecord(d1);
    if (state.faults.length > 0) throw new Error(`the database is damaged: ${state.faults.join('; ')}`);
    const sha256 = await writeLines(sqlFile(to), spellRecord(d1.file));
    const manifest: ExportManifest = {
      format: 'mingbai-export-1',
      office,
      at: new Date(now).toISOString(),
      ...factsOf(state),
      rows: countRows(d1.file),
      sha256,
      missing: await copyFiles(d1.file, files, to),
    };
    // Last: a folder without it is none.
    writeFileSync(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    return manifest;
  } finally {
    d1.close();
  }
}

/** @throws Error where the folder is no export, a half one, or one that was changed */
export async function readExport(from: string): Promise<ExportManifest> {
  const file = join(from, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${from} is no export, or only half of one: it has no manifest.json.`);
  const parsed = exportSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} says what this program does not understand.`);
  const sum = createHash('sha256');
  for await (const piece of createReadStream(sqlFile(from))) sum.update(piece);
  if (sum.digest('hex') !== parsed.data.sha256) throw new Error(`${sqlFile(from)} was changed since it was written.`);
  return parsed.data;
}

/** Writes the lines of an export into a database of the same version, all or none. */
export async function loadLines(from: string, file: DatabaseSync): Promise<void> {
  const lines: string[] = [];
  const fill = () => {
    for (const line of lines.splice(0)) file.exec(line);
  };
  file.exec('BEGIN IMMEDIATE');
  try {
    for await (const line of createInterface({ input: createReadStream(sqlFile(from)) })) {
      if (lines.push(line) >= 1000) fill();
    }
    fill();
    file.exec('COMMIT');
  } catch (error) {
    if (file.isTransaction) file.exec('ROLLBACK');
    throw error;
  }
}

/** @throws Error where a record is not the one of an export, row for row and event for event */
export async function compareRecord(path: string, manifest: ExportManifest): Promise<void> {
  const d1 = openDatabase(path, 'normal');
  try {
    const state = await checkRecord(d1);
    const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
    const { migrations, comments, events, seals, head, sealedAt, findings, rows } = manifest;
    const stated = { migrations, comments, events, seals, head, sealedAt, findings };
    if (state.faults.length > 0 || !same(factsOf(state), stated) || !same(countRows(d1.file), rows)) {
      throw new Error(`what came in is not what was exported: ${[...state.faults, ...state.findings].join('; ')}`);
    }
  } finally {
    d1.close();
  }
}
