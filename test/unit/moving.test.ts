// A record as a folder between the two homes. (Into a database of the edge and back: npm run faults.)
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportRecord } from '../../api/homes/keep/export.ts';
import { fetchRecord, importRecord } from '../../api/homes/keep/import.ts';
import { takeSnapshot } from '../../api/homes/keep/snapshot.ts';
import { listMovedTables, type Row } from '../../api/homes/keep/tables.ts';
import type { Edge } from '../../api/homes/keep/wrangler-d1.ts';
import { listMigrations, migrate } from '../../api/homes/node/migrations.ts';
import { openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import { databaseFile } from '../../api/homes/node/stores.ts';
import { useOwnFolder } from '../support/own-folder.ts';
import { attached, fillTables, readTables } from '../support/record-filled.ts';
import {
  changeFile,
  makeOfficeFolder,
  makeWholeFolder,
  picture,
  picturePlace,
  readFileRows,
} from '../support/record-folder.ts';

const place = useOwnFolder();

const data = () => join(place(), 'data');
const folder = () => join(place(), 'export');
const there = () => join(place(), 'there');
const now = Date.parse('2026-11-20T12:00:00+08:00');

function exportOffice() {
  const snapshot = join(place(), 'snapshot.db');
  rmSync(snapshot, { force: true });
  takeSnapshot(databaseFile(data(), 'guanxian'), snapshot);
  return exportRecord({ snapshot, office: 'guanxian', files: join(data(), 'guanxian/files'), now }, folder());
}

/** A database on the edge, as its reader knows it: a file here, in which something happens once the comments were read. */
function edgeOver(file: string, meanwhile: () => void): Edge {
  const last = (table: string) => readFileRows(file, `SELECT max(position) AS last, count(*) AS n FROM ${table}`);
  return {
    migrations: () => readFileRows(file, 'SELECT name FROM d1_migrations ORDER BY id').map(({ name }) => String(name)),
    isEmpty: () => false,
    reach: (tables) => JSON.stringify(tables.map(last)),
    *rows(tables) {
      for (const table of tables) {
        for (const row of readFileRows(file, `SELECT * FROM ${table} ORDER BY rowid`)) yield { table, row: row as Row };
        if (table === 'comments') meanwhile();
      }
    },
    noteExport: () => undefined,
    load: () => undefined,
  };
}

const anotherEvent = `INSERT INTO events (receipt_code, version, type, at, actor_role, actor, data, salt, leaf)
  VALUES ('GX261117-00002', 2, 'assigned', ${now}, 'desk', 'clerk', '{"unit":"minzhengju"}', 'salt', 'leaf')`;

describe('a record that is read from the edge', () => {
  it('is of one instant: refused where somebody wrote meanwhile, and taken when it is quiet again', async () => {
    const file = await makeOfficeFolder(data());
    const [torn, whole] = [join(place(), 'torn.db'), join(place(), 'whole.db')];
    const written = fetchRecord(
      edgeOver(file, () => changeFile(file, anotherEvent)),
      torn,
    );
    await expect(written).rejects.toThrow('读取期间有人写入');
    expect(readFileRows(torn, 'SELECT count(*) AS n FROM events')).toMatchObject([{ n: 0 }]);
    await fetchRecord(
      edgeOver(file, () => undefined),
      whole,
    );
    for (const table of ['comments', 'events', 'replies', 'seals']) {
      const sql = `SELECT * FROM ${table}`;
      expect(readFileRows(whole, sql)).toEqual(readFileRows(file, sql));
    }
  });

  it('is refused too where what staff recorded of a task came in meanwhile', async () => {
    const file = await makeOfficeFolder(data());
    const recorded = `INSERT INTO commitment_events
      (jurisdiction, document, task, version, submission_hash, status, on_day, text, at, actor_role, actor, is_sample)
      VALUES ('guanxian', 'guanxian-2021', 'guanxian-2021/tasks/17', 1, 'hash', 'in-progress', '2026-11-20', '正在编制', ${now},
      'desk', 'clerk', 0)`;
    const written = fetchRecord(
      edgeOver(file, () => changeFile(file, recorded)),
      join(place(), 'torn.db'),
    );
    await expect(written).rejects.toThrow('请重做一次');
  });
});

describe('a record that moves', () => {
  it('is the same in the other home: rows, attachments, ledger, and found by its words', async () => {
    const file = await makeWholeFolder(data());
    const manifest = await exportOffice();
    expect(await importRecord(folder(), there())).toEqual(manifest);
    const moved = databaseFile(there(), 'guanxian');
    for (const table of ['comments', 'events', 'replies', 'seals', 'attachments']) {
      const sql = `SELECT * FROM ${table}`;
      expect(readFileRows(moved, sql)).toEqual(readFileRows(file, sql));
    }
    expect(readFileSync(join(there(), 'guanxian/files', picturePlace), 'utf8')).toBe(picture);
    const found = readFileRows(moved, "SELECT rowid FROM comment_words WHERE comment_words MATCH 'guanxian养老'");
    expect(found).toMatchObject([{ rowid: 1 }]);
  });

  it('is the same in every table, for words of helpers and drafts as for accounts', async () => {
    const file = await makeOfficeFolder(data());
    const d1 = openDatabase(file, 'normal');
    await fillTables(d1.file);
    const { session, verification, presence, comment_words: words, ...rows } = readTables(d1.file);
    d1.close();
    const path = join(data(), 'guanxian/files', attached.place);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, attached.content);
    await exportOffice();
    await importRecord(folder(), there());
    const moved = openDatabase(databaseFile(there(), 'guanxian'), 'normal');
    expect(Object.values(rows).filter(({ length }) => length === 0)).toEqual([]);
    expect(readTables(moved.file, rows)).toEqual(rows);
    moved.close();
  });

  it('goes on where it was: the next event gets the next position', async () => {
    await makeOfficeFolder(data());
    await exportOffice();
    await importRecord(folder(), there());
    const sql = "SELECT seq FROM sqlite_sequence WHERE name = 'events'";
    expect(readFileRows(databaseFile(there(), 'guanxian'), sql)).toMatchObject([{ seq: 4 }]);
  });

  it('of an earlier version is brought up to date on the way', async () => {
    await makeOfficeFolder(data(), listMigrations()[1]);
    await exportOffice();
    await importRecord(folder(), there());
    const moved = databaseFile(there(), 'guanxian');
    expect(readFileRows(moved, 'SELECT name FROM d1_migrations')).toHaveLength(listMigrations().length);
    expect(readFileRows(moved, 'SELECT DISTINCT document FROM comments')).toMatchObject([
      { document: 'guanxian-2021' },
    ]);
  });

  it('comes with every table but what begins anew', () => {
    const d1 = openDatabase(join(place(), 'empty.db'), 'normal');
    migrate(d1);
    const tables = listMovedTables(d1.file);
    const all = d1.file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    d1.close();
    const left = all.map(({ name }) => String(name)).filter((name) => !tables.includes(name));
    expect(left.filter((name) => !/^(comment_words|sqlite_)/u.test(name)).sort()).toEqual([
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

  it('is refused where it was changed on the way, is only half there, or is of a newer version', async () => {
    const file = await makeOfficeFolder(data());
    const refuses = async (sentence: string) => {
      await expect(importRecord(folder(), there())).rejects.toThrow(sentence);
      expect(readdirSync(place()).includes('there') ? readdirSync(there()) : ['serving.lock']).toEqual([
        'serving.lock',
      ]);
    };
    await refuses('里没有 manifest.json');
    await exportOffice();
    appendFileSync(join(folder(), 'record.sql'), 'DELETE FROM contacts;\n');
    await refuses('在导出以后被改动过');
    rmSync(folder(), { recursive: true });
    changeFile(file, "INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
    await exportOffice();
    await refuses('本程序不认识 9999_later.sql');
  });

  it('is never written over another one, and never divided', async () => {
    const file = await makeOfficeFolder(data());
    await exportOffice();
    await expect(exportOffice()).rejects.toThrow('不是空文件夹');
    await importRecord(folder(), there());
    await expect(importRecord(folder(), there())).rejects.toThrow('不是空文件夹');
    rmSync(folder(), { recursive: true });
    changeFile(file, 'DROP TRIGGER comments_refuse_rewriting', "UPDATE comments SET jurisdiction = 'pingyin'");
    await expect(exportOffice()).rejects.toThrow('一份公开记录不能拆开');
  });
});
