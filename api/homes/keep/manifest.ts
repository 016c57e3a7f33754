// The manifest of a backup or export: its files, the record's version, and the head of its ledger.
import * as z from 'zod';
import { type ArchivedFile, archivedFileSchema, BackupError } from './archive.ts';
import type { RecordState } from './record-check.ts';

export const officeSchema = z
  .string()
  .regex(/^[a-z]+$/u, { error: '地区代码只能是小写字母，如 mouxian：请检查 --office' });

/** The fields that manifests of backups and exports share. */
export const sharedManifestFields = {
  office: officeSchema,
  at: z.iso.datetime(),
  /** File names of the database's migrations. */
  migrations: z.array(z.string()).min(1),
  comments: z.int().min(0),
  events: z.int().min(0),
  seals: z.int().min(0),
  /** Hash of the last seal, and when it was made. */
  head: z.string().regex(/^[0-9a-f]{64}$/u),
  sealedAt: z.iso.datetime().nullable(),
  /** Problems of the ledger when the copy was made. */
  findings: z.array(z.string()),
};

export const backupFormat = 'mingbai-backup-2';

const manifestSchema = z.strictObject({
  format: z.enum(['mingbai-backup-1', backupFormat]),
  ...sharedManifestFields,
  /** Keys of attachments that were missing or altered when the copy was made. */
  faults: z.array(z.string()),
  files: z.array(archivedFileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** @throws BackupError if a later version wrote the manifest */
export function parseManifest(path: string, raw: unknown): Manifest {
  const parsed = manifestSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new BackupError(`${path} 的清单（manifest.json）不是本版本能读的格式：请先把程序升级到最新版本再试。`);
}

export type SharedManifestFields = Omit<RecordState, 'faults'>;

/** Extracts the shared fields. */
export const pickSharedFields = ({
  migrations,
  comments,
  events,
  seals,
  head,
  sealedAt,
  findings,
}: SharedManifestFields): SharedManifestFields => ({
  migrations,
  comments,
  events,
  seals,
  head,
  sealedAt,
  findings,
});

/** Compares two records. Compares findings only by number, because their wording may change between versions. */
export function isSameRecord(expected: SharedManifestFields, found: SharedManifestFields): boolean {
  const serialize = (fields: SharedManifestFields) =>
    JSON.stringify({ ...pickSharedFields(fields), findings: fields.findings.length });
  return serialize(expected) === serialize(found);
}

/** @throws BackupError if a file is missing, surplus, or different from what the manifest states */
export function compareFiles(path: string, expected: ArchivedFile[], found: ArchivedFile[]): void {
  const serialize = (files: ArchivedFile[]) =>
    files.map(({ path: name, bytes, sha256 }) => `${name} ${bytes} ${sha256}`).sort();
  if (JSON.stringify(serialize(expected)) !== JSON.stringify(serialize(found))) {
    throw new BackupError(`${path} 里的文件与它的清单（manifest.json）不一致：请换一份备份。`);
  }
}
