// Exports a record to a folder for the other home: SQL, attachments, and a manifest to verify both source and import.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { buildIndexWords } from '../../domain/text/search-words.ts';
import { openDatabase } from '../node/sqlite-d1.ts';
import { attachmentPath, listReferencedFiles } from './attachments.ts';
import { isSameRecord, pickSharedFields, sharedManifestFields } from './manifest.ts';
import { checkRecord, countTableRows } from './record-check.ts';
import { requireEmptyFolder } from './restore.ts';
import { listExportedTables, readRows, toInsertStatement } from './tables.ts';

const exportSchema = z.strictObject({
  format: z.literal('mingbai-export-1'),
  ...sharedManifestFields,
  /** Row count by table. */
  rows: z.record(z.string(), z.int().min(0)),
  /** Hash of record.sql. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  /** Keys of missing attachments. */
  missing: z.array(z.string()),
});
export type ExportManifest = z.infer<typeof exportSchema>;

const sqlPath = (folder: string) => join(folder, 'record.sql');

export function countRows(file: DatabaseSync): Record<string, number> {
  return Object.fromEntries(listExportedTables(file).map((table) => [table, countTableRows(file, table)]));
}

/** Rebuilds the index entry of each comment, because the full-text index cannot be read back. */
function* rebuildIndexEntries(file: DatabaseSync) {
  const rows = file
    .prepare(
      `SELECT position, jurisdiction, title, text, comments.receipt_code AS code
       FROM events JOIN comments USING (receipt_code) WHERE events.version = 1 ORDER BY position`,
    )
    .iterate();
  for (const { position, jurisdiction, title, text, code } of rows) {
    yield { rowid: position, words: buildIndexWords(String(jurisdiction), [title, text, code].map(String)) };
  }
}

/** A record from before migration 0005 has no full-text index. */
const hasFullTextIndex = (file: DatabaseSync) =>
  file.prepare("SELECT 1 FROM sqlite_master WHERE name = 'comment_words'").get();

export function* writeRecordSql(file: DatabaseSync): Generator<string> {
  for (const table of listExportedTables(file))
    for (const row of readRows(file, table)) yield toInsertStatement(table, row);
  if (hasFullTextIndex(file))
    for (const row of rebuildIndexEntries(file)) yield toInsertStatement('comment_words', row);
}

/** Writes lines to a file. @returns its hash */
async function writeLines(path: string, lines: Iterable<string>): Promise<string> {
  const hash = createHash('sha256');
  function* hashLines() {
    for (const line of lines) {
      hash.update(`${line}\n`);
      yield `${line}\n`;
    }
  }
  await pipeline(hashLines, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return hash.digest('hex');
}

async function copyFiles(file: DatabaseSync, from: string | null, to: string): Promise<string[]> {
  const missing: string[] = [];
  for (const { key, sha256 } of listReferencedFiles(file)) {
    const source = from && join(from, key);
    const isIntact =
      source && existsSync(source) && createHash('sha256').update(readFileSync(source)).digest('hex') === sha256;
    if (!isIntact) {
      missing.push(key);
      continue;
    }
    await mkdir(dirname(join(to, attachmentPath(key))), { recursive: true });
    await copyFile(source, join(to, attachmentPath(key)));
  }
  return missing;
}

/** @throws Error if the record also contains other jurisdictions, because a ledger cannot be split */
function rejectMixedRecord(file: DatabaseSync, office: string): void {
  const places = file.prepare('SELECT DISTINCT jurisdiction AS place FROM comments ORDER BY 1').all();
  const otherPlaces = places.map(({ place }) => String(place)).filter((place) => place !== office);
  if (otherPlaces.length > 0) {
    throw new Error(`这份记录里还有别的地区（${otherPlaces.join('、')}），一份公开记录不能拆开，所以没有导出。`);
  }
}

/**
 * Exports a record.
 *
 * @param snapshot a database without concurrent writers
 * @param files folder of its attachments; null if there is none
 * @param to an empty folder
 */
export async function exportRecord(
  { snapshot, office, files, now }: { snapshot: string; office: string; files: string | null; now: number },
  to: string,
): Promise<ExportManifest> {
  requireEmptyFolder(to);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const d1 = openDatabase(snapshot, 'normal');
  try {
    rejectMixedRecord(d1.file, office);
    const state = await checkRecord(d1);
    if (state.faults.length > 0)
      throw new Error(`数据库已损坏，没有导出：${state.faults.join('；')}。请用最近一份好的备份恢复。`);
    const sha256 = await writeLines(sqlPath(to), writeRecordSql(d1.file));
    const manifest: ExportManifest = {
      format: 'mingbai-export-1',
      office,
      at: new Date(now).toISOString(),
      ...pickSharedFields(state),
      rows: countRows(d1.file),
      sha256,
      missing: await copyFiles(d1.file, files, to),
    };
    // Write the manifest last: without it, the export counts as incomplete.
    writeFileSync(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    return manifest;
  } finally {
    d1.close();
  }
}

/** @throws Error if the folder is not a complete, unaltered export */
export async function readExport(from: string): Promise<ExportManifest> {
  const file = join(from, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${from} 里没有 manifest.json，不是完整的导出：请重新导出。`);
  const parsed = exportSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} 不是本版本能读的格式：请先把程序升级到最新版本再试。`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(sqlPath(from))) hash.update(chunk);
  if (hash.digest('hex') !== parsed.data.sha256) throw new Error(`${sqlPath(from)} 在导出以后被改动过：请重新导出。`);
  return parsed.data;
}

/** Loads an export into a database of the same version, in one transaction. */
export async function loadExport(from: string, file: DatabaseSync): Promise<void> {
  const lines: string[] = [];
  const flush = () => {
    for (const line of lines.splice(0)) file.exec(line);
  };
  file.exec('BEGIN IMMEDIATE');
  try {
    for await (const line of createInterface({ input: createReadStream(sqlPath(from)) })) {
      if (lines.push(line) >= 1000) flush();
    }
    flush();
    file.exec('COMMIT');
  } catch (error) {
    if (file.isTransaction) file.exec('ROLLBACK');
    throw error;
  }
}

/** @throws Error if the record's row counts or its ledger differ from the export's */
export async function compareRecord(path: string, manifest: ExportManifest): Promise<void> {
  const d1 = openDatabase(path, 'normal');
  try {
    const state = await checkRecord(d1);
    const sameRows = JSON.stringify(countRows(d1.file)) === JSON.stringify(manifest.rows);
    if (state.faults.length > 0 || !isSameRecord(manifest, state) || !sameRows) {
      const reasons = [...state.faults, ...state.findings].join('；');
      throw new Error(`导入的记录与导出的不一致${reasons && `（${reasons}）`}：请重新导出、重新导入。`);
    }
  } finally {
    d1.close();
  }
}
