// The self-hosted home's SQLite database behind the D1 interface: durability and erasure.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { listMigrations } from '../../api/homes/migration-files.ts';
import { migrate } from '../../api/homes/node/migrations.ts';
import { type LocalD1, openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import { useTestFolder } from '../support/own-folder.ts';

const testFolder = useTestFolder();

describe('the self-hosted home’s database', () => {
  const opened: LocalD1[] = [];
  afterEach(() => {
    for (const database of opened.splice(0)) database.close();
  });
  const open = () => {
    const database = openDatabase(join(testFolder(), 'a.db'));
    opened.push(database);
    return database;
  };

  it('the self-hosted database writes acknowledged data to disk and reads during writes', () => {
    const pragma = (name: string) => Object.values(open().file.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(pragma)).toEqual(['wal', 2, 1, 5000]);
  });

  it('the self-hosted database applies a batch entirely or not at all', async () => {
    const database = open();
    await database.exec('CREATE TABLE a (n INTEGER PRIMARY KEY)');
    const insert = (n: number) => database.prepare('INSERT INTO a VALUES (?)').bind(n);
    await expect(database.batch([insert(1), insert(2), insert(1)])).rejects.toThrow('UNIQUE constraint failed');
    expect((await database.prepare('SELECT * FROM a').all()).results).toEqual([]);
    const [, second] = await database.batch([insert(1), insert(2)]);
    expect(second).toMatchObject({ success: true, meta: { changes: 1, last_row_id: 2 } });
    expect(await database.prepare('SELECT n FROM a WHERE n > ?').bind(true).first('n')).toBe(2);
    expect(await database.prepare('SELECT n FROM a WHERE n > 5').first()).toBe(null);
    expect(await database.prepare('SELECT n, n + 1 AS m FROM a').raw({ columnNames: true })).toEqual([
      ['n', 'm'],
      [1, 2],
      [2, 3],
    ]);
  });

  it('the self-hosted database overwrites erased data in file and log, even if a reader delays it', () => {
    const file = join(testFolder(), 'a.db');
    const database = open();
    const isAnywhere = () =>
      [file, `${file}-wal`].some((name) => existsSync(name) && readFileSync(name, 'latin1').includes('a secret word'));
    database.file.exec("CREATE TABLE t (a); INSERT INTO t VALUES ('a secret word')");
    const reader = new DatabaseSync(file);
    reader.exec('BEGIN; SELECT * FROM t');
    database.file.exec('DELETE FROM t');
    database.settle();
    expect(isAnywhere()).toBe(true);
    reader.close();
    database.settle();
    expect(isAnywhere()).toBe(false);
  });

  it('the self-hosted database applies no partial migration and resumes where it stopped', () => {
    const database = open();
    const [first = '', second = ''] = listMigrations();
    expect(migrate(database, first)).toEqual([first]);
    database.file.exec(
      'CREATE TABLE events_in_turn_blocker (n); CREATE TRIGGER events_in_turn BEFORE INSERT ON events_in_turn_blocker BEGIN SELECT 1; END',
    );
    expect(() => migrate(database, second)).toThrow('already exists');
    const applied = () =>
      database.file
        .prepare('SELECT name FROM d1_migrations')
        .all()
        .map(({ name }) => name);
    expect(applied()).toEqual([first]);
    database.file.exec('DROP TRIGGER events_in_turn; DROP TABLE events_in_turn_blocker');
    expect(migrate(database)).toEqual(listMigrations().slice(1));
    expect(migrate(database)).toEqual([]);
  });
});
