// The threat model of SECURITY.md names the tests that hold each of its lines: they are there, under these names.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const lines = readFileSync('SECURITY.md', 'utf8').split('\n');
const rows = lines.filter((line) => line.startsWith('|')).slice(2);
const named = (row: string) =>
  [...row.matchAll(/`(test\/[^`]+\.ts)` “([^”]+)”/gu)].map(([, file = '', title = '']) => ({ file, title }));

describe('the threat model', () => {
  it('has a test beside each line, and says what is left', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const cells = row.split('|').slice(1, -1);
      expect(cells).toHaveLength(4);
      for (const cell of cells) expect([row.slice(0, 40), cell.trim().length > 10]).toEqual([row.slice(0, 40), true]);
      expect([row.slice(0, 40), named(row).length > 0]).toEqual([row.slice(0, 40), true]);
    }
  });

  it('names only tests that there are', () => {
    const missing = rows.flatMap(named).filter(({ file, title }) => {
      const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
      return !source.includes(`'${title}'`);
    });
    expect(missing).toEqual([]);
  });
});
