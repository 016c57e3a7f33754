// npm run admin: creates a jurisdiction's first admin, or resets an admin's password and second factor, and prints a
// one-time link. It requires write access to the database, but none of the application's secrets.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import * as z from 'zod';
import { newAccountSchema } from '../../contract/account.ts';
import { formatInstant } from '../../domain/clock/window-words.ts';
import { explainError, readArguments } from '../../ports/command-line.ts';
import { createLink, makeId } from '../../record/account-link.ts';
import { inTransaction, type LocalD1, openDatabase } from '../node/sqlite-d1.ts';
import { databaseFile } from '../node/stores.ts';
import { jurisdictionIds } from './jurisdiction-ids.ts';
import { quietEnvironment } from './quiet.ts';

const usage = `用法：npm run admin -- --jurisdiction 地区 --username li.ming --name 李明 [--site 网址] [--remote | --data 文件夹]

建立一个系统管理员账号，打印一次性链接，本人打开链接设置密码；链接三天内有效，只能用一次。
用户名已经是管理员的（忘了密码、换了手机），只打印新的链接。
--data：自己的服务器，写 npm run serve 的数据文件夹（DATA_DIR），网站不用停；--remote：wrangler.toml 写明的线上数据库，
用 wrangler 的登录；两个都不写，就是 npm start 的本地数据库。
--site：网站的地址，链接指向它；不写就用环境变量 BASE_URL。只有 npm start 的地址不用写。`;

const { values } = readArguments(usage, {
  options: {
    jurisdiction: { type: 'string', default: '' },
    username: { type: 'string', default: '' },
    name: { type: 'string', default: '' },
    site: { type: 'string' },
    remote: { type: 'boolean', default: false },
    data: { type: 'string' },
    state: { type: 'string', default: '.state' },
  },
});

function fail(message: string): never {
  console.error(`${message}\n\n${usage}`);
  process.exit(1);
}

/** Returns the origin for the link. Never guesses this machine's address, which is useless elsewhere. */
function findSite(): string {
  const isLocal = !values.remote && !values.data;
  const site = values.site ?? (isLocal ? 'http://localhost:8787' : process.env['BASE_URL']);
  if (!site) fail('链接要指向网站的地址：请加 --site https://…，或设置 BASE_URL。');
  if (!URL.canParse(site)) fail(`${values.site === undefined ? 'BASE_URL' : '--site'} 不是网址：${site}`);
  return site;
}

/** Returns the binding of a jurisdiction's database on the edge: its own if wrangler.toml has one, otherwise `DB`. */
function findBinding(jurisdiction: string): string {
  const ownBinding = `DB_${jurisdiction.toUpperCase()}`;
  return readFileSync('wrangler.toml', 'utf8').includes(`binding = "${ownBinding}"`) ? ownBinding : 'DB';
}

function openSelfHosted(file: string): LocalD1 {
  try {
    statSync(file);
    return openDatabase(file);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return fail(isMissing ? `没有 ${file}：先启动一次网站（npm run serve），它会自己建立。` : explainError(error));
  }
}

/** Runs SQL on a self-hosted database; the result has the format of wrangler's output. */
function executeSelfHosted(file: string, sql: string): unknown {
  const database = openSelfHosted(file);
  try {
    if (sql.startsWith('SELECT')) return [{ results: database.file.prepare(sql).all() }];
    inTransaction(database.file, () => database.file.exec(sql));
    return [];
  } finally {
    database.close();
  }
}

/** Runs SQL on the database and returns the rows of its last statement. */
function execute(sql: string): unknown {
  if (values.data) return executeSelfHosted(databaseFile(values.data, values.jurisdiction), sql);
  const locationFlags = values.remote ? ['--remote'] : ['--local', '--persist-to', values.state];
  const args = [
    'd1',
    'execute',
    findBinding(values.jurisdiction),
    ...locationFlags,
    '--yes',
    '--json',
    '--command',
    sql,
  ];
  const { status, stdout, stderr } = spawnSync('wrangler', args, { env: quietEnvironment, encoding: 'utf8' });
  if (status !== 0) fail(`数据库没有接受：${stdout}${stderr}`);
  return JSON.parse(stdout);
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

const newAccount = newAccountSchema.safeParse({
  username: values.username,
  name: values.name,
  email: '',
  role: 'admin',
  unit: null,
});
if (!newAccount.success) fail(newAccount.error.issues.map(({ message }) => message).join('；'));
if (!jurisdictionIds.includes(values.jurisdiction)) fail(`--jurisdiction 只能是：${jurisdictionIds.join('、')}`);
const site = findSite();

// On a self-hosted server each jurisdiction has its own accounts, but usernames must be unique across all.
for (const jurisdictionId of values.data ? jurisdictionIds.filter((id) => id !== values.jurisdiction) : []) {
  const file = databaseFile(values.data ?? '', jurisdictionId);
  const matches =
    existsSync(file) &&
    executeSelfHosted(file, `SELECT 1 FROM user WHERE username = ${quote(newAccount.data.username)}`);
  if (matches && JSON.stringify(matches) !== '[{"results":[]}]')
    fail(`${newAccount.data.username} 在 ${jurisdictionId} 已经有了，请换一个用户名。`);
}

const clockAndRandom = { random: (length: number) => new Uint8Array(randomBytes(length)), now: () => Date.now() };
const id = makeId(clockAndRandom);
const now = clockAndRandom.now();
const username = quote(newAccount.data.username);
const name = quote(newAccount.data.name);
const jurisdiction = quote(values.jurisdiction);
const { link, shownLink } = await createLink(clockAndRandom, id, site);
const token = quote(link.tokenHash);
// Match only admins of this jurisdiction. For another account with this username, no link is created (see below).
const selectAdmin = `SELECT id FROM user WHERE username = ${username} AND role = 'admin' AND jurisdiction = ${jurisdiction}
  AND disabled_at IS NULL`;
const accountEventSql = (
  eventName: string,
) => `INSERT INTO account_events (jurisdiction, account, at, what, actor, data)
  SELECT ${jurisdiction}, id, ${now}, '${eventName}', NULL, '{"role":"admin","unit":null}' FROM (${selectAdmin})`;

execute(
  [
    `INSERT INTO user (id, name, email, email_verified, username, display_username, role, jurisdiction, created_at, updated_at)
      SELECT ${quote(id)}, ${name}, ${quote(`${id}@account.invalid`)}, 1, ${username}, ${username}, 'admin', ${jurisdiction}, ${now}, ${now}
      WHERE NOT EXISTS (SELECT 1 FROM user WHERE username = ${username})`,
    `${accountEventSql('made')} WHERE id = ${quote(id)}`,
    `DELETE FROM account_links WHERE account IN (${selectAdmin})`,
    `INSERT INTO account_links (token_hash, account, expires_at) SELECT ${token}, id, ${link.expiresAt} FROM (${selectAdmin})`,
    accountEventSql('linked'),
  ].join(';\n'),
);
const [answer] = z
  .array(z.object({ results: z.array(z.object({ links: z.int() })) }))
  .parse(execute(`SELECT count(*) AS links FROM account_links WHERE token_hash = ${token}`));
if (answer?.results[0]?.links !== 1)
  fail(`${newAccount.data.username} 已经有了，但不是 ${values.jurisdiction} 的管理员，或者已停用：请换一个用户名。`);
console.info(`${shownLink.url}\n\n只能用一次，${formatInstant(shownLink.until)}以前有效。请当面交给本人。`);
