// npm run build: builds the site beside the one being served and swaps it in at the end, search index included. A failed
// build leaves the served site as it was.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeRuleList } from '../../../seeds/import/rule-files.ts';
import { putInPlace } from './put-in-place.ts';
import { quietEnvironment } from './quiet.ts';

const place = 'dist';
/** In the same file system as dist, for the swap; ignored by git and other tools. */
const workshop = '.tmp/build';
const next = join(workshop, 'next');

function fail(why: string): never {
  rmSync(workshop, { recursive: true, force: true });
  console.error(`\n${why} ${existsSync(place) ? `${place} is as it was.` : `There is no ${place} yet.`}`);
  process.exit(1);
}

writeRuleList();
// Left over from an interrupted build.
rmSync(workshop, { recursive: true, force: true });
mkdirSync(workshop, { recursive: true });
const { status, error } = spawnSync(
  process.execPath,
  ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', next, ...process.argv.slice(2)],
  { env: quietEnvironment, stdio: 'inherit' },
);
if (status !== 0) fail(`The build failed${error ? ` (${error.message})` : ''}: mend what is named above.`);
const missing = ['index.html', 'data/site-index.json', 'pagefind/pagefind.js'].filter(
  (file) => !existsSync(join(next, file)),
);
if (missing.length > 0) fail(`The build is not whole (no ${missing.join(', ')}).`);
try {
  putInPlace(next, place, join(workshop, 'old'));
} catch (reason) {
  fail(`The build could not be put into ${place} (${reason instanceof Error ? reason.message : String(reason)}).`);
}
rmSync(workshop, { recursive: true, force: true });
console.info(`\nBuilt, and put into ${place}. A server that runs has to be restarted to know what is new.`);
