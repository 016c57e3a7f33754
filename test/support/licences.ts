// The licence of each package in the lock file, read there and from the installed packages.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Licences that let a public office use and redistribute the software. LGPL and MPL packages serve only as unmodified
 * build and test tools. Review a package with any other licence before adding it.
 */
const allowed = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Zlib',
    'Python-2.0',
  ],
  ...['CC0-1.0', 'CC-BY-4.0', 'MPL-2.0', 'LGPL-3.0-or-later'],
]);

/** Licences that a person looked up for packages with an unusual statement, by package name. */
const reviewedLicences: Record<string, string> = { duck: 'BSD-2-Clause' };

/** @param expression a licence expression from package.json, such as `(MIT OR GPL-3.0-or-later)` */
export function isAllowed(expression: string): boolean {
  const choices = expression.replace(/[()]/gu, '').split(/ OR /u);
  return choices.some((choice) => choice.split(/ AND /u).every((licence) => allowed.has(licence.trim())));
}

const optional = z.record(z.string(), z.unknown()).default({});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ license: z.string().optional(), optional: z.boolean().default(false), optionalDependencies: optional }),
  ),
});
const packageSchema = z.object({ license: z.union([z.string(), z.object({ type: z.string() })]).optional() });

export interface Licensed {
  name: string;
  licence: string;
}

const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? path;

function readInstalled(path: string): string | undefined {
  const file = join(path, 'package.json');
  if (!existsSync(file)) return undefined;
  const { license } = packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return typeof license === 'object' ? license.type : license;
}

/** @returns every package of the lock file; its licence is `none` if it states none */
export function readLicences(): Licensed[] {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  const own = entries.map(([path, entry]) => ({
    path,
    name: nameOf(path),
    entry,
    licence: reviewedLicences[nameOf(path)] ?? entry.license ?? readInstalled(path),
  }));
  // The lock file lists builds for other systems by name only. They have the licence of the package that requires them.
  const partOf = new Map(
    own.flatMap(({ entry, licence }) =>
      Object.keys(entry.optionalDependencies).map((name) => [name, licence] as const),
    ),
  );
  return own.map(({ name, entry, licence }) => ({
    name,
    licence: licence ?? (entry.optional ? partOf.get(name) : undefined) ?? 'none',
  }));
}
