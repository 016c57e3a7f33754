// Swaps one folder for another: readers see the old one or the new one, complete, never a mixture.
import { existsSync, renameSync, rmSync } from 'node:fs';

/**
 * Both are renames within one file system, so nothing is copied; microseconds lie between them.
 *
 * @param next the new folder, gone afterwards
 * @param place its destination
 * @param aside temporary name for the old folder
 * @throws Error if the swap fails; then the old folder is unchanged
 */
export function putInPlace(next: string, place: string, aside: string): void {
  rmSync(aside, { recursive: true, force: true });
  const hadOne = existsSync(place);
  if (hadOne) renameSync(place, aside);
  try {
    renameSync(next, place);
  } catch (error) {
    if (hadOne) renameSync(aside, place);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}
