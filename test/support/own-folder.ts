// A folder of its own for each test of a file.
import { afterEach, beforeEach } from 'vitest';
import { deleteFolder, makeDataFolder } from './data-folder.ts';

/** @returns the folder of the test that runs */
export function useTestFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = makeDataFolder();
  });
  afterEach(() => deleteFolder(folder));
  return () => folder;
}
