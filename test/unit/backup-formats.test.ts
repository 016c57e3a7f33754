// Backup formats: age around tar, which standard tools open, and the first format, which the application still reads.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { readAgeFile, toStream, writeAgeFile } from '../../api/homes/keep/age-file.ts';
import { makeBackup } from '../../api/homes/keep/backup.ts';
import type { DecryptionKeys, EncryptionKey } from '../../api/homes/keep/backup-key.ts';
import { readEncryptionKey } from '../../api/homes/keep/backup-key.ts';
import { readArchive } from '../../api/homes/keep/read-archive.ts';
import { restoreBackup } from '../../api/homes/keep/restore.ts';
import { writeArchive } from '../../api/homes/keep/write-archive.ts';
import { listMigrations } from '../../api/homes/migration-files.ts';
import { databaseFile } from '../../api/homes/node/stores.ts';
import { firstFormat, sealInFirstFormat } from '../support/first-format.ts';
import { answered } from '../support/record-at.ts';
import { makeWholeFolder, picture, picturePlace, readFileRows, useBackupFolders } from '../support/record-folder.ts';

const { place, passphrase, key, keys, data, to } = useBackupFolders();
const now = Date.parse('2026-11-20T12:00:00+08:00');
const fresh = () => join(place(), 'restored');
const fixture = 'test/support/backups/guanxian-2026-11-20T04-00-00-000Z.mingbai';

const backUp = (by: EncryptionKey = key) =>
  makeBackup({ dataFolder: data(), office: 'guanxian', backupFolder: to(), key: by, keepCount: 30, now });

async function* onePiece(bytes: Uint8Array) {
  yield bytes;
}

async function decrypt(path: string, by: DecryptionKeys): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await readAgeFile(path, by)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Parses a tar from the POSIX ustar specification, without the application’s code. */
function listTar(tar: Buffer): { name: string; magic: string; content: string }[] {
  const files = [];
  for (let at = 0; tar[at] !== 0; ) {
    const field = (from: number, length: number) => tar.toString('latin1', at + from, at + from + length);
    const size = Number.parseInt(field(124, 11), 8);
    files.push({
      name: field(0, 100).replaceAll('\0', ''),
      magic: field(257, 8),
      content: tar.toString('utf8', at + 512, at + 512 + size),
    });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

describe('a backup read without this application', () => {
  it('a backup is an age file around a tar of plain files, with a README that explains them', async () => {
    await makeWholeFolder(data());
    const { path, manifest } = await backUp();
    expect(readFileSync(path, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 10\n/u);
    const files = listTar(await decrypt(path, keys));
    expect(files.map(({ name, magic }) => [name, magic])).toEqual(
      ['README.txt', 'record.db', `files/${picturePlace}`, 'manifest.json'].map((name) => [name, 'ustar\x0000']),
    );
    const [readme, record, attachment, stated] = files.map(({ content }) => content);
    expect(readme).toMatch(/^明白账备份\n.*age -d -i 私钥文件 .*record\.db .*Backup of Mingbai\n.*manifest\.json /su);
    expect(record).toMatch(/^SQLite format 3\0/u);
    expect(attachment).toBe(picture);
    expect(JSON.parse(stated ?? '')).toEqual(manifest);
    expect(manifest.format).toBe('mingbai-backup-2');
  });
});

describe('a backup for recipients', () => {
  const makePair = async () => {
    const identity = await generateX25519Identity();
    return { identity, recipient: await identityToRecipient(identity) };
  };

  it('a backup for recipients opens with each recipient’s identity and with no other', async () => {
    await makeWholeFolder(data());
    const [first, second, other] = [await makePair(), await makePair(), await makePair()];
    const { path } = await backUp({ recipients: [first.recipient, second.recipient] });
    for (const { identity } of [first, second]) {
      const read = await readArchive(path, { passphrase: null, identities: [identity] }, null);
      expect(read.files).toHaveLength(2);
    }
    const wrong = readArchive(path, { passphrase, identities: [other.identity] }, null);
    await expect(wrong).rejects.toThrow('它不是为这把私钥加密的');
    await expect(readArchive(path, keys, null)).rejects.toThrow('需要私钥：请加上 --identity 私钥文件');
    const { path: symmetric } = await makeBackup({
      dataFolder: data(),
      office: 'guanxian',
      backupFolder: to(),
      key,
      keepCount: 30,
      now: now + 1,
    });
    const without = readArchive(symmetric, { passphrase: null, identities: [first.identity] }, null);
    await expect(without).rejects.toThrow('需要 BACKUP_KEY');
  });

  it('backup recipients take precedence over BACKUP_KEY, and a mistyped one is rejected', async () => {
    const [{ recipient }, { recipient: another }] = [await makePair(), await makePair()];
    const read = (BACKUP_RECIPIENT: string) => readEncryptionKey({ BACKUP_RECIPIENT, BACKUP_KEY: passphrase });
    expect(read(`${recipient}, ${another}`)).toEqual({ recipients: [recipient, another] });
    expect(read('')).toEqual(key);
    const last = recipient.endsWith('q') ? 'p' : 'q';
    for (const wrong of [recipient.slice(0, -1), recipient.slice(0, -1) + last, recipient.toUpperCase(), 'ssh-ed25519'])
      expect(() => read(`${another},${wrong}`)).toThrow(`${wrong} 不是 age 公钥`);
  });
});

describe('an age file', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])('an age file returns %i bytes unchanged', async (size) => {
    const path = join(place(), 'file.age');
    const bytes = Buffer.alloc(size, 'Aa1!');
    await writeAgeFile(path, key, toStream(onePiece(bytes)));
    expect((await decrypt(path, keys)).equals(bytes)).toBe(true);
    await expect(writeAgeFile(path, key, toStream(onePiece(bytes)))).rejects.toThrow('EEXIST');
  });

  it('restore rejects an age file that is not a backup', async () => {
    const path = join(place(), 'letter.age');
    await writeAgeFile(path, key, toStream(onePiece(Buffer.alloc(2000, 'not a tar'))));
    await expect(restoreBackup(path, fresh(), keys)).rejects.toThrow('不是本程序做的备份');
    const order = { path: join(place(), 'other.age'), key, now };
    await writeArchive(order, (archive) => archive.addText('README.txt', 'no manifest'));
    await expect(restoreBackup(order.path, fresh(), keys)).rejects.toThrow('已损坏');
    await writeArchive({ ...order, path: join(place(), 'up.age') }, (archive) => archive.addText('../up', 'outside'));
    await expect(restoreBackup(join(place(), 'up.age'), fresh(), keys)).rejects.toThrow('不是本程序做的备份');
    expect([existsSync(fresh()), existsSync(join(place(), 'up'))]).toEqual([false, false]);
  });

  it('writing a backup fails at once when the disk rejects it or a file cannot be read', async () => {
    const order = { path: join(place(), 'none/file.age'), key, now };
    const big = 'a'.repeat(20 * 1024 * 1024);
    await expect(writeArchive(order, (archive) => archive.addText('README.txt', big))).rejects.toThrow('ENOENT');
    const missing = { ...order, path: join(place(), 'file.age') };
    const added = writeArchive(missing, (archive) => archive.addFile('record.db', join(place(), 'no.db')));
    await expect(added).rejects.toThrow(join(place(), 'no.db'));
  });
});

describe('a backup of the first format', () => {
  it('a backup of the first format is restored completely, migrated and verified against its stated head', async () => {
    const { manifest, migrated } = await restoreBackup(fixture, fresh(), keys);
    expect(manifest).toMatchObject({ format: 'mingbai-backup-1', comments: 2, events: 4, seals: 1, findings: [] });
    expect(migrated).toEqual(listMigrations().slice(4));
    const titles = readFileRows(databaseFile(fresh(), 'guanxian'), 'SELECT title FROM comments ORDER BY rowid');
    expect(titles).toMatchObject([{ title: answered.title }, { title: '道路何时修好' }]);
    expect(readFileSync(join(fresh(), 'guanxian/files', picturePlace), 'utf8')).toBe(picture);
  });

  it('a backup of the first format opens only with the BACKUP_KEY that encrypted it', async () => {
    const restore = (by: DecryptionKeys) => restoreBackup(fixture, fresh(), by);
    await expect(restore({ passphrase: '08'.repeat(32), identities: [] })).rejects.toThrow(
      '用另一个 BACKUP_KEY 加密的',
    );
    const identities = [await generateX25519Identity()];
    await expect(restore({ passphrase: null, identities })).rejects.toThrow('旧格式的备份，打开它需要 BACKUP_KEY');
    expect(existsSync(fresh())).toBe(false);
  });

  const large = () =>
    sealInFirstFormat(
      { 'record.db': Buffer.alloc(200_000, 'Aa1!'), 'manifest.json': Buffer.from('{"a":1}') },
      passphrase,
    );
  const read = (bytes: Buffer) => {
    const path = join(place(), 'first.mingbai');
    writeFileSync(path, bytes);
    return readArchive(path, keys, null);
  };

  it('a backup of the first format with several chunks is read unchanged', async () => {
    const { manifest, files } = await read(large());
    expect([manifest, files]).toMatchObject([{ a: 1 }, [{ path: 'record.db', bytes: 200_000 }]]);
  });

  it('a backup of the first format is rejected when truncated at any point', async () => {
    const bytes = large();
    const { head, chunk } = firstFormat;
    for (const length of [
      bytes.length - 1,
      bytes.length - 16,
      bytes.length - 17,
      head + chunk * 2,
      head + chunk,
      head + 1,
      head,
      40,
    ])
      await expect(read(bytes.subarray(0, length))).rejects.toThrow('已损坏');
    await expect(read(bytes.subarray(0, 10))).rejects.toThrow('不是本程序做的备份');
  });

  it('a backup of the first format is rejected when a bit is flipped, two chunks are swapped or bytes are appended', async () => {
    const bytes = large();
    const { head, chunk } = firstFormat;
    for (const position of [20, 50, 70, head + chunk + 1, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(position) ^ 1, position);
      await expect(read(changed)).rejects.toThrow(/另一个 BACKUP_KEY|已损坏/u);
    }
    const [first, second] = [bytes.subarray(head, head + chunk), bytes.subarray(head + chunk, head + 2 * chunk)];
    const swapped = Buffer.concat([bytes.subarray(0, head), second, first, bytes.subarray(head + 2 * chunk)]);
    await expect(read(swapped)).rejects.toThrow('已损坏');
    await expect(read(Buffer.concat([bytes, Buffer.alloc(100)]))).rejects.toThrow('已损坏');
  });

  it('a backup of the first format is rejected with data after its manifest, no manifest or a path outside its folder', async () => {
    const content = Buffer.from('{}');
    await expect(
      read(sealInFirstFormat({ 'manifest.json': content, 'record.db': content }, passphrase)),
    ).rejects.toThrow('已损坏');
    await expect(read(sealInFirstFormat({ 'record.db': content }, passphrase))).rejects.toThrow('已损坏');
    await expect(read(sealInFirstFormat({ '../up': content }, passphrase))).rejects.toThrow('不是本程序做的备份');
  });
});
