// Reads and writes the golden record's fixtures: compressed lines and the open data as served.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

export const folder = 'test/golden/fixtures';
export const backupFile = `${folder}/old-backup.mingbai`;
/** Key of the old backup only. */
export const backupKey = '6f1d'.repeat(16);

const pathOf = (name: string) => `${folder}/${name}.json.gz`;

export const hasFixture = (name: string): boolean => existsSync(pathOf(name));

export function writeFixture(name: string, content: unknown): void {
  writeFileSync(pathOf(name), gzipSync(JSON.stringify(content), { level: 9 }));
}

export const readFixture = (name: string) => JSON.parse(gunzipSync(readFileSync(pathOf(name))).toString('utf8'));

/** Returns the first differences between two lists of lines, with the old and the new text. */
export function findDifferences(was: readonly string[], is: readonly string[]): string[] {
  const differences: string[] = [];
  for (let index = 0; index < Math.max(was.length, is.length) && differences.length < 10; index++) {
    if (was[index] !== is[index]) {
      differences.push(`line ${index + 1} was ${was[index] ?? 'not there'}\n  and is ${is[index] ?? 'not there'}`);
    }
  }
  return differences;
}
