// The commands that back up and restore a server of one's own, as the timer of its machine or a person runs them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '../../api/keep/backup.ts';
import { listMigrations } from '../../api/node/migrations.ts';
import { databaseFile, holdLock } from '../../api/node/stores.ts';
import { useOwnFolder } from '../support/own-folder.ts';
import { makeRecordAt } from '../support/record-at.ts';
import { changeFile, makeOfficeFolder, makeWholeFolder, readFileRows } from '../support/record-folder.ts';

const place = useOwnFolder();

const key = Buffer.alloc(32, 7);
const data = () => join(place(), 'data');
const to = () => join(place(), 'backups');

describe('npm run backup', () => {
  /** As the timer of the machine runs it. */
  function run(more: Record<string, string> = {}) {
    const env = { ...process.env, DATA_DIR: data(), BACKUP_KEY: key.toString('hex'), ...more };
    const command = ['api/keep/backup-cli.ts', '--to', to(), '--keep', '2'];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

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
