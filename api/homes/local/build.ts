// npm run build: builds the site and its search index in a temporary folder, then swaps it with dist. If the build fails,
// dist is unchanged.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { calendarVersions } from '../../../content/calendar/index.ts';
import { listUnfounded } from '../../../seeds/import/calendar-foundation.ts';
import { writeRuleList } from '../../../seeds/import/rule-files.ts';
import { quietEnvironment } from './quiet.ts';
import { swapFolder } from './swap-folder.ts';

const target = 'dist';
/** The temporary folder, in the file system of dist for the swap, and ignored by git. */
const buildFolder = '.tmp/build';
const newSite = join(buildFolder, 'next');

function fail(message: string): never {
  rmSync(buildFolder, { recursive: true, force: true });
  console.error(
    `\n${message}${existsSync(target) ? `${target} 没有变，正在用的网站照旧。` : `现在还没有 ${target}。`}`,
  );
  process.exit(1);
}

writeRuleList();
const [unfounded] = listUnfounded(calendarVersions.at(-1)?.years ?? []);
if (unfounded) fail(unfounded);
// Remove files from an interrupted build.
rmSync(buildFolder, { recursive: true, force: true });
mkdirSync(buildFolder, { recursive: true });
const { status, error } = spawnSync(
  process.execPath,
  ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', newSite, ...process.argv.slice(2)],
  { env: quietEnvironment, stdio: 'inherit' },
);
if (status !== 0) fail(`网站没有生成成功${error ? `（${error.message}）` : ''}：请按上面的提示改正，再生成一次。`);
const missing = ['index.html', 'data/site-index.json', 'pagefind/pagefind.js'].filter(
  (file) => !existsSync(join(newSite, file)),
);
if (missing.length > 0) fail(`生成的网站不完整，缺 ${missing.join('、')}：请再生成一次。`);
try {
  swapFolder(newSite, target, join(buildFolder, 'old'));
} catch (reason) {
  fail(
    `网站已生成，但未能换上（${reason instanceof Error ? reason.message : String(reason)}）：请检查 ${target} 的权限和磁盘空间。`,
  );
}
rmSync(buildFolder, { recursive: true, force: true });
console.info(`\n网站已生成，换到了 ${target}。正在运行的服务要重启，才认得新的内容。`);
