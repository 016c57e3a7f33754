// A folder of its own for each test of a file.
import { afterEach, beforeEach } from 'vitest';
import { dropFolder, makeDataFolder } from './data-folder.ts';

/** @returns the folder of the test that runs */
export function useOwnFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = makeDataFolder();
  });
  afterEach(() => dropFolder(folder));
  return () => folder;
}
