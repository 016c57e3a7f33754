// A folder takes the place of another one: who reads there finds the old one or the new one, whole, and never a half of either.
import { existsSync, renameSync, rmSync } from 'node:fs';

/**
 * Both ways are names in one file system, so nothing is copied; between them lie microseconds.
 *
 * @param next the new folder, which is gone afterwards
 * @param place where it goes
 * @param aside a name for the old one meanwhile
 * @throws Error where it cannot be put there; then the old one stands as it did
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
