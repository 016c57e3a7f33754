// Moves a record between the two homes as an exported folder. npm run faults makes a round trip through the edge's
// database.
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportRecord } from '../../api/homes/keep/export.ts';
import { fetchRecord, importRecord } from '../../api/homes/keep/import.ts';
import { takeSnapshot } from '../../api/homes/keep/snapshot.ts';
import { listExportedTables, type Row } from '../../api/homes/keep/tables.ts';
import type { Edge } from '../../api/homes/keep/wrangler-d1.ts';
import { listMigrations } from '../../api/homes/migration-files.ts';
import { migrate } from '../../api/homes/node/migrations.ts';
import { openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import { databaseFile } from '../../api/homes/node/stores.ts';
import { useTestFolder } from '../support/own-folder.ts';
import { attached, fillTables, readTables } from '../support/record-filled.ts';
import {
  changeFile,
  makeOfficeFolder,
  makeWholeFolder,
  picture,
  picturePlace,
  readFileRows,
} from '../support/record-folder.ts';

const testFolder = useTestFolder();

const data = () => join(testFolder(), 'data');
const folder = () => join(testFolder(), 'export');
const target = () => join(testFolder(), 'there');
const now = Date.parse('2026-11-20T12:00:00+08:00');

function exportOffice() {
  const snapshot = join(testFolder(), 'snapshot.db');
  rmSync(snapshot, { force: true });
  takeSnapshot(databaseFile(data(), 'guanxian'), snapshot);
  return exportRecord({ snapshot, office: 'guanxian', files: join(data(), 'guanxian/files'), now }, folder());
}

/** An edge database on a local file. `meanwhile` runs after the comments are read. */
function openEdge(file: string, meanwhile: () => void): Edge {
  const last = (table: string) => readFileRows(file, `SELECT max(position) AS last, count(*) AS n FROM ${table}`);
  return {
    readMigrations: () =>
      readFileRows(file, 'SELECT name FROM d1_migrations ORDER BY id').map(({ name }) => String(name)),
    isEmpty: () => false,
    readEventState: (tables) => JSON.stringify(tables.map(last)),
    *readRows(tables) {
      for (const table of tables) {
        for (const row of readFileRows(file, `SELECT * FROM ${table} ORDER BY rowid`)) yield { table, row: row as Row };
        if (table === 'comments') meanwhile();
      }
    },
    recordExport: () => undefined,
    load: () => undefined,
  };
}

const anotherEvent = `INSERT INTO events (receipt_code, version, type, at, actor_role, actor, data, salt, leaf)
  VALUES ('GX261117-00002', 2, 'assigned', ${now}, 'desk', 'clerk', '{"unit":"minzhengju"}', 'salt', 'leaf')`;

describe('reading a record from the edge', () => {
  it('rejects the copy of a record if somebody wrote meanwhile, and accepts it on a quiet retry', async () => {
    const file = await makeOfficeFolder(data());
    const [torn, whole] = [join(testFolder(), 'torn.db'), join(testFolder(), 'whole.db')];
    const written = fetchRecord(
      openEdge(file, () => changeFile(file, anotherEvent)),
      torn,
    );
    await expect(written).rejects.toThrow('读取期间有人写入');
    expect(readFileRows(torn, 'SELECT count(*) AS n FROM events')).toMatchObject([{ n: 0 }]);
    await fetchRecord(
      openEdge(file, () => undefined),
      whole,
    );
    for (const table of ['comments', 'events', 'replies', 'seals']) {
      const sql = `SELECT * FROM ${table}`;
      expect(readFileRows(whole, sql)).toEqual(readFileRows(file, sql));
    }
  });

  it('also rejects the copy of a record if staff recorded progress on a task meanwhile', async () => {
    const file = await makeOfficeFolder(data());
    const recorded = `INSERT INTO commitment_events
      (jurisdiction, document, task, version, submission_hash, status, on_day, text, at, actor_role, actor, is_sample)
      VALUES ('guanxian', 'guanxian-2021', 'guanxian-2021/tasks/17', 1, 'hash', 'in-progress', '2026-11-20', '正在编制', ${now},
      'desk', 'clerk', 0)`;
    const written = fetchRecord(
      openEdge(file, () => changeFile(file, recorded)),
      join(testFolder(), 'torn.db'),
    );
    await expect(written).rejects.toThrow('请重做一次');
  });
});

describe('moving a record between homes', () => {
  it('moving a record keeps rows, attachments, ledger and full-text search identical', async () => {
    const file = await makeWholeFolder(data());
    const manifest = await exportOffice();
    expect(await importRecord(folder(), target())).toEqual(manifest);
    const moved = databaseFile(target(), 'guanxian');
    for (const table of ['comments', 'events', 'replies', 'seals', 'attachments']) {
      const sql = `SELECT * FROM ${table}`;
      expect(readFileRows(moved, sql)).toEqual(readFileRows(file, sql));
    }
    expect(readFileSync(join(target(), 'guanxian/files', picturePlace), 'utf8')).toBe(picture);
    const found = readFileRows(moved, "SELECT rowid FROM comment_words WHERE comment_words MATCH 'guanxian养老'");
    expect(found).toMatchObject([{ rowid: 1 }]);
  });

  it('moving a record keeps every table identical, including advice, drafts and accounts', async () => {
    const file = await makeOfficeFolder(data());
    const d1 = openDatabase(file, 'normal');
    await fillTables(d1.file);
    const { session, verification, presence, comment_words: words, ...rows } = readTables(d1.file);
    d1.close();
    const path = join(data(), 'guanxian/files', attached.place);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, attached.content);
    await exportOffice();
    await importRecord(folder(), target());
    const moved = openDatabase(databaseFile(target(), 'guanxian'), 'normal');
    expect(Object.values(rows).filter(({ length }) => length === 0)).toEqual([]);
    expect(readTables(moved.file, rows)).toEqual(rows);
    moved.close();
  });

  it('a moved record continues numbering events where the old home stopped', async () => {
    await makeOfficeFolder(data());
    await exportOffice();
    await importRecord(folder(), target());
    const sql = "SELECT seq FROM sqlite_sequence WHERE name = 'events'";
    expect(readFileRows(databaseFile(target(), 'guanxian'), sql)).toMatchObject([{ seq: 4 }]);
  });

  it('migrates a record from an earlier version on import', async () => {
    await makeOfficeFolder(data(), listMigrations()[1]);
    await exportOffice();
    await importRecord(folder(), target());
    const moved = databaseFile(target(), 'guanxian');
    expect(readFileRows(moved, 'SELECT name FROM d1_migrations')).toHaveLength(listMigrations().length);
    expect(readFileRows(moved, 'SELECT DISTINCT document FROM comments')).toMatchObject([
      { document: 'guanxian-2021' },
    ]);
  });

  it('moves every table except sessions and other short-lived data', () => {
    const d1 = openDatabase(join(testFolder(), 'empty.db'), 'normal');
    migrate(d1);
    const tables = listExportedTables(d1.file);
    const all = d1.file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    d1.close();
    const notMoved = all.map(({ name }) => String(name)).filter((name) => !tables.includes(name));
    expect(notMoved.filter((name) => !/^((comment|answer)_words|sqlite_)/u.test(name)).sort()).toEqual([
      'd1_migrations',
      'presence',
      'session',
      'verification',
    ]);
    for (const [before, after] of [
      ['comments', 'events'],
      ['events', 'replies'],
      ['user', 'saved_views'],
    ] as const) {
      expect(tables.indexOf(before)).toBeLessThan(tables.indexOf(after));
    }
  });

  it('refuses to import a record that was changed, is incomplete or comes from a newer version', async () => {
    const file = await makeOfficeFolder(data());
    const expectRefused = async (sentence: string) => {
      await expect(importRecord(folder(), target())).rejects.toThrow(sentence);
      expect(readdirSync(testFolder()).includes('there') ? readdirSync(target()) : ['serving.lock']).toEqual([
        'serving.lock',
      ]);
    };
    await expectRefused('里没有 manifest.json');
    await exportOffice();
    appendFileSync(join(folder(), 'record.sql'), 'DELETE FROM contacts;\n');
    await expectRefused('在导出以后被改动过');
    rmSync(folder(), { recursive: true });
    changeFile(file, "INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
    await exportOffice();
    await expectRefused('本程序不认识 9999_later.sql');
  });

  it('importing a record never overwrites another one and never splits a ledger', async () => {
    const file = await makeOfficeFolder(data());
    await exportOffice();
    await expect(exportOffice()).rejects.toThrow('不是空文件夹');
    await importRecord(folder(), target());
    await expect(importRecord(folder(), target())).rejects.toThrow('不是空文件夹');
    rmSync(folder(), { recursive: true });
    changeFile(file, 'DROP TRIGGER comments_refuse_rewriting', "UPDATE comments SET jurisdiction = 'pingyin'");
    await expect(exportOffice()).rejects.toThrow('一份公开记录不能拆开');
  });
});
