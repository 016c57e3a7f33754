// Accesses a D1 database on the edge, or its local emulation, through wrangler and wrangler's own login.
import { spawnSync } from 'node:child_process';
import * as z from 'zod';
import { quietEnvironment } from '../local/quiet.ts';
import { jobOutcomeSql } from './job-note.ts';
import type { Row } from './tables.ts';

const wranglerOutputSchema = z.array(z.object({ results: z.array(z.record(z.string(), z.unknown())) }));
const pageSize = 500;

export interface Edge {
  /** Names of the applied migrations. */
  readMigrations(): string[];
  /** True if the database has no account and no event. */
  isEmpty(): boolean;
  /** Reads last position and row count of each event table. Equal results mean that nothing was written in between. */
  readEventState(tables: string[]): string;
  /** Records an export for the status page. @param at milliseconds UTC */
  recordExport(isComplete: boolean, at: number, note: string): void;
  /** Reads the rows of tables, table by table, in insertion order. */
  readRows(tables: string[]): Generator<{ table: string; row: Row }>;
  /** Runs an SQL file. */
  load(path: string): void;
}

/**
 * @param database name or binding in wrangler.toml
 * @param state folder of the local emulation; null for the real database
 */
export function openEdge(database: string, state: string | null): Edge {
  const locationFlags = state === null ? ['--remote'] : ['--local', '--persist-to', state];

  function execute(args: string[]): string {
    const { status, stdout, stderr } = spawnSync(
      'wrangler',
      ['d1', 'execute', database, ...locationFlags, '--yes', ...args],
      {
        env: quietEnvironment,
        encoding: 'utf8',
        maxBuffer: 1024 ** 3,
      },
    );
    if (status !== 0) throw new Error(`数据库拒绝了操作，以下是 wrangler 的原话：${stdout}${stderr}`);
    return stdout;
  }

  /** Runs several queries in one call, because each start of wrangler takes seconds. @returns the rows of each */
  const query = (...statements: string[]): Row[][] =>
    wranglerOutputSchema
      .parse(JSON.parse(execute(['--json', '--command', statements.join(';\n')])))
      .map(({ results }) => results);

  const pageQuery = (table: string, after: number) =>
    `SELECT rowid AS moved_rowid, * FROM "${table}" WHERE rowid > ${after} ORDER BY rowid LIMIT ${pageSize}`;

  function* readPages(table: string, firstPage: Row[]): Generator<{ table: string; row: Row }> {
    for (let page = firstPage; ; ) {
      let after = 0;
      for (const { moved_rowid, ...row } of page) {
        after = Number(moved_rowid);
        yield { table, row };
      }
      if (page.length < pageSize) return;
      page = query(pageQuery(table, after))[0] ?? [];
    }
  }

  return {
    readMigrations: () =>
      (query('SELECT name FROM d1_migrations ORDER BY id')[0] ?? []).map(({ name }) => String(name)),
    isEmpty: () =>
      Number(query('SELECT (SELECT count(*) FROM user) + (SELECT count(*) FROM events) AS n')[0]?.[0]?.['n']) === 0,
    readEventState: (tables) =>
      JSON.stringify(query(...tables.map((table) => `SELECT max(position) AS last, count(*) AS n FROM "${table}"`))),
    recordExport: (isComplete, at, note) => void query(jobOutcomeSql('export', isComplete, at, note)),
    *readRows(tables) {
      const pages = query(...tables.map((table) => pageQuery(table, 0)));
      for (const [index, table] of tables.entries()) yield* readPages(table, pages[index] ?? []);
    },
    load: (path) => void execute(['--file', path]),
  };
}
