// The commands that back up and restore a server of one's own, as the timer of its machine or a person runs them.
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

const { place, key, data, to } = useBackupFolders();

/** As the timer of the machine runs it. */
function run(more: Record<string, string> = {}, uid?: number) {
  const env = { ...process.env, DATA_DIR: data(), BACKUP_KEY: key.toString('hex'), ...more };
  const command = ['api/homes/keep/backup-cli.ts', '--to', to(), '--keep', '2'];
  const options = { env, encoding: 'utf8', ...(uid === undefined ? {} : { uid, gid: uid }) } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return { status, stdout, stderr };
}

function restore(from: string, folder: string) {
  const env = { ...process.env, BACKUP_KEY: key.toString('hex') };
  const command = ['api/homes/keep/restore-cli.ts', '--from', from, '--to', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run backup', () => {
  it('backs up every office, says what it did, and leaves word for the status page', async () => {
    const file = await makeWholeFolder(data());
    const { status, stdout } = run();
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/2 comments, 4 events, 1 attachments, head [0-9a-f]{64}/u),
    ]);
    expect(listBackups(to(), 'guanxian')).toHaveLength(1);
    const word = readFileRows(file, "SELECT note FROM jobs WHERE name = 'backup' AND succeeded_at > 0");
    expect(word).toEqual([{ note: '2 件留言' }]);
  });

  it('refuses to run twice at once, without a key, and with the key of contacts', async () => {
    await makeOfficeFolder(data());
    const held = holdLock(join(data(), 'backup.lock'), '');
    expect(run()).toMatchObject({ status: 1, stderr: 'another backup of this server is being made already\n' });
    held.close();
    expect(run({ BACKUP_KEY: '' }).stderr).toMatch(/^BACKUP_KEY is 64 hex digits/u);
    expect(run({ CONTACT_KEY: `2026a:${key.toString('hex')}` }).stderr).toMatch(/have to be different keys/u);
    expect(existsSync(to())).toBe(false);
  });

  it('copies a record from before the upgrade, which has no place for the word, and the offices after it', async () => {
    const [first = ''] = listMigrations();
    await makeOfficeFolder(data(), first);
    mkdirSync(join(data(), 'pingyin'));
    await makeRecordAt(databaseFile(data(), 'pingyin'), first);
    const { status, stdout, stderr } = run();
    expect([status, stderr, stdout.trim().split('\n')]).toEqual([0, '', [expect.any(String), expect.any(String)]]);
    expect([listBackups(to(), 'guanxian').length, listBackups(to(), 'pingyin').length]).toEqual([1, 1]);
  });

  it('passes over a half restore and a copy put aside with a word, and they are no failure', async () => {
    await makeOfficeFolder(data());
    for (const name of ['.restoring-xyz', 'guanxian.bak'])
      cpSync(join(data(), 'guanxian'), join(data(), name), { recursive: true });
    const { status, stdout, stderr } = run();
    expect([status, stderr, listBackups(to(), 'guanxian').length]).toEqual([0, '', 1]);
    for (const name of ['.restoring-xyz', 'guanxian.bak'])
      expect(stdout).toContain(`${join(data(), name)} bears no office's name, and is not backed up.\n`);
  });

  it('goes on to the next office where one has no database that can be read', async () => {
    mkdirSync(join(data(), 'gaotang'), { recursive: true });
    writeFileSync(databaseFile(data(), 'gaotang'), 'no database, though it bears the name of one');
    await makeOfficeFolder(data());
    const { status, stderr } = run();
    expect([status, listBackups(to(), 'guanxian').length]).toEqual([1, 1]);
    expect(stderr).toContain('1 of 2 offices need a look.');
  });

  it('does not call a good copy a failure because the word of it could not be written', async () => {
    changeFile(await makeOfficeFolder(data()), 'DROP TABLE jobs', 'CREATE TABLE jobs (other TEXT)');
    const { status, stderr } = run();
    expect([status, stderr]).toEqual([0, expect.stringContaining('guanxian: the status page could not be told of it')]);
  });
});

function describeRoot(): void {
  describe('what root does for a server that another user runs', () => {
    const somebody = 54_321;
    const ownersIn = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)).uid);
    const giveAway = (folder: string) => {
      for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
        chownSync(join(folder, name), somebody, somebody);
    };

    it('leaves behind nothing that keeps out whoever serves: lock, copies and what comes back are theirs', async () => {
      await makeWholeFolder(data());
      giveAway(data());
      expect(run().status).toBe(0);
      expect(new Set([...ownersIn(data()), statSync(to()).uid, ...ownersIn(to())])).toEqual(new Set([somebody]));
      const [name = ''] = listBackups(to(), 'guanxian');
      const fresh = join(place(), 'theirs/restored');
      mkdirSync(join(place(), 'theirs'));
      giveAway(join(place(), 'theirs'));
      expect(restore(join(to(), name), fresh)).toMatchObject({ status: 0, stderr: '' });
      expect(new Set([statSync(fresh).uid, ...ownersIn(fresh)])).toEqual(new Set([somebody]));
    });

    it('says the command where all of it stays with root', async () => {
      await makeOfficeFolder(data());
      run();
      const [name = ''] = listBackups(to(), 'guanxian');
      const fresh = join(place(), 'restored');
      expect(restore(join(to(), name), fresh)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('AUTH_SECRET, CODE_SECRET and CONTACT_KEY'),
        stderr: expect.stringContaining(
          `${fresh} belongs to root. Before another user serves it: chown -R USER: ${fresh}`,
        ),
      });
    });

    it('names a lock and a database that belong to root, and what to do about it', async () => {
      const file = await makeOfficeFolder(data());
      for (const folder of [place(), data()]) chownSync(folder, somebody, somebody);
      chmodSync(join(data(), 'guanxian'), 0o755);
      chmodSync(file, 0o600);
      const lock = join(data(), 'backup.lock');
      writeFileSync(lock, '', { mode: 0o600 });
      const another = `belongs to another user (uid 0, and this is uid ${somebody})`;
      expect(run({}, somebody).stderr).toBe(`${lock} ${another}: delete it, or run this as its owner\n`);
      rmSync(lock);
      chownSync(join(data(), 'guanxian'), somebody, somebody);
      expect(run({}, somebody).stderr).toContain(`guanxian: ${file} ${another}: run this as its owner`);
    });
  });
}

// Only root can become somebody else; what is to be seen of it needs root too.
if (process.getuid?.() === 0) describeRoot();

describe('opening a database', () => {
  it('names the file that is none, and the folder that is not there', () => {
    const file = join(place(), 'record.db');
    writeFileSync(file, 'no database, though it bears the name of one');
    expect(() => openDatabase(file)).toThrow(`${file}: file is not a database`);
    expect(() => openDatabase(join(place(), 'none/record.db'))).toThrow(`there is no folder ${join(place(), 'none')}`);
    expect(() => openDatabase(place())).toThrow(`${place()} is a folder, and should be a file`);
  });
});
