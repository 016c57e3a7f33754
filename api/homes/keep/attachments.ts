// Lists the attachments that a record refers to, and checks whether a copy contains them all.
import type { DatabaseSync } from 'node:sqlite';
import type { ArchivedFile } from './archive.ts';

export interface ReferencedFile {
  key: string;
  sha256: string;
}

/** Path of an attachment within an office's folder, and within an archive. */
export const attachmentPath = (key: string): string => `files/${key}`;

export const hasTable = (file: DatabaseSync, name: string): boolean =>
  file.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;

/** Lists each file once; none if the database predates attachments. */
export function listReferencedFiles(file: DatabaseSync): ReferencedFile[] {
  if (!hasTable(file, 'attachments')) return [];
  const rows = file.prepare('SELECT DISTINCT place, hash FROM attachments ORDER BY place').all();
  return rows.map(({ place: key, hash }) => ({ key: String(key), sha256: String(hash) }));
}

/** @returns keys of attachments that are missing from a copy or altered */
export function findDamagedAttachments(referenced: ReferencedFile[], files: ArchivedFile[]): string[] {
  const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  return referenced.filter(({ key, sha256 }) => hashes.get(attachmentPath(key)) !== sha256).map(({ key }) => key);
}
