// The files in a backup. The manifest lists each with its size and hash, except README.txt and itself.
import * as z from 'zod';

export const readmePath = 'README.txt';
export const manifestPath = 'manifest.json';

/** The only accepted paths, so that no entry can escape the target folder. */
const archivePath = /^(README\.txt|manifest\.json|record\.db|files(\/[a-z0-9][a-z0-9-]*)+)$/u;

export const isArchivePath = (path: string): boolean => archivePath.test(path);

export const archivedFileSchema = z.strictObject({
  path: z.string().regex(archivePath),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
});
export type ArchivedFile = z.infer<typeof archivedFileSchema>;

/** A file in a backup. Read its content to the end before requesting the next entry. */
export interface ArchiveEntry {
  path: string;
  content: AsyncIterable<Uint8Array>;
}

/** An unusable backup. The message tells the operator why, and what to do. */
export class BackupError extends Error {}

export const createDamagedError = (path: string, cause?: unknown) =>
  new BackupError(`${path} 已损坏：文件不完整，或写成以后被改动过。请换一份备份。`, { cause });

export const createNotABackupError = (path: string, cause?: unknown) =>
  new BackupError(`${path} 不是本程序做的备份。请检查是不是选错了文件（备份的文件名以 .tar.age 或 .mingbai 结尾）。`, {
    cause,
  });

/** True for errors of the operating system, such as a disk that cannot be read. */
export const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;
