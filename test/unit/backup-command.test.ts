// The backup and restore commands of a self-hosted home, run as the system's timer or an operator would run them.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '../../api/homes/keep/backup.ts';
import { listMigrations } from '../../api/homes/node/migrations.ts';
import { openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import { databaseFile, holdLock } from '../../api/homes/node/stores.ts';
import { makeRecordAt } from '../support/record-at.ts';
import {
  changeFile,
  makeOfficeFolder,
  makeWholeFolder,
  readFileRows,
  useBackupFolders,
} from '../support/record-folder.ts';

const { testFolder, key, data, to } = useBackupFolders();

/** Runs the command as the system's timer does. */
function runBackup(overrides: Record<string, string> = {}, uid?: number) {
  const env = { ...process.env, DATA_DIR: data(), BACKUP_KEY: key.toString('hex'), ...overrides };
  const command = ['api/homes/keep/backup-cli.ts', '--to', to(), '--keep', '2'];
  const options = { env, encoding: 'utf8', ...(uid === undefined ? {} : { uid, gid: uid }) } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return { status, stdout, stderr };
}

function runRestore(from: string, folder: string) {
  const env = { ...process.env, BACKUP_KEY: key.toString('hex') };
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
      expect.stringMatching(/2 comments, 4 events, 1 attachments, head [0-9a-f]{64}/u),
    ]);
    expect(listBackups(to(), 'guanxian')).toHaveLength(1);
    const statusNotes = readFileRows(file, "SELECT note FROM jobs WHERE name = 'backup' AND succeeded_at > 0");
    expect(statusNotes).toEqual([{ note: '2 件留言' }]);
  });

  it('a backup refuses to start during another, without BACKUP_KEY, or with the contact key as BACKUP_KEY', async () => {
    await makeOfficeFolder(data());
    const held = holdLock(join(data(), 'backup.lock'), '');
    expect(runBackup()).toMatchObject({ status: 1, stderr: 'another backup of this server is being made already\n' });
    held.close();
    expect(runBackup({ BACKUP_KEY: '' }).stderr).toMatch(/^BACKUP_KEY is 64 hex digits/u);
    expect(runBackup({ CONTACT_KEY: `2026a:${key.toString('hex')}` }).stderr).toMatch(/have to be different keys/u);
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

  it('a backup skips a partial restore and a renamed copy with a message, and still succeeds', async () => {
    await makeOfficeFolder(data());
    for (const name of ['.restoring-xyz', 'guanxian.bak'])
      cpSync(join(data(), 'guanxian'), join(data(), name), { recursive: true });
    const { status, stdout, stderr } = runBackup();
    expect([status, stderr, listBackups(to(), 'guanxian').length]).toEqual([0, '', 1]);
    for (const name of ['.restoring-xyz', 'guanxian.bak'])
      expect(stdout).toContain(`${join(data(), name)} bears no office's name, and is not backed up.\n`);
  });

  it('backs up the remaining offices when one office’s database is unreadable, and exits with an error', async () => {
    mkdirSync(join(data(), 'gaotang'), { recursive: true });
    writeFileSync(databaseFile(data(), 'gaotang'), 'no database, though it bears the name of one');
    await makeOfficeFolder(data());
    const { status, stderr } = runBackup();
    expect([status, listBackups(to(), 'guanxian').length]).toEqual([1, 1]);
    expect(stderr).toContain('1 of 2 offices need a look.');
  });

  it('a backup succeeds with a warning when only the status page could not be updated', async () => {
    changeFile(await makeOfficeFolder(data()), 'DROP TABLE jobs', 'CREATE TABLE jobs (other TEXT)');
    const { status, stderr } = runBackup();
    expect([status, stderr]).toEqual([0, expect.stringContaining('guanxian: the status page could not be told of it')]);
  });
});

function describeRoot(): void {
  describe('running as root for a server that another user owns', () => {
    const serverUid = 54_321;
    const ownersIn = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)).uid);
    const chownAll = (folder: string) => {
      for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
        chownSync(join(folder, name), serverUid, serverUid);
    };

    it('root gives the lock, the backups and the restored files to the server’s user', async () => {
      await makeWholeFolder(data());
      chownAll(data());
      expect(runBackup().status).toBe(0);
      expect(new Set([...ownersIn(data()), statSync(to()).uid, ...ownersIn(to())])).toEqual(new Set([serverUid]));
      const [name = ''] = listBackups(to(), 'guanxian');
      const fresh = join(testFolder(), 'theirs/restored');
      mkdirSync(join(testFolder(), 'theirs'));
      chownAll(join(testFolder(), 'theirs'));
      expect(runRestore(join(to(), name), fresh)).toMatchObject({ status: 0, stderr: '' });
      expect(new Set([statSync(fresh).uid, ...ownersIn(fresh)])).toEqual(new Set([serverUid]));
    });

    it('prints the chown command when restored files belong to root', async () => {
      await makeOfficeFolder(data());
      runBackup();
      const [name = ''] = listBackups(to(), 'guanxian');
      const fresh = join(testFolder(), 'restored');
      expect(runRestore(join(to(), name), fresh)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('AUTH_SECRET, CODE_SECRET and CONTACT_KEY'),
        stderr: expect.stringContaining(
          `${fresh} belongs to root. Before another user serves it: chown -R USER: ${fresh}`,
        ),
      });
    });

    it('names a lock or database that root owns and says how to fix it', async () => {
      const file = await makeOfficeFolder(data());
      for (const folder of [testFolder(), data()]) chownSync(folder, serverUid, serverUid);
      chmodSync(join(data(), 'guanxian'), 0o755);
      chmodSync(file, 0o600);
      const lock = join(data(), 'backup.lock');
      writeFileSync(lock, '', { mode: 0o600 });
      const another = `belongs to another user (uid 0, and this is uid ${serverUid})`;
      expect(runBackup({}, serverUid).stderr).toBe(`${lock} ${another}: delete it, or run this as its owner\n`);
      rmSync(lock);
      chownSync(join(data(), 'guanxian'), serverUid, serverUid);
      expect(runBackup({}, serverUid).stderr).toContain(`guanxian: ${file} ${another}: run this as its owner`);
    });
  });
}

// Only root can switch users.
if (process.getuid?.() === 0) describeRoot();

describe('opening a database', () => {
  it('opening a database names the file that is not one, the missing folder, or the folder in its place', () => {
    const file = join(testFolder(), 'record.db');
    writeFileSync(file, 'no database, though it bears the name of one');
    expect(() => openDatabase(file)).toThrow(`${file}: file is not a database`);
    expect(() => openDatabase(join(testFolder(), 'none/record.db'))).toThrow(
      `there is no folder ${join(testFolder(), 'none')}`,
    );
    expect(() => openDatabase(testFolder())).toThrow(`${testFolder()} is a folder, and should be a file`);
  });
});
