// npm start: builds the site, migrates a local database, loads labelled samples, and serves everything in workerd.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { options } from './options.ts';
import { quietEnvironment } from './quiet.ts';
import { prepareSamples } from './samples.ts';

/** Runs a tool of this project; prints its output only if it fails. */
function run(command: string, ...args: string[]): void {
  const result = spawnSync(command, args, { env: quietEnvironment, encoding: 'utf8' });
  if (result.status === 0) return;
  console.error(`${command} ${args.join(' ')}\n${result.stdout}${result.stderr}${result.error ?? ''}`);
  process.exit(1);
}

/** Generates the local secrets once; they are never committed. */
function ensureSecrets(): void {
  const existing = existsSync('.dev.vars') ? readFileSync('.dev.vars', 'utf8') : '';
  const random = () => randomBytes(32).toString('hex');
  const secrets = { AUTH_SECRET: random(), CODE_SECRET: random(), CONTACT_KEY: `local:${random()}` };
  const missing = Object.entries(secrets).filter(([name]) => !existing.includes(`${name}=`));
  if (missing.length === 0) return;
  const lines = missing.map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync('.dev.vars', `${existing}${lines.join('')}`, { mode: 0o600 });
}

ensureSecrets();
if (options.fresh) rmSync(options.state, { recursive: true, force: true });
if (options.build) {
  console.info('正在生成网站……');
  run(process.execPath, 'api/homes/local/build.ts');
}
console.info('正在准备数据库……');
const accounts = await prepareSamples();
console.info(`\n明白账  ${options.baseUrl}\n`);
console.info(`演示账号（在 ${options.baseUrl}/staff/ 登录；正式运行时不能用）：`);
for (const { username, password, role } of accounts) console.info(`  ${role}\t${username}\t${password}`);
console.info('\n按 Ctrl-C 停止。\n');

const variables = [
  `BASE_URL:${options.baseUrl}`,
  'ENVIRONMENT:local',
  ...(options.clock ? [`CLOCK_START:${options.clock}`] : []),
  ...(options.reviewers ? [`REVIEWERS:${options.reviewers}`] : []),
];
const server = spawn(
  'wrangler',
  [
    ...['dev', '--port', options.port, '--inspector-port', '0', '--persist-to', options.state],
    ...['--show-interactive-dev-session=false', '--log-level', 'warn'],
    ...variables.flatMap((variable) => ['--var', variable]),
  ],
  { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: quietEnvironment },
);
// Forward the ready message, the only one, to a parent process with an IPC channel.
server.on('message', (message) => process.send?.(message));
process.on('disconnect', () => server.kill('SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
