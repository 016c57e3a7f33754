// npm run deploy: builds the site, migrates the databases on Cloudflare, then deploys the Worker and its files.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import * as z from 'zod';
import { readArguments } from '../../ports/command-line.ts';
import { quietEnvironment } from './quiet.ts';

const usage = `用法：SITE_URL=https://… npm run deploy [-- --dry-run]

部署到 Cloudflare：生成网站，升级各数据库，再上传程序和网页。--dry-run 只演练，不需要账号，什么也不上传。`;
const guide = `第一次部署以前，先做一遍（先运行 npx wrangler login，或设置 CLOUDFLARE_API_TOKEN 和 CLOUDFLARE_ACCOUNT_ID）：
  npx wrangler d1 create mingbai            # 打印出的 database_id 填进 wrangler.toml
  npx wrangler r2 bucket create mingbai-files
  npx wrangler secret put AUTH_SECRET       # CODE_SECRET、CONTACT_KEY 同样；用 openssl rand -hex 32 生成
  wrangler.toml 的 [vars] 里写上 BASE_URL   # 网站自己的地址，https
某个地区要单独一个数据库：在 wrangler.toml 里再加一段 [[d1_databases]]，migrations_dir 相同，binding 写 DB_ 加大写的
地区代码（如 DB_GUANXIAN）。已经存在 DB 里的内容不会自己搬过去。
然后：SITE_URL=https://… npm run deploy；第一个管理员用 npm run admin -- --remote --site https://… 建立。`;

const { values } = readArguments(`${usage}\n\n${guide}`, {
  options: { 'dry-run': { type: 'boolean', default: false } },
});

const configSchema = z.object({
  vars: z.record(z.string(), z.string()),
  d1_databases: z.array(z.object({ binding: z.string(), database_id: z.string() })),
});

function fail(message: string): never {
  console.error(`${message}\n\n${guide}`);
  process.exit(1);
}

function run(command: string, ...args: string[]): void {
  console.info(`\n> ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, { env: quietEnvironment, stdio: 'inherit' });
  if (status !== 0) fail(`${command} 没有成功${error ? `：${error.message}` : ''}；后面的步骤都没有做。`);
}

const config = configSchema.parse(parse(readFileSync('wrangler.toml', 'utf8')));
const isUnset = ({ database_id }: { database_id: string }) => /^[0-]+$/u.test(database_id);
if (!values['dry-run']) {
  const unset = config.d1_databases.filter(isUnset).map(({ binding }) => binding);
  if (unset.length > 0) fail(`wrangler.toml 里 ${unset.join('、')} 还没有填 database_id。`);
  if (!config.vars['BASE_URL']) fail('wrangler.toml 的 [vars] 里还没有 BASE_URL。');
  if (!process.env['SITE_URL']) fail('没有设置 SITE_URL：网页的规范链接和网站地图要用它。');
}
run(process.execPath, 'api/homes/local/build.ts');
if (values['dry-run']) {
  for (const { binding } of config.d1_databases) {
    run('wrangler', 'd1', 'migrations', 'list', binding, '--local', '--persist-to', '.tmp/deploy');
  }
  run('wrangler', 'deploy', '--dry-run', '--outdir', '.tmp/deploy/worker');
  console.info(`\n演练完成，什么也没有上传。\n\n${guide}`);
} else {
  // Migrate the databases first: the old Worker tolerates a newer schema, but the new Worker fails with an older one.
  for (const { binding } of config.d1_databases) run('wrangler', 'd1', 'migrations', 'apply', binding, '--remote');
  run('wrangler', 'deploy');
}
