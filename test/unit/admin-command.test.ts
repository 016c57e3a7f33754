import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { afterAll, describe, expect, it } from 'vitest';
import { getPlatformProxy } from 'wrangler';
import { migrateLocally } from '../../api/homes/local/migrate.ts';
import { quietEnvironment } from '../../api/homes/local/quiet.ts';
import { openStores } from '../../api/homes/node/stores.ts';
import { deleteFolder, makeDataFolder } from '../support/data-folder.ts';
import { nodeSettings, startTestServer } from '../support/node-server.ts';

const state = mkdtempSync(join(tmpdir(), 'admin-'));
afterAll(() => rmSync(state, { recursive: true }));

const wrangler = (...args: string[]) =>
  spawnSync('node_modules/.bin/wrangler', ['d1', ...args, '--local', '--persist-to', state], {
    encoding: 'utf8',
    env: { ...quietEnvironment, PATH: `${process.cwd()}/node_modules/.bin:${process.env['PATH']}` },
  });
const runAdminCommand = (...args: string[]) =>
  spawnSync(process.execPath, ['api/homes/local/admin.ts', '--state', state, ...args], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.cwd()}/node_modules/.bin:${process.env['PATH']}` },
  });
const li = ['--username', 'li.ming', '--name', "李'明", '--site', 'https://mingbai.example'];

describe('npm run admin', () => {
  it('creates a county’s first admin and prints a one-time link that no table stores', {
    timeout: 180_000,
  }, async () => {
    const proxy = await getPlatformProxy<{ DB: D1Database }>({ persist: { path: join(state, 'v3') } });
    await migrateLocally(proxy.env.DB);
    await proxy.dispose();
    const { status, stdout, stderr } = runAdminCommand('--jurisdiction', 'guanxian', ...li);
    expect([status, stderr]).toEqual([0, '']);
    const [, token = ''] = /^https:\/\/mingbai\.example\/staff\/welcome\/#([\w-]{43})$/mu.exec(stdout) ?? [];
    expect(token).not.toBe('');
    const query =
      'SELECT u.role, u.jurisdiction, u.name, l.token_hash, group_concat(e.what) AS log FROM user u ' +
      'JOIN account_links l ON l.account = u.id JOIN account_events e ON e.account = u.id';
    const rows = wrangler('execute', 'DB', '--json', '--command', query).stdout;
    expect(rows).not.toContain(token);
    expect(JSON.parse(rows)[0].results).toMatchObject([
      { role: 'admin', jurisdiction: 'guanxian', name: "李'明", log: 'made,linked' },
    ]);

    const elsewhere = runAdminCommand('--jurisdiction', 'pingyin', ...li);
    expect([elsewhere.status, elsewhere.stdout]).toEqual([1, '']);
    expect(elsewhere.stderr).toContain('li.ming 已经有了，但不是 pingyin 的管理员');
  });

  it('creates the first admin in a running self-hosted home’s county database', async () => {
    const data = makeDataFolder();
    const { server } = await startTestServer(nodeSettings(data));
    try {
      const adminFor = (...args: string[]) => runAdminCommand('--data', data, ...args);
      const { status, stdout, stderr } = adminFor(
        '--jurisdiction',
        'pingyin',
        ...li,
        '--site',
        'http://localhost:8787',
      );
      expect([status, stderr]).toEqual([0, '']);
      const [, token = ''] = /\/staff\/welcome\/#([\w-]{43})$/mu.exec(stdout) ?? [];
      const answer = await fetch(`${server.origin}/api/links/look`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://localhost:8787' },
        body: JSON.stringify({ token }),
      });
      expect([answer.status, await answer.json()]).toEqual([200, { username: 'li.ming', name: "李'明" }]);
      expect(adminFor('--jurisdiction', 'guanxian', ...li).stderr).toContain('li.ming 在 pingyin 已经有了');
      expect(runAdminCommand('--data', `${data}/x`, '--jurisdiction', 'pingyin', ...li).stderr).toContain(
        '先启动一次网站（npm run serve）',
      );
      mkdirSync(`${data}/y/pingyin`, { recursive: true });
      writeFileSync(`${data}/y/pingyin/record.db`, 'no database, though it bears the name of one');
      const { stderr: broken } = runAdminCommand('--data', `${data}/y`, '--jurisdiction', 'pingyin', ...li);
      expect(broken.split('\n')[0]).toBe(`${data}/y/pingyin/record.db: file is not a database`);
    } finally {
      await server.close();
      deleteFolder(data);
    }
  });

  it('asks for --site or BASE_URL before it prints a link to a remote site', () => {
    const data = makeDataFolder();
    try {
      openStores(data, ['pingyin'], 'normal').close();
      const adminWith = (env: Record<string, string>, ...where: string[]) =>
        spawnSync(
          process.execPath,
          ['api/homes/local/admin.ts', '--jurisdiction', 'pingyin', ...li.slice(0, 4), ...where],
          {
            encoding: 'utf8',
            env: { ...process.env, ...env },
          },
        );
      for (const where of [['--data', data], ['--remote']]) {
        const { status, stdout, stderr } = adminWith({ BASE_URL: '' }, ...where);
        expect([status, stdout]).toEqual([1, '']);
        expect(stderr).toContain('请加 --site https://…，或设置 BASE_URL');
      }
      const { stdout } = adminWith({ BASE_URL: 'https://mbz.example' }, '--data', data);
      expect(stdout).toMatch(/^https:\/\/mbz\.example\/staff\/welcome\/#[\w-]{43}$/mu);
    } finally {
      deleteFolder(data);
    }
  });

  it('reports an unknown jurisdiction before it opens the database', () => {
    const { status, stderr } = runAdminCommand('--jurisdiction', 'nowhere', ...li);
    expect([status, stderr.includes('--jurisdiction 只能是：gaotang、guanxian')]).toEqual([1, true]);
  });
});
