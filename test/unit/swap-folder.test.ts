// Replaces the served build with a new one.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { swapFolder } from '../../api/homes/local/swap-folder.ts';
import { createAssets } from '../../api/homes/node/assets.ts';
import { useTestFolder } from '../support/own-folder.ts';

const testFolder = useTestFolder();

function makeBuild(name: string, words: string): string {
  const folder = join(testFolder(), name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), words);
  return folder;
}

describe('deploying a new build', () => {
  it('a new build replaces the old one completely', () => {
    const [dist, next, aside] = [
      makeBuild('dist', 'old'),
      makeBuild('next', 'new'),
      makeBuild('aside', 'left by an interrupted build'),
    ];
    writeFileSync(join(dist, 'gone.html'), '');
    swapFolder(next, dist, aside);
    expect([readdirSync(testFolder()), readdirSync(dist)]).toEqual([['dist'], ['index.html']]);
    expect(readFileSync(join(dist, 'index.html'), 'utf8')).toBe('new');
  });

  it('a new build works where none existed', () => {
    const dist = join(testFolder(), 'dist');
    swapFolder(makeBuild('next', 'new'), dist, join(testFolder(), 'aside'));
    expect(readFileSync(join(dist, 'index.html'), 'utf8')).toBe('new');
  });

  it('deploying keeps the old build when there is no new one', () => {
    const dist = makeBuild('dist', 'old');
    expect(() => swapFolder(join(testFolder(), 'never-built'), dist, join(testFolder(), 'aside'))).toThrow('ENOENT');
    expect(readFileSync(join(dist, 'index.html'), 'utf8')).toBe('old');
    expect(existsSync(join(testFolder(), 'aside'))).toBe(false);
  });

  it('a running server serves the new build immediately', async () => {
    const dist = makeBuild('dist', 'old');
    const assets = createAssets(dist);
    const read = async () => (await assets.fetch('https://assets/')).text();
    expect(await read()).toBe('old');
    swapFolder(makeBuild('next', 'new'), dist, join(testFolder(), 'aside'));
    expect(await read()).toBe('new');
  });
});
