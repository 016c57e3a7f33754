// Replaces one folder by another. Readers never see a mixture of both.
import { existsSync, renameSync, rmSync } from 'node:fs';

/**
 * Uses two renames within one file system, a few microseconds apart.
 *
 * @param next the new folder, which is moved
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
