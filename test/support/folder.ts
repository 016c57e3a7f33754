// A folder for one test file, created before its tests and deleted after them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** @returns a function that writes a file into the folder and returns its path */
export function useFileFolder(name: string): (file: string, content: string | Uint8Array) => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), `${name}-`));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return (file, content) => {
    const path = join(folder, file);
    writeFileSync(path, content);
    return path;
  };
}
