// A database on the edge, or its local likeness, through wrangler: with its own sign-in, and no secret here.
import { spawnSync } from 'node:child_process';
import * as z from 'zod';
import { quietEnvironment } from '../local/quiet.ts';
import { spellJobNote } from './job-note.ts';
import type { Row } from './tables.ts';

const answerSchema = z.array(z.object({ results: z.array(z.record(z.string(), z.unknown())) }));
const pageSize = 500;

export interface Edge {
  /** Names of the migrations that it has. */
  migrations(): string[];
  /** Nobody has an account there, and nothing was received. */
  isEmpty(): boolean;
  /** How far tables of events reach: of each its last position and its rows. Alike twice, nobody wrote between. */
  reach(tables: string[]): string;
  /** Writes down, for the status page of staff, that a copy was taken out. @param at milliseconds UTC */
  noteExport(isWhole: boolean, at: number, note: string): void;
  /** Rows of tables, table by table, in the order in which they were written. */
  rows(tables: string[]): Generator<{ table: string; row: Row }>;
  /** Runs a file of SQL. */
  load(path: string): void;
}

/**
 * @param database its name or binding in wrangler.toml
 * @param state folder of the local likeness; null for the real one
 */
export function openEdge(database: string, state: string | null): Edge {
  const place = state === null ? ['--remote'] : ['--local', '--persist-to', state];

  function run(args: string[]): string {
    const { status, stdout, stderr } = spawnSync('wrangler', ['d1', 'execute', database, ...place, '--yes', ...args], {
      env: quietEnvironment,
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
    });
    if (status !== 0) throw new Error(`the database refused: ${stdout}${stderr}`);
    return stdout;
  }

  /** Several questions at once: each start of wrangler takes seconds. @returns the rows of each */
  const ask = (...questions: string[]): Row[][] =>
    answerSchema.parse(JSON.parse(run(['--json', '--command', questions.join(';\n')]))).map(({ results }) => results);

  const pageOf = (table: string, after: number) =>
    `SELECT rowid AS moved_rowid, * FROM "${table}" WHERE rowid > ${after} ORDER BY rowid LIMIT ${pageSize}`;

  function* readOn(table: string, first: Row[]): Generator<{ table: string; row: Row }> {
    for (let page = first; ; ) {
      let after = 0;
      for (const { moved_rowid, ...row } of page) {
        after = Number(moved_rowid);
        yield { table, row };
      }
      if (page.length < pageSize) return;
      page = ask(pageOf(table, after))[0] ?? [];
    }
  }

  return {
    migrations: () => (ask('SELECT name FROM d1_migrations ORDER BY id')[0] ?? []).map(({ name }) => String(name)),
    isEmpty: () =>
      Number(ask('SELECT (SELECT count(*) FROM user) + (SELECT count(*) FROM events) AS n')[0]?.[0]?.['n']) === 0,
    reach: (tables) =>
      JSON.stringify(ask(...tables.map((table) => `SELECT max(position) AS last, count(*) AS n FROM "${table}"`))),
    noteExport: (isWhole, at, note) => void ask(spellJobNote('export', isWhole, at, note)),
    *rows(tables) {
      const pages = ask(...tables.map((table) => pageOf(table, 0)));
      for (const [index, table] of tables.entries()) yield* readOn(table, pages[index] ?? []);
    },
    load: (path) => void run(['--file', path]),
  };
}
