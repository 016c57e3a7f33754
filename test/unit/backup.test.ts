// Backups of a self-hosted home and their restores: during writes, with a wrong key, truncated, tampered with, or too
// new.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { encryptContact } from '../../api/domain/privacy/contact-cipher.ts';
import { makeBackup } from '../../api/homes/keep/backup.ts';
import { listBackups } from '../../api/homes/keep/backup-folder.ts';
import { restoreBackup } from '../../api/homes/keep/restore.ts';
import { listMigrations } from '../../api/homes/migration-files.ts';
import { acquireLock, databaseFile } from '../../api/homes/node/stores.ts';
import { answered } from '../support/record-at.ts';
import {
  changeFile,
  makeOfficeFolder,
  makeWholeFolder,
  picture,
  picturePlace,
  readFileRows,
  useBackupFolders,
} from '../support/record-folder.ts';
import { testSettings } from '../support/test-settings.ts';

const { place, key, keys, data, to } = useBackupFolders();
const noon = Date.parse('2026-11-20T12:00:00+08:00');
const fresh = () => join(place(), 'restored');
const backUp = (now = noon, keep = 30, by = key) =>
  makeBackup({ dataFolder: data(), office: 'guanxian', backupFolder: to(), key: by, keepCount: keep, now });

describe('a backup', () => {
  it('restores every row and attachment under the same ledger head', async () => {
    const file = await makeWholeFolder(data());
    const { path, manifest, warnings } = await backUp();
    expect([warnings, manifest.comments, manifest.events, manifest.seals]).toEqual([[], 2, 4, 1]);
    const restored = await restoreBackup(path, fresh(), keys);
    expect(restored).toEqual({ manifest, migrated: [] });
    expect(readdirSync(join(fresh(), 'guanxian')).sort()).toEqual(['files', 'record.db']);
    for (const table of ['comments', 'events', 'replies', 'seals', 'attachments']) {
      const sql = `SELECT * FROM ${table}`;
      expect(readFileRows(databaseFile(fresh(), 'guanxian'), sql)).toEqual(readFileRows(file, sql));
    }
    expect(readFileSync(join(fresh(), 'guanxian/files', picturePlace), 'utf8')).toBe(picture);
  });

  it('encrypts everything in the backup and leaves no plaintext files behind', async () => {
    await makeWholeFolder(data());
    const { path } = await backUp();
    const encrypted = readFileSync(path);
    for (const word of [answered.title, picture, 'SQLite format', 'guanxian'])
      expect(encrypted.includes(word)).toBe(false);
    expect(readdirSync(to())).toHaveLength(1);
    expect(readdirSync(join(data(), 'guanxian')).sort()).toEqual(['files', 'record.db']);
  });

  it('refuses to encrypt a backup with the contact key, even if the command was not given that key', async () => {
    const file = await makeWholeFolder(data());
    const [, hex = ''] = testSettings.CONTACT_KEY.split(':');
    const random = (length: number) => new Uint8Array(length);
    const person = { name: '张三', contact: '13800000000' };
    const { sealed } = await encryptContact([{ id: 'test', hex }], random, answered.receiptCode, person);
    changeFile(
      file,
      `INSERT INTO contacts (receipt_code, sealed, key_id, is_reachable) VALUES ('${answered.receiptCode}', '${sealed}', 'test', 1)`,
    );
    await expect(backUp(noon, 30, { passphrase: hex })).rejects.toThrow('BACKUP_KEY 和 CONTACT_KEY 不能相同');
    expect(listBackups(to(), 'guanxian')).toEqual([]);
    expect((await backUp()).warnings).toEqual([]);
  });

  it('captures one consistent snapshot during a write', async () => {
    const file = await makeWholeFolder(data());
    const writer = new DatabaseSync(file);
    // The transaction is open and not committed.
    writer.exec(
      "BEGIN IMMEDIATE; INSERT INTO commitment_events (jurisdiction, document, task, version, submission_hash, status, text, at, actor_role, actor, is_sample) VALUES ('guanxian', 'd', 't', 1, 'h', 'started', '', 4e12, 'desk', 'a', 0)",
    );
    const { path } = await backUp();
    writer.exec('COMMIT');
    writer.close();
    await restoreBackup(path, fresh(), keys);
    const count = 'SELECT count(*) AS n FROM commitment_events';
    expect([readFileRows(file, count), readFileRows(databaseFile(fresh(), 'guanxian'), count)]).toMatchObject([
      [{ n: 1 }],
      [{ n: 0 }],
    ]);
  });

  it('keeps only the newest backups of its own office and ignores partial files', async () => {
    await makeOfficeFolder(data());
    mkdirSync(to());
    const unrelatedFiles = ['guanxian-note.txt', 'pingyin-2026-01-01T00-00-00-000Z.tar.age'];
    for (const name of [...unrelatedFiles, '.guanxian-2026-11-19T04-00-00-000Z.tar.age.part'])
      writeFileSync(join(to(), name), '');
    for (const day of [0, 1, 2, 3]) await backUp(noon + day * 86_400_000, 2);
    expect(listBackups(to(), 'guanxian')).toEqual([
      'guanxian-2026-11-22T04-00-00-000Z.tar.age',
      'guanxian-2026-11-23T04-00-00-000Z.tar.age',
    ]);
    expect(readdirSync(to())).toHaveLength(4);
  });

  it('warns of tampering and missing attachments and then deletes no older backup', async () => {
    const file = await makeWholeFolder(data());
    await backUp(noon - 1);
    rmSync(join(data(), 'guanxian/files', picturePlace));
    changeFile(file, 'DROP TRIGGER events_refuse_update', 'UPDATE events SET at = at + 1 WHERE position = 1');
    const { path, warnings } = await backUp(noon, 1);
    expect(warnings.join()).toMatch(/第 1 条.*被改动过.*附件 comments\/2026-11-16\/0123abcd\/1 丢失或被改动过/u);
    expect(listBackups(to(), 'guanxian')).toHaveLength(2);
    // A flawed backup is better than none: it restores the record as it was.
    const { manifest } = await restoreBackup(path, fresh(), keys);
    expect([manifest.findings.length > 0, manifest.faults]).toEqual([true, [picturePlace]]);
  });

  it('refuses to back up a corrupt database and keeps the earlier backup', async () => {
    const file = await makeOfficeFolder(data());
    const { path } = await backUp(noon - 1);
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 3);
    writeFileSync(file, bytes);
    await expect(backUp()).rejects.toThrow(/malformed|已损坏/u);
    expect(readdirSync(to())).toEqual([path.slice(to().length + 1)]);
  });
});

/** Length of an age file's chunk with its tag, in bytes. */
const chunk = 65_552;
/** Offset of the first chunk: after the header and the nonce. */
const findPayload = (bytes: Buffer) => bytes.indexOf('\n', bytes.indexOf('\n--- ') + 1) + 1 + 16;

describe('restoring a backup', () => {
  /** Nothing was written, not even the folder. */
  const expectRefused = async (path: string, sentence: RegExp | string, secret = keys) => {
    await expect(restoreBackup(path, fresh(), secret)).rejects.toThrow(sentence);
    expect(existsSync(fresh())).toBe(false);
  };

  it('refuses a backup that another key encrypted', async () => {
    await makeOfficeFolder(data());
    const { path } = await backUp();
    await expectRefused(path, '它是用另一个 BACKUP_KEY 加密的', { passphrase: '08'.repeat(32), identities: [] });
  });

  it('refuses a truncated backup, wherever it was cut', async () => {
    await makeWholeFolder(data());
    const { path } = await backUp();
    const bytes = readFileSync(path);
    const [size, start] = [bytes.length, findPayload(bytes)];
    for (const length of [
      size - 1,
      size - 16,
      size - 17,
      start + chunk * 2,
      start + chunk,
      start + 1,
      start,
      start - 17,
      40,
    ]) {
      const half = join(place(), `half-${length}`);
      copyFileSync(path, half);
      truncateSync(half, length);
      await expectRefused(half, '已损坏');
    }
    for (const length of [0, 10]) {
      writeFileSync(join(place(), 'stub'), bytes.subarray(0, length));
      await expectRefused(join(place(), 'stub'), '不是本程序做的备份');
    }
  });

  it('refuses a backup with a flipped bit, swapped chunks or appended data', async () => {
    await makeWholeFolder(data());
    const { path } = await backUp();
    const whole = readFileSync(path);
    const start = findPayload(whole);
    const expectForgeryRefused = async (name: string, bytes: Buffer, sentence: RegExp) => {
      writeFileSync(join(place(), name), bytes);
      await expectRefused(join(place(), name), sentence);
    };
    const mac = whole.indexOf('\n--- ') + 6;
    for (const position of [2, 24, 40, 70, mac, start - 1, start, start + chunk + 5, whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(position) ^ 1, position);
      await expectForgeryRefused(
        `changed-${position}`,
        changed,
        /不是本程序做的备份|另一个 BACKUP_KEY|需要私钥|已损坏/u,
      );
    }
    const [first, second] = [whole.subarray(start, start + chunk), whole.subarray(start + chunk, start + 2 * chunk)];
    const swapped = [whole.subarray(0, start), second, first, whole.subarray(start + 2 * chunk)];
    await expectForgeryRefused('swapped', Buffer.concat(swapped), /已损坏/u);
    await expectForgeryRefused('longer', Buffer.concat([whole, Buffer.alloc(100)]), /已损坏/u);
  });

  it('restores a large record without a listener-leak warning', async () => {
    const file = await makeOfficeFolder(data());
    changeFile(file, 'CREATE TABLE large AS SELECT randomblob(4194304) AS bytes');
    const { path } = await backUp();
    const warnings: Error[] = [];
    const collectWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', collectWarning);
    await restoreBackup(path, fresh(), keys);
    await new Promise((go) => setImmediate(go));
    process.off('warning', collectWarning);
    expect(warnings).toEqual([]);
  });

  it('deletes the plaintext that a killed restore left, but not while another restore runs', async () => {
    await makeOfficeFolder(data());
    const { path } = await backUp();
    const half = join(fresh(), '.restoring-killed/record.db');
    mkdirSync(dirname(half), { recursive: true });
    writeFileSync(half, 'in the clear');
    const held = acquireLock(join(fresh(), 'serving.lock'), new Error());
    await expect(restoreBackup(path, fresh(), keys)).rejects.toThrow('another process already serves');
    expect(existsSync(half)).toBe(true);
    held.close();
    await restoreBackup(path, fresh(), keys);
    expect(readdirSync(fresh()).sort()).toEqual(['guanxian', 'serving.lock']);
  });

  it('refuses to restore into a folder that is in use or not empty', async () => {
    await makeOfficeFolder(data());
    const { path } = await backUp();
    await restoreBackup(path, fresh(), keys);
    await expect(restoreBackup(path, fresh(), keys)).rejects.toThrow('不是空文件夹，不会覆盖已有的记录');
    expect(existsSync(databaseFile(fresh(), 'guanxian'))).toBe(true);
    const held = new DatabaseSync(join(fresh(), 'serving.lock'));
    held.exec('BEGIN EXCLUSIVE');
    await expect(restoreBackup(path, fresh(), keys)).rejects.toThrow('another process already serves');
    held.close();
  });

  it('refuses a backup from a newer version and migrates one from an older version', async () => {
    const file = await makeOfficeFolder(data());
    changeFile(file, "INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
    await expectRefused((await backUp()).path, '本程序不认识 9999_later.sql：请先把程序升级');
    rmSync(data(), { recursive: true });
    const [first = '', ...later] = listMigrations();
    await makeOfficeFolder(data(), first);
    const { migrated, manifest } = await restoreBackup((await backUp(noon + 1)).path, fresh(), keys);
    expect([migrated, manifest.migrations]).toEqual([later, [first]]);
  });
});
