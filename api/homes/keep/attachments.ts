// The files that a record names: which they are, and whether a copy has them all.
import type { DatabaseSync } from 'node:sqlite';
import type { KeptFile } from './archive.ts';

interface NamedFile {
  place: string;
  sha256: string;
}

/** Where they lie within the folder of an office, and within an archive. */
export const pathOf = (place: string) => `files/${place}`;

export const hasTable = (file: DatabaseSync, name: string) =>
  file.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;

/** @returns each place once; none where the database is from before there were attachments */
export function listNamedFiles(file: DatabaseSync): NamedFile[] {
  if (!hasTable(file, 'attachments')) return [];
  const rows = file.prepare('SELECT DISTINCT place, hash FROM attachments ORDER BY place').all();
  return rows.map(({ place, hash }) => ({ place: String(place), sha256: String(hash) }));
}

/** @returns places of files that a record names and that are missing, or not those that came */
export function findFaults(named: NamedFile[], files: KeptFile[]): string[] {
  const found = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  return named.filter(({ place, sha256 }) => found.get(pathOf(place)) !== sha256).map(({ place }) => place);
}
