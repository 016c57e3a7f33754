// Lists the offices in a data folder and the backups in a backup folder.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { databaseFile } from '../node/stores.ts';
import { officeSchema } from './manifest.ts';

const suffix = '.tar.age';
/** Backups of the first format end with .mingbai. */
const backupName = /^([a-z]+)-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.(tar\.age|mingbai)$/u;

/**
 * Names a backup so that names sort by time: `mouxian-2026-11-20T01-00-00-000Z.tar.age`.
 *
 * @param at milliseconds UTC
 */
export const nameBackup = (office: string, at: number): string =>
  `${office}-${new Date(at).toISOString().replaceAll(/[:.]/gu, '-')}${suffix}`;

/** The temporary name of a backup until it is complete and verified. */
export const nameTemporaryFile = (name: string): string => `.${name}.part`;

/** Names of an office's complete backups, in either format, oldest first. */
export const listBackups = (backupFolder: string, office: string): string[] =>
  readdirSync(backupFolder)
    .filter((name) => backupName.exec(name)?.[1] === office)
    .sort();

/** Names of incomplete backups from killed runs. */
export const listTemporaryFiles = (backupFolder: string, office: string): string[] =>
  readdirSync(backupFolder).filter((name) => name.startsWith(`.${office}-`) && name.endsWith('.part'));

/** True also for an unreadable folder: skipping it silently would leave an office without a backup. */
function mayContainRecord(dataFolder: string, office: string): boolean {
  try {
    return statSync(databaseFile(dataFolder, office)).isFile();
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES';
  }
}

/**
 * Lists the offices in a data folder.
 *
 * @returns `strangers` are folders with a record whose name is not an office's, such as an interrupted restore
 */
export function listOffices(dataFolder: string): { offices: string[]; unrecognized: string[] } {
  if (!existsSync(dataFolder)) throw new Error(`没有 ${dataFolder} 这个文件夹：请检查 DATA_DIR。`);
  const names = readdirSync(dataFolder);
  const isOffice = (name: string) => officeSchema.safeParse(name).success;
  return {
    offices: names.filter((name) => isOffice(name) && mayContainRecord(dataFolder, name)),
    unrecognized: names.filter((name) => !isOffice(name) && existsSync(databaseFile(dataFolder, name))),
  };
}
