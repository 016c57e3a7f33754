// A new folder for each test of a file.
import { afterEach, beforeEach } from 'vitest';
import { deleteFolder, makeDataFolder } from './data-folder.ts';

/** @returns the current test's folder */
export function useTestFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = makeDataFolder();
  });
  afterEach(() => deleteFolder(folder));
  return () => folder;
}
