// File ownership: explains why a file cannot be opened, and hands files created by root to the user who serves.
import { accessSync, constants, existsSync, lchownSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BilingualError } from '../../ports/command-line.ts';

const isRoot = () => process.getuid?.() === 0;

/** SQLite's primary result codes (the low byte). */
const sqlite = { busy: 5, closed: [3, 8, 14, 23] };
const codeOf = (error: unknown) =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;

export const isBusy = (error: unknown): boolean => codeOf(error) === sqlite.busy;

function isOpen(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

const isUsable = (path: string) => isOpen(path, constants.R_OK | constants.W_OK);

/** The folder itself, or its nearest visible ancestor. */
function findNearest(folder: string): string {
  let nearest = resolve(folder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  return nearest;
}

interface Sentence {
  en: string;
  zh: string;
}

/** Explains why a database cannot be opened, as far as the disk shows. SQLite names neither the file nor its owner. */
function whyClosed(path: string, remedy: Sentence): Sentence {
  const folder = dirname(path);
  const nearest = findNearest(folder);
  // In a folder that this user may not enter, every file seems missing.
  if (nearest !== resolve(folder) && isOpen(nearest, constants.X_OK))
    return { en: `there is no folder ${folder}`, zh: `没有 ${folder} 这个文件夹：请检查路径` };
  if (existsSync(path) && statSync(path).isDirectory())
    return { en: `${path} is a folder, but must be a file`, zh: `${path} 是文件夹，这里应当是文件` };
  const closed = [path, `${path}-wal`, `${path}-shm`, nearest].find((place) => existsSync(place) && !isUsable(place));
  if (closed === undefined) return { en: `${path} cannot be opened`, zh: `打不开 ${path}` };
  const [owner, me] = [statSync(closed).uid, process.getuid?.()];
  return me === undefined || owner === me
    ? {
        en: `${closed} is not writable for its own user: check its mode (ls -l) and how its disk is mounted`,
        zh: `文件所有者自己也不能写 ${closed}：请检查文件权限（ls -l）和磁盘的挂载方式`,
      }
    : {
        en: `${closed} belongs to another user (uid ${owner}, and this is uid ${me}): ${remedy.en}`,
        zh: `${closed} 属于另一个用户（uid ${owner}，当前是 uid ${me}）：${remedy.zh}`,
      };
}

const giveOrRunAsOwner: Sentence = {
  en: 'run this as its owner, or give it to this user with chown',
  zh: '请以文件所有者的身份运行，或用 chown 把它交给当前用户',
};

/**
 * Runs a function that opens a database.
 *
 * @param remedy what to do if the file belongs to another user
 * @throws Error that names the file
 */
export function atFile<Result>(path: string, run: () => Result, remedy = giveOrRunAsOwner): Result {
  try {
    return run();
  } catch (error) {
    if (sqlite.closed.includes(codeOf(error))) {
      const { en, zh } = whyClosed(path, remedy);
      throw new BilingualError(en, zh, { cause: error });
    }
    const message = error instanceof Error ? error.message : String(error);
    throw new BilingualError(`${path}: ${message}`, `${path}：${message}`, { cause: error });
  }
}

/** Gives files created by root to the owner of a folder, who will use them. Skipped on disks without owners. */
export function giveToOwnerOf(folder: string, path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(folder);
  try {
    // Never follow links: they could lead anywhere, and this runs as root.
    lchownSync(path, uid, gid);
  } catch {
    // Whoever cannot open the file later reports it.
  }
}

/** The same for a folder and everything in it. */
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
 * @param like whose owner receives what root creates; by default the nearest existing folder's
 */
export function makeFolder(folder: string, like = findNearest(folder)): void {
  const first = mkdirSync(resolve(folder), { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = resolve(folder); made.length >= first.length; made = dirname(made)) giveToOwnerOf(like, made);
}

/** @returns whether root created something that nobody else can use */
export const isRootsAlone = (path: string): boolean => isRoot() && statSync(path).uid === 0;
