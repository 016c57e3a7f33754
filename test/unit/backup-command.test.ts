// The backup and restore commands of a self-hosted home, run as the system's timer or an operator would.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '../../api/homes/keep/backup-folder.ts';
import { listMigrations } from '../../api/homes/migration-files.ts';
import { openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import { acquireLock, databaseFile } from '../../api/homes/node/stores.ts';
import { makeRecordAt } from '../support/record-at.ts';
import {
  changeFile,
  makeOfficeFolder,
  makeWholeFolder,
  readFileRows,
  useBackupFolders,
} from '../support/record-folder.ts';

const { place, passphrase, data, to } = useBackupFolders();

/** Runs the command as the system's timer does. */
function runBackup(overrides: Record<string, string> = {}, uid?: number) {
  const env = { ...process.env, DATA_DIR: data(), BACKUP_KEY: passphrase, ...overrides };
  const command = ['api/homes/keep/backup-cli.ts', '--to', to(), '--keep', '2'];
  const options = { env, encoding: 'utf8', ...(uid === undefined ? {} : { uid, gid: uid }) } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return { status, stdout, stderr };
}

function runRestore(from: string, folder: string) {
  const env = { ...process.env, BACKUP_KEY: passphrase };
  const command = ['api/homes/keep/restore-cli.ts', '--from', from, '--to', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run backup', () => {
  it('backs up every office, prints a summary and records the backup for the status page', async () => {
    const file = await makeWholeFolder(data());
    const { status, stdout } = runBackup();
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/2件留言，4条办理记录，1个附件，公开记录的校验值 [0-9a-f]{64}/u),
    ]);
    expect(listBackups(to(), 'guanxian')).toHaveLength(1);
    const statusNotes = readFileRows(file, "SELECT note FROM jobs WHERE name = 'backup' AND succeeded_at > 0");
    expect(statusNotes).toEqual([{ note: '2件留言' }]);
  });

  it('refuses to start during another backup, without BACKUP_KEY, or with the contact key as BACKUP_KEY', async () => {
    await makeOfficeFolder(data());
    const held = acquireLock(join(data(), 'backup.lock'), new Error());
    expect(runBackup()).toMatchObject({
      status: 1,
      stderr: '这台服务器正在做另一次备份：请等它结束，再看要不要重做。\n',
    });
    held.close();
    expect(runBackup({ BACKUP_KEY: '' }).stderr).toMatch(/^没有设置备份用的密钥/u);
    expect(runBackup({ BACKUP_KEY: '07' }).stderr).toMatch(/^BACKUP_KEY 应当是64位十六进制数/u);
    expect(runBackup({ CONTACT_KEY: `2026a:${passphrase}` }).stderr).toMatch(/BACKUP_KEY 和 CONTACT_KEY 不能相同/u);
    expect(existsSync(to())).toBe(false);
  });

  it('backs up every office even when one record predates the table for backup notes', async () => {
    const [first = ''] = listMigrations();
    await makeOfficeFolder(data(), first);
    mkdirSync(join(data(), 'pingyin'));
    await makeRecordAt(databaseFile(data(), 'pingyin'), first);
    const { status, stdout, stderr } = runBackup();
    expect([status, stderr, stdout.trim().split('\n')]).toEqual([0, '', [expect.any(String), expect.any(String)]]);
    expect([listBackups(to(), 'guanxian').length, listBackups(to(), 'pingyin').length]).toEqual([1, 1]);
  });

  it('skips a partial restore and a renamed copy with a message, and still succeeds', async () => {
    await makeOfficeFolder(data());
    for (const name of ['.restoring-xyz', 'guanxian.bak'])
      cpSync(join(data(), 'guanxian'), join(data(), name), { recursive: true });
    const { status, stdout, stderr } = runBackup();
    expect([status, stderr, listBackups(to(), 'guanxian').length]).toEqual([0, '', 1]);
    for (const name of ['.restoring-xyz', 'guanxian.bak'])
      expect(stdout).toContain(`${join(data(), name)} 不是地区的文件夹名，没有备份它。\n`);
  });

  it('backs up the remaining offices when one office’s database is unreadable, and exits with an error', async () => {
    mkdirSync(join(data(), 'gaotang'), { recursive: true });
    writeFileSync(databaseFile(data(), 'gaotang'), 'no database, though it bears the name of one');
    await makeOfficeFolder(data());
    const { status, stderr } = runBackup();
    expect([status, listBackups(to(), 'guanxian').length]).toEqual([1, 1]);
    expect(stderr).toContain('2个地区中有1个需要处理');
  });

  it('succeeds with a warning when it saved the backup but could not update the status page', async () => {
    changeFile(await makeOfficeFolder(data()), 'DROP TABLE jobs', 'CREATE TABLE jobs (other TEXT)');
    const { status, stderr } = runBackup();
    expect([status, stderr]).toEqual([0, expect.stringContaining('guanxian：备份结果没能记到“运行状态”页')]);
  });
});

describe('npm run backup with a recipient', () => {
  const command = (name: string, args: string[], more: Record<string, string>) => {
    const env = { ...process.env, BACKUP_KEY: '', DATA_DIR: data(), ...more };
    return spawnSync(process.execPath, [`api/homes/keep/${name}-cli.ts`, ...args], { env, encoding: 'utf8' });
  };

  it('makes backups that open only with the identity file, which need not be on the server', async () => {
    await makeWholeFolder(data());
    const identity = join(place(), 'identity.txt');
    const made = command('backup', ['--new-identity', identity], {});
    const [, recipient = ''] = /^BACKUP_RECIPIENT=(age1\S+)$/mu.exec(made.stdout) ?? [];
    expect(readFileSync(identity, 'utf8')).toMatch(/^# created: .*\n# public key: age1.*\nAGE-SECRET-KEY-1\S+\n$/u);
    expect(statSync(identity).mode & 0o777).toBe(0o600);
    expect(command('backup', ['--new-identity', identity], {}).stderr).toBe(`${identity} 已经存在\n`);

    expect(command('backup', ['--to', to()], { BACKUP_RECIPIENT: recipient })).toMatchObject({ status: 0, stderr: '' });
    const [name = ''] = listBackups(to(), 'guanxian');
    const fresh = join(place(), 'restored');
    const args = ['--from', join(to(), name), '--to', fresh];
    expect(command('restore', args, { BACKUP_KEY: passphrase }).stderr).toContain('需要私钥：请加上 --identity');
    expect(command('restore', args, {}).stderr).toMatch(/^没有可以打开备份的密钥/u);
    const restored = command('restore', [...args, '--identity', identity], {});
    expect([restored.status, restored.stdout]).toEqual([
      0,
      expect.stringMatching(/^已恢复 guanxian.*2件留言，4条办理记录，1个附件/u),
    ]);
  });

  it('refuses a recipient or an identity file that was mistyped', async () => {
    const wrong = `age1${'q'.repeat(58)}`;
    expect(command('backup', ['--to', to()], { BACKUP_RECIPIENT: wrong }).stderr).toContain(`${wrong} 不是 age 公钥`);
    const file = join(place(), 'identity.txt');
    writeFileSync(file, '# no key\n');
    const { stderr } = command('restore', ['--from', file, '--to', to(), '--identity', file], {});
    expect(stderr).toContain(`${file} 不是 age 私钥文件`);
  });
});

function describeAsRoot(): void {
  describe('running as root for a server that another user owns', () => {
    const serverUid = 54_321;
    const ownersIn = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)).uid);
    const chownAll = (folder: string) => {
      for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
        chownSync(join(folder, name), serverUid, serverUid);
    };

    it('gives the lock, the backups and the restored files to the server’s user', async () => {
      await makeWholeFolder(data());
      chownAll(data());
      expect(runBackup().status).toBe(0);
      expect(new Set([...ownersIn(data()), statSync(to()).uid, ...ownersIn(to())])).toEqual(new Set([serverUid]));
      const [name = ''] = listBackups(to(), 'guanxian');
      const fresh = join(place(), 'theirs/restored');
      mkdirSync(join(place(), 'theirs'));
      chownAll(join(place(), 'theirs'));
      expect(runRestore(join(to(), name), fresh)).toMatchObject({ status: 0, stderr: '' });
      expect(new Set([statSync(fresh).uid, ...ownersIn(fresh)])).toEqual(new Set([serverUid]));
    });

    it('prints the chown command when restored files belong to root', async () => {
      await makeOfficeFolder(data());
      runBackup();
      const [name = ''] = listBackups(to(), 'guanxian');
      const fresh = join(place(), 'restored');
      expect(runRestore(join(to(), name), fresh)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('AUTH_SECRET、CODE_SECRET 和 CONTACT_KEY'),
        stderr: expect.stringContaining(
          `${fresh} 现在归 root 所有。由其他用户运行网站之前，请先运行：chown -R 用户: ${fresh}`,
        ),
      });
    });

    it('names a lock or database that root owns and says how to fix it', async () => {
      const file = await makeOfficeFolder(data());
      for (const folder of [place(), data()]) chownSync(folder, serverUid, serverUid);
      chmodSync(join(data(), 'guanxian'), 0o755);
      chmodSync(file, 0o600);
      const lock = join(data(), 'backup.lock');
      writeFileSync(lock, '', { mode: 0o600 });
      const another = `属于另一个用户（uid 0，当前是 uid ${serverUid}）`;
      expect(runBackup({}, serverUid).stderr).toBe(`${lock} ${another}：请删除这个文件，或以文件所有者的身份运行\n`);
      rmSync(lock);
      chownSync(join(data(), 'guanxian'), serverUid, serverUid);
      expect(runBackup({}, serverUid).stderr).toContain(
        `guanxian：没有备份成：${file} ${another}：请以文件所有者的身份运行`,
      );
    });
  });
}

// Only root can switch users.
if (process.getuid?.() === 0) describeAsRoot();

describe('opening a database', () => {
  it('names the file that is not a database, the missing folder, or the folder given in place of a file', () => {
    const file = join(place(), 'record.db');
    writeFileSync(file, 'no database, though it bears the name of one');
    expect(() => openDatabase(file)).toThrow(`${file}: file is not a database`);
    expect(() => openDatabase(join(place(), 'none/record.db'))).toThrow(`there is no folder ${join(place(), 'none')}`);
    expect(() => openDatabase(place())).toThrow(`${place()} is a folder, but must be a file`);
  });
});
