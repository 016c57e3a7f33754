// Import rules between the rooms of the code base.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCycles, type Import, listSourceFiles, readImports } from '../support/house.ts';

const core = ['api/contract', 'api/life', 'api/domain'];
const site = ['site/lib', 'site/fragments', 'content', ...core];

/**
 * Each room with the rooms below it, from which it may import. A room may always import from itself. The first match
 * decides a path's room. Only homes import `api/homes`, and nothing imports the tests.
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
/** Type-only imports: the typed client uses the types of the API's routes but bundles none of their code. */
const typeOnlyImports = new Map([['site/lib', ['api/app.ts']]]);

/** Every room may import the file with the software's version. */
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

describe('the structure of the code base', () => {
  it('every source file belongs to a room', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(files.length).toBeGreaterThan(500);
  });

  it('each room imports only from the rooms below it and never from the tests', () => {
    expect(imports.filter(isForbidden).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('the import rule forbids an upward import and allows a downward one', () => {
    const makeImport = (from: string, to: string) => isForbidden({ from, to, isType: false });
    expect(makeImport('api/domain/clock/clock.ts', 'api/record/window.ts')).toBe(true);
    expect(makeImport('api/record/window.ts', 'api/domain/clock/clock.ts')).toBe(false);
    expect(makeImport('api/routes/queue.ts', 'api/homes/home.ts')).toBe(true);
    expect(makeImport('site/lib/api.ts', 'test/support/house.ts')).toBe(true);
  });

  it('the code has no import cycle between files', () => {
    const tests = listSourceFiles(['test']);
    expect(findCycles([...imports, ...tests.flatMap((file) => readImports(file))])).toEqual([]);
  });

  it('the code has no import cycle between rooms', () => {
    const arrows = imports
      .filter(({ from, to, isType }) => !(isType && typeOnlyImports.get(roomOf(from) ?? '')?.includes(to)))
      .map(({ from, to }) => ({ from: roomOf(from) ?? from, to: roomOf(to) ?? to }));
    expect(findCycles(arrows)).toEqual([]);
  });

  it('the import check detects cycles of two and three files', () => {
    const makeImport = (from: string, to: string) => ({ from, to });
    expect(findCycles([makeImport('a', 'b'), makeImport('b', 'a'), makeImport('b', 'c')])).toEqual([['a', 'b']]);
    expect(findCycles([makeImport('a', 'b'), makeImport('b', 'c'), makeImport('c', 'a')])).toEqual([['a', 'b', 'c']]);
    expect(findCycles([makeImport('a', 'b'), makeImport('a', 'c'), makeImport('b', 'c')])).toEqual([]);
  });

  it('half of the source files have at most 60 lines and 95% at most 200', () => {
    const lengths = files.map((file) => readFileSync(file, 'utf8').split('\n').length - 1).sort((a, b) => a - b);
    const at = (share: number) => lengths[Math.floor(lengths.length * share)];
    expect(at(0.5)).toBeLessThanOrEqual(60);
    expect(at(0.95)).toBeLessThanOrEqual(200);
  });

  it('api/life and api/domain use neither the system clock nor randomness', () => {
    const impure = files
      .filter((file) => /^api\/(domain|life)\//u.test(file))
      .filter((file) => /Date\.now\(\)|new Date\(\)|Math\.random|getRandomValues/u.test(readFileSync(file, 'utf8')));
    expect(impure).toEqual([]);
  });

  it('the lock file contains no machine paths and no registry hosts', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/u);
  });
});
