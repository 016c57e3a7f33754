// File ownership: explains why a file cannot be opened, and gives files created by root to the server's user.
import { accessSync, constants, existsSync, lchownSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BilingualError } from '../../ports/command-line.ts';

const isRoot = () => process.getuid?.() === 0;

/** SQLite's primary result codes (the low byte). */
const sqlite = { busy: 5, cannotOpen: [3, 8, 14, 23] };
const resultCode = (error: unknown) =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;

export const isBusy = (error: unknown): boolean => resultCode(error) === sqlite.busy;

function canAccess(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

const canReadAndWrite = (path: string) => canAccess(path, constants.R_OK | constants.W_OK);

/** Returns the folder, or its nearest accessible ancestor. */
function findNearest(folder: string): string {
  let nearest = resolve(folder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  return nearest;
}

interface BilingualText {
  en: string;
  zh: string;
}

/** Explains why a database cannot be opened, from its permissions: SQLite's error names neither the file nor its owner. */
function explainInaccessibleDatabase(path: string, remedy: BilingualText): BilingualText {
  const folder = dirname(path);
  const nearest = findNearest(folder);
  // If this user may not enter the folder, its files only seem to be missing.
  if (nearest !== resolve(folder) && canAccess(nearest, constants.X_OK))
    return { en: `there is no folder ${folder}`, zh: `没有 ${folder} 这个文件夹：请检查路径` };
  if (existsSync(path) && statSync(path).isDirectory())
    return { en: `${path} is a folder, but must be a file`, zh: `${path} 是文件夹，这里应当是文件` };
  const inaccessible = [path, `${path}-wal`, `${path}-shm`, nearest].find(
    (candidate) => existsSync(candidate) && !canReadAndWrite(candidate),
  );
  if (inaccessible === undefined) return { en: `${path} cannot be opened`, zh: `打不开 ${path}` };
  const [owner, currentUser] = [statSync(inaccessible).uid, process.getuid?.()];
  return currentUser === undefined || owner === currentUser
    ? {
        en: `${inaccessible} is not writable for its own user: check its mode (ls -l) and how its disk is mounted`,
        zh: `文件所有者自己也不能写 ${inaccessible}：请检查文件权限（ls -l）和磁盘的挂载方式`,
      }
    : {
        en: `${inaccessible} belongs to another user (uid ${owner}, and this is uid ${currentUser}): ${remedy.en}`,
        zh: `${inaccessible} 属于另一个用户（uid ${owner}，当前是 uid ${currentUser}）：${remedy.zh}`,
      };
}

const giveOrRunAsOwner: BilingualText = {
  en: 'run this as its owner, or give it to this user with chown',
  zh: '请以文件所有者的身份运行，或用 chown 把它交给当前用户',
};

/**
 * Runs a function that opens a database.
 *
 * @param remedy what to do if the file belongs to another user
 * @throws Error that names the file
 */
export function withOpenErrors<Result>(path: string, run: () => Result, remedy = giveOrRunAsOwner): Result {
  try {
    return run();
  } catch (error) {
    if (sqlite.cannotOpen.includes(resultCode(error))) {
      const { en, zh } = explainInaccessibleDatabase(path, remedy);
      throw new BilingualError(en, zh, { cause: error });
    }
    const message = error instanceof Error ? error.message : String(error);
    throw new BilingualError(`${path}: ${message}`, `${path}：${message}`, { cause: error });
  }
}

/** Gives a file created by root to the owner of a folder. Skipped on file systems without owners. */
export function giveToOwnerOf(folder: string, path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(folder);
  try {
    // Never follow symbolic links: this runs as root, and a link could point to any file.
    lchownSync(path, uid, gid);
  } catch {
    // If this fails, the later attempt to open the file reports it.
  }
}

/** Gives a folder and its content to the owner of another folder. */
export function giveTreeToOwnerOf(folder: string, path: string): void {
  if (!isRoot()) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    giveToOwnerOf(folder, join(path, entry));
  }
  giveToOwnerOf(folder, path);
}

/**
 * Creates a private folder.
 *
 * @param ownerFolder folder whose owner gets what root creates; by default the nearest existing ancestor
 */
export function makeFolder(folder: string, ownerFolder = findNearest(folder)): void {
  const firstCreated = mkdirSync(resolve(folder), { recursive: true, mode: 0o700 });
  if (firstCreated === undefined) return;
  for (let created = resolve(folder); created.length >= firstCreated.length; created = dirname(created))
    giveToOwnerOf(ownerFolder, created);
}

/** True if this runs as root and the file belongs to root, so that no other user can open it. */
export const isOwnedByRootOnly = (path: string): boolean => isRoot() && statSync(path).uid === 0;
