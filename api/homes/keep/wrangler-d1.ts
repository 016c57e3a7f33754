// Accesses a D1 database on the edge, or its local emulation, through wrangler and wrangler's own login.
import { spawnSync } from 'node:child_process';
import * as z from 'zod';
import { quietEnvironment } from '../local/quiet.ts';
import { jobNoteSql } from './job-note.ts';
import type { Row } from './tables.ts';

const answerSchema = z.array(z.object({ results: z.array(z.record(z.string(), z.unknown())) }));
const pageSize = 500;

export interface Edge {
  /** Names of the applied migrations. */
  migrations(): string[];
  /** True if the database has no account and no event. */
  isEmpty(): boolean;
  /** Last position and row count of each event table. If two results are equal, nothing was written in between. */
  reach(tables: string[]): string;
  /** Records an export for the status page. @param at milliseconds UTC */
  noteExport(isWhole: boolean, at: number, note: string): void;
  /** Reads the rows of tables, table by table, in insertion order. */
  rows(tables: string[]): Generator<{ table: string; row: Row }>;
  /** Runs an SQL file. */
  load(path: string): void;
}

/**
 * @param database name or binding in wrangler.toml
 * @param state folder of the local emulation; null for the real database
 */
export function openEdge(database: string, state: string | null): Edge {
  const place = state === null ? ['--remote'] : ['--local', '--persist-to', state];

  function run(args: string[]): string {
    const { status, stdout, stderr } = spawnSync('wrangler', ['d1', 'execute', database, ...place, '--yes', ...args], {
      env: quietEnvironment,
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
    });
    if (status !== 0) throw new Error(`数据库拒绝了操作，以下是 wrangler 的原话：${stdout}${stderr}`);
    return stdout;
  }

  /** Runs several queries in one call, because each start of wrangler takes seconds. @returns the rows of each */
  const query = (...statements: string[]): Row[][] =>
    answerSchema.parse(JSON.parse(run(['--json', '--command', statements.join(';\n')]))).map(({ results }) => results);

  const pageOf = (table: string, after: number) =>
    `SELECT rowid AS moved_rowid, * FROM "${table}" WHERE rowid > ${after} ORDER BY rowid LIMIT ${pageSize}`;

  function* readPages(table: string, first: Row[]): Generator<{ table: string; row: Row }> {
    for (let page = first; ; ) {
      let after = 0;
      for (const { moved_rowid, ...row } of page) {
        after = Number(moved_rowid);
        yield { table, row };
      }
      if (page.length < pageSize) return;
      page = query(pageOf(table, after))[0] ?? [];
    }
  }

  return {
    migrations: () => (query('SELECT name FROM d1_migrations ORDER BY id')[0] ?? []).map(({ name }) => String(name)),
    isEmpty: () =>
      Number(query('SELECT (SELECT count(*) FROM user) + (SELECT count(*) FROM events) AS n')[0]?.[0]?.['n']) === 0,
    reach: (tables) =>
      JSON.stringify(query(...tables.map((table) => `SELECT max(position) AS last, count(*) AS n FROM "${table}"`))),
    noteExport: (isWhole, at, note) => void query(jobNoteSql('export', isWhole, at, note)),
    *rows(tables) {
      const pages = query(...tables.map((table) => pageOf(table, 0)));
      for (const [index, table] of tables.entries()) yield* readPages(table, pages[index] ?? []);
    },
    load: (path) => void run(['--file', path]),
  };
}
