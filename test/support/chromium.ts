// Finds Chromium without an installer: CHROMIUM_PATH, the build in @sparticuz/chromium (Linux x64), or an installed
// one.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const installedPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const packedFiles = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];

export interface Browser {
  executablePath: string;
  env: Record<string, string>;
}

const inherited = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
);

/** Unpack to a temporary name and rename, so that nobody starts an incomplete browser. */
async function unpack(packageRoot: string, home: string): Promise<void> {
  const partial = `${home}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = partial; // the package unpacks into os.tmpdir()
  try {
    const { inflate } = await import('@sparticuz/chromium');
    for (const file of packedFiles) await inflate(join(packageRoot, 'bin', file));
    if (!existsSync(home)) renameSync(partial, home);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(partial, { recursive: true, force: true });
  }
}

/** @returns null when none is found and Playwright should use its own */
export async function findChromium(): Promise<Browser | null> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return { executablePath: named, env: inherited };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const packageRoot = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
    const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
    const home = resolve('node_modules/.cache', `chromium-${version}`);
    if (!existsSync(home)) await unpack(packageRoot, home);
    const libraries = [join(home, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
    return { executablePath: join(home, 'chromium'), env: { ...inherited, LD_LIBRARY_PATH: libraries } };
  }
  const installed = installedPaths.find((path) => existsSync(path));
  return installed ? { executablePath: installed, env: inherited } : null;
}
