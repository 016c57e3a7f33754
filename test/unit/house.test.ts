// Who may import whom: the structure of the house, kept by a test.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCircles, type Import, listSourceFiles, readImports } from '../support/house.ts';

const core = ['api/contract', 'api/life', 'api/domain'];
const site = ['site/lib', 'site/fragments', 'content', ...core];

/**
 * A room, and the rooms below it that it may import from; itself always. The first that fits a path is its room.
 * Nothing imports `api/homes` but homes, and nothing the tests.
 */
const rooms: [room: string, mayImport: string[]][] = [
  ['api/contract', []],
  ['api/life', ['api/contract']],
  ['api/domain', ['api/life', 'api/contract']],
  ['api/db', core],
  ['api/ports', ['api/db', ...core]],
  ['api/record', ['api/ports', 'api/db', ...core]],
  ['api/middleware', ['api/ports', ...core]],
  ['api/description', ['api/middleware', 'content', ...core]],
  ['api/routes', ['api/record', 'api/middleware', 'api/ports', 'api/db', 'site/fragments', ...core]],
  ['api/homes/edge', ['api/homes', 'api/ports', ...core]],
  ['api/homes/node', ['api/homes', 'api', 'api/ports', ...core]],
  ['api/homes/local', ['api/homes/node', 'api/homes', 'api/record', 'api/ports', 'content', 'seeds', ...core]],
  ['api/homes/keep', ['api/homes/local', 'api/homes/node', 'api/homes', 'api/ports', 'api/db', ...core]],
  ['api/homes', ['api', 'api/record', 'api/middleware', 'api/ports', 'api/db', 'content', ...core]],
  ['api', ['api/routes', 'api/description', 'api/record', 'api/middleware', 'api/ports', ...core]],
  ['content', ['api/contract']],
  ['seeds', ['content', 'api/ports', 'api/record', 'api/db', ...core]],
  ['site/fragments', core],
  ['site/lib', site],
  ['site/islands', site],
  ['site/components', site],
  ['site/layouts', ['site/components', ...site]],
  ['site/pages', ['site/layouts', 'site/components', 'site/islands', ...site]],
];
/** Imported as a type only: the typed client knows the API's routes, and bundles nothing of them. */
const typeOnlyImports = new Map([['site/lib', ['api/app.ts']]]);

/** Every room may read it: the software's own version stands there. */
const common = ['package.json'];

const roomOf = (path: string) => rooms.find(([room]) => path.startsWith(`${room}/`))?.[0];

const files = listSourceFiles(['api', 'content', 'seeds', 'site']);
const imports = files.flatMap((file) => readImports(file));

function isForbidden({ from, to, isType }: Import): boolean {
  if (common.includes(to) || (from.startsWith('site/') && /^site\/(styles|assets)\//u.test(to))) return false;
  const room = roomOf(from) ?? '';
  if (isType && typeOnlyImports.get(room)?.includes(to)) return false;
  const allowed = rooms.find(([name]) => name === room)?.[1] ?? [];
  const target = roomOf(to) ?? 'test';
  return target !== room && !allowed.includes(target);
}

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(files.length).toBeGreaterThan(500);
  });

  it('lets each room import only from those below it, and nothing from the tests', () => {
    expect(imports.filter(isForbidden).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('refuses an arrow back up, and takes one down', () => {
    const arrow = (from: string, to: string) => isForbidden({ from, to, isType: false });
    expect(arrow('api/domain/clock/clock.ts', 'api/record/window.ts')).toBe(true);
    expect(arrow('api/record/window.ts', 'api/domain/clock/clock.ts')).toBe(false);
    expect(arrow('api/routes/queue.ts', 'api/homes/home.ts')).toBe(true);
    expect(arrow('site/lib/api.ts', 'test/support/house.ts')).toBe(true);
  });

  it('has no circle between files', () => {
    const tests = listSourceFiles(['test']);
    expect(findCircles([...imports, ...tests.flatMap((file) => readImports(file))])).toEqual([]);
  });

  it('has no circle between rooms', () => {
    const arrows = imports
      .filter(({ from, to, isType }) => !(isType && typeOnlyImports.get(roomOf(from) ?? '')?.includes(to)))
      .map(({ from, to }) => ({ from: roomOf(from) ?? from, to: roomOf(to) ?? to }));
    expect(findCircles(arrows)).toEqual([]);
  });

  it('finds a circle of two files and one through three', () => {
    const arrow = (from: string, to: string) => ({ from, to });
    expect(findCircles([arrow('a', 'b'), arrow('b', 'a'), arrow('b', 'c')])).toEqual([['a', 'b']]);
    expect(findCircles([arrow('a', 'b'), arrow('b', 'c'), arrow('c', 'a')])).toEqual([['a', 'b', 'c']]);
    expect(findCircles([arrow('a', 'b'), arrow('a', 'c'), arrow('b', 'c')])).toEqual([]);
  });

  it('keeps files short: half of them within 60 lines, 95% within 200', () => {
    const lengths = files.map((file) => readFileSync(file, 'utf8').split('\n').length - 1).sort((a, b) => a - b);
    const at = (share: number) => lengths[Math.floor(lengths.length * share)];
    expect(at(0.5)).toBeLessThanOrEqual(60);
    expect(at(0.95)).toBeLessThanOrEqual(200);
  });

  it('keeps life and domain free of the machine’s clock and chance', () => {
    const impure = files
      .filter((file) => /^api\/(domain|life)\//u.test(file))
      .filter((file) => /Date\.now\(\)|new Date\(\)|Math\.random|getRandomValues/u.test(readFileSync(file, 'utf8')));
    expect(impure).toEqual([]);
  });

  it('writes no path of a machine and no registry into the lock file', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/u);
  });
});
