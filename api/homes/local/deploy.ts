// npm run deploy: builds the site, migrates the databases on Cloudflare, then deploys the Worker and its files.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import * as z from 'zod';
import { readArguments } from '../../ports/command-line.ts';
import { quietEnvironment } from './quiet.ts';

const usage = `Usage: SITE_URL=https://… npm run deploy [-- --dry-run]

Builds the site, brings the databases on Cloudflare up to date, then the Worker and its files. --dry-run needs no account.`;
const guide = `Once, before the first deployment (wrangler login, or CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID):
  wrangler d1 create mingbai                # its database_id goes into wrangler.toml
  wrangler r2 bucket create mingbai-files
  wrangler secret put AUTH_SECRET           # CODE_SECRET and CONTACT_KEY likewise: openssl rand -hex 32
  BASE_URL under [vars] in wrangler.toml    # the site's own address, https
A jurisdiction's own database is one more [[d1_databases]] with the same migrations_dir and a binding of DB_ and its id in
capitals (DB_GUANXIAN); what lies in DB already does not move by itself.
Then: SITE_URL=https://… npm run deploy; the first admin comes from npm run admin -- --remote --site https://… …`;

const { values } = readArguments(`${usage}\n\n${guide}`, {
  options: { 'dry-run': { type: 'boolean', default: false } },
});

const tableSchema = z.object({
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
  if (status !== 0) fail(`${command} failed${error ? `: ${error.message}` : ''}; nothing after it was done.`);
}

const table = tableSchema.parse(parse(readFileSync('wrangler.toml', 'utf8')));
const isUnset = ({ database_id }: { database_id: string }) => /^[0-]+$/u.test(database_id);
if (!values['dry-run']) {
  const unset = table.d1_databases.filter(isUnset).map(({ binding }) => binding);
  if (unset.length > 0) fail(`wrangler.toml has no database_id for ${unset.join(', ')}.`);
  if (!table.vars['BASE_URL']) fail('wrangler.toml has no BASE_URL under [vars].');
  if (!process.env['SITE_URL']) fail('SITE_URL is not set: the origin in canonical links and the site map.');
}
run(process.execPath, 'api/homes/local/build.ts');
if (values['dry-run']) {
  for (const { binding } of table.d1_databases) {
    run('wrangler', 'd1', 'migrations', 'list', binding, '--local', '--persist-to', '.tmp/deploy');
  }
  run('wrangler', 'deploy', '--dry-run', '--outdir', '.tmp/deploy/worker');
  console.info(`\nNothing was sent.\n\n${guide}`);
} else {
  // Databases first: an older Worker tolerates what a migration added; a newer one fails without it.
  for (const { binding } of table.d1_databases) run('wrangler', 'd1', 'migrations', 'apply', binding, '--remote');
  run('wrangler', 'deploy');
}
