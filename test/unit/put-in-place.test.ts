// How a new build takes the place of the one that is served.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { putInPlace } from '../../api/homes/local/put-in-place.ts';
import { createAssets } from '../../api/homes/node/assets.ts';
import { useOwnFolder } from '../support/own-folder.ts';

const place = useOwnFolder();

function make(name: string, words: string): string {
  const folder = join(place(), name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), words);
  return folder;
}

describe('a new build', () => {
  it('takes the place of the old one, of which nothing is left', () => {
    const [dist, next, aside] = [
      make('dist', 'old'),
      make('next', 'new'),
      make('aside', 'of a build that was cut off'),
    ];
    writeFileSync(join(dist, 'gone.html'), '');
    putInPlace(next, dist, aside);
    expect([readdirSync(place()), readdirSync(dist)]).toEqual([['dist'], ['index.html']]);
    expect(readFileSync(join(dist, 'index.html'), 'utf8')).toBe('new');
  });

  it('takes the place also where there was none', () => {
    const dist = join(place(), 'dist');
    putInPlace(make('next', 'new'), dist, join(place(), 'aside'));
    expect(readFileSync(join(dist, 'index.html'), 'utf8')).toBe('new');
  });

  it('leaves the old one where it cannot take its place', () => {
    const dist = make('dist', 'old');
    expect(() => putInPlace(join(place(), 'never-built'), dist, join(place(), 'aside'))).toThrow('ENOENT');
    expect(readFileSync(join(dist, 'index.html'), 'utf8')).toBe('old');
    expect(existsSync(join(place(), 'aside'))).toBe(false);
  });

  it('is what a server that runs answers from then on', async () => {
    const dist = make('dist', 'old');
    const assets = createAssets(dist);
    const read = async () => (await assets.fetch('https://assets/')).text();
    expect(await read()).toBe('old');
    putInPlace(make('next', 'new'), dist, join(place(), 'aside'));
    expect(await read()).toBe('new');
  });
});
