// Who may import whom: the edges of the house, kept by a test.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A room, and the rooms that it may import from. The first that fits a path is its room. */
const rooms: [string, string[]][] = [
  ['api/contract', ['api/contract']],
  ['api/domain', ['api/domain', 'api/contract']],
  ['api/db', ['api/db', 'api/domain', 'api/contract']],
  ['api/views', ['api/views', 'api/domain', 'api/contract']],
  ['api/node', ['api', 'api/node', 'api/domain', 'api/contract']],
  ['api/keep', ['api', 'api/keep', 'api/node', 'api/db', 'api/domain', 'api/contract', 'api/local']],
  ['api/local', ['api', 'api/local', 'api/node', 'api/contract', 'api/domain', 'api/record', 'content', 'seeds']],
  ['api/record', ['api', 'api/record', 'api/db', 'api/domain', 'api/contract']],
  ['api/middleware', ['api', 'api/middleware', 'api/domain', 'api/contract']],
  [
    'api/routes',
    ['api', 'api/routes', 'api/record', 'api/middleware', 'api/views', 'api/db', 'api/domain', 'api/contract'],
  ],
  ['api', ['api', 'api/routes', 'api/middleware', 'api/record', 'api/db', 'api/domain', 'api/contract', 'content']],
  ['content', ['content', 'api/contract']],
  ['seeds', ['seeds', 'content', 'api', 'api/contract', 'api/db', 'api/domain', 'api/record']],
  ['site', ['site', 'content', 'api/contract', 'api/domain', 'api/views']],
];
/** Imported as a type only: the typed client knows the API's routes, and takes nothing of it along. */
const typesOnly = new Map([['site', ['api/app.ts']]]);

/** What every room may read: the software's own version stands there. */
const common = ['package.json'];

const roomOf = (path: string) => rooms.find(([room]) => path.startsWith(`${room}/`))?.[0];

const files = ['api', 'content', 'seeds', 'site'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /\.(ts|tsx|astro)$/u.test(file)),
);

function importsOf(file: string): { path: string; isType: boolean }[] {
  const source = readFileSync(file, 'utf8');
  const found = source.matchAll(/^import (type )?(?:[^'"]*? from )?['"](\.[^'"]+)['"]/gmu);
  return [...found].map(([, type, path = '']) => ({
    path: normalize(join(dirname(file), path)),
    isType: Boolean(type),
  }));
}

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(files.length).toBeGreaterThan(60);
  });

  it('lets each room import only from those below it, and nothing from the tests', () => {
    const wrong = files.flatMap((file) => {
      const room = roomOf(file) ?? '';
      const allowed = rooms.find(([name]) => name === room)?.[1] ?? [];
      return importsOf(file)
        .filter(({ path, isType }) => !(isType && typesOnly.get(room)?.includes(path)))
        .filter(({ path }) => !common.includes(path))
        .filter(({ path }) => !allowed.includes(roomOf(path) ?? 'test'))
        .map(({ path }) => `${file} -> ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps the domain free of the machine’s clock and chance', () => {
    const impure = files
      .filter((file) => file.startsWith('api/domain/'))
      .filter((file) => /Date\.now\(\)|new Date\(\)|Math\.random|getRandomValues/u.test(readFileSync(file, 'utf8')));
    expect(impure).toEqual([]);
  });

  it('writes no path of a machine and no registry into the lock file', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/u);
  });
});
