// Settings and error output of the commands that copy a record. County IT staff run them, so messages are Chinese.
import { join } from 'node:path';
import { explainError } from '../../ports/command-line.ts';
import { loadSettings } from '../node/env-file.ts';
import { isOwnedByRootOnly } from '../node/ownership.ts';

export function readSettingsFile(file: string | undefined): void {
  if (file) loadSettings(file);
}

/** @throws Error if DATA_DIR is not set */
export function readDataFolder(raw: Record<string, string | undefined>): string {
  const dataFolder = raw['DATA_DIR'];
  if (!dataFolder) throw new Error('没有设置 DATA_DIR：请写明数据库和附件所在的文件夹（一般是 /var/lib/mingbai）。');
  return dataFolder;
}

/** If root runs the command, prints how to give the restored office to the server's user. */
export function warnIfOwnedByRoot(dataFolder: string, office: string): void {
  if (!isOwnedByRootOnly(join(dataFolder, office))) return;
  console.error(
    `${dataFolder} 现在归 root 所有。由其他用户运行网站之前，请先运行：chown -R 用户: ${dataFolder}（systemd 单元里的用户是 mingbai）`,
  );
}

export const describeError = (error: unknown): string => explainError(error, 'zh');

/** Prints an error in one sentence and exits with 1. */
export function fail(error: unknown): never {
  console.error(describeError(error));
  process.exit(1);
}
