// Replaces one folder with another. Readers never see a mixture of both.
import { existsSync, renameSync, rmSync } from 'node:fs';

/**
 * Swaps the folders with two renames in one file system, a few microseconds apart.
 *
 * @param next the new folder, which is moved
 * @param target its destination
 * @param oldFolder temporary name for the old folder
 * @throws Error if the swap fails; then the old folder is unchanged
 */
export function swapFolder(next: string, target: string, oldFolder: string): void {
  rmSync(oldFolder, { recursive: true, force: true });
  const hadOldFolder = existsSync(target);
  if (hadOldFolder) renameSync(target, oldFolder);
  try {
    renameSync(next, target);
  } catch (error) {
    if (hadOldFolder) renameSync(oldFolder, target);
    throw error;
  }
  rmSync(oldFolder, { recursive: true, force: true });
}
