// Implements Cloudflare's D1 interface on Node's SQLite, as far as drizzle-orm/d1 and the tests use it. Both homes run the
// same queries and migrations, and a database can move between them.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types';
import { withOpenErrors } from './ownership.ts';

/**
 * Durability of acknowledged writes. `full`: they survive a power failure. `normal`: they survive a killed process, but a
 * power failure may lose the last ones.
 */
export type Durability = 'full' | 'normal';

/** SQLite blocks the event loop, so yield between queries. */
const yieldTurn = () => new Promise<void>((resume) => setImmediate(resume));

const toInput = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value) as SQLInputValue;

const toMeta = (changes: number, lastRowId: number) => ({
  duration: 0,
  size_after: 0,
  rows_read: 0,
  rows_written: changes,
  changes,
  last_row_id: lastRowId,
  changed_db: changes > 0,
});

class Statement implements D1PreparedStatement {
  readonly #database: DatabaseSync;
  readonly #sql: string;
  readonly #values: SQLInputValue[];

  constructor(database: DatabaseSync, sql: string, values: SQLInputValue[] = []) {
    this.#database = database;
    this.#sql = sql;
    this.#values = values;
  }

  bind(...values: unknown[]): Statement {
    return new Statement(this.#database, this.#sql, values.map(toInput));
  }

  /** @throws Error with SQLite's message */
  runNow<Row>(): D1Result<Row> {
    const statement = this.#database.prepare(this.#sql);
    if (statement.columns().length > 0) {
      return { success: true, results: statement.all(...this.#values) as Row[], meta: toMeta(0, 0) };
    }
    const { changes, lastInsertRowid } = statement.run(...this.#values);
    return { success: true, results: [], meta: toMeta(Number(changes), Number(lastInsertRowid)) };
  }

  async all<Row>(): Promise<D1Result<Row>> {
    await yieldTurn();
    return this.runNow<Row>();
  }

  run<Row>(): Promise<D1Result<Row>> {
    return this.all<Row>();
  }

  async first<Value>(column?: string): Promise<Value | null> {
    const { results } = await this.all<Record<string, unknown>>();
    const row = results[0];
    if (!row) return null;
    return (column === undefined ? row : row[column]) as Value;
  }

  raw<Row = unknown[]>(options: { columnNames: true }): Promise<[string[], ...Row[]]>;
  raw<Row = unknown[]>(options?: { columnNames?: false }): Promise<Row[]>;
  async raw<Row>(options?: { columnNames?: boolean }): Promise<Row[] | [string[], ...Row[]]> {
    await yieldTurn();
    const statement = this.#database.prepare(this.#sql);
    statement.setReturnArrays(true);
    const rows = statement.all(...this.#values) as unknown as Row[];
    return options?.columnNames ? [statement.columns().map(({ name }) => name), ...rows] : rows;
  }
}

/** A local database with D1's interface. */
export interface LocalD1 extends D1Database {
  /** The underlying SQLite connection, for operations that D1 lacks. */
  file: DatabaseSync;
  /** Checkpoints and truncates the write-ahead log, to remove erased data from it. Does not wait for readers. */
  settle(): void;
  /** Checkpoints, so that one file contains the complete record, and closes it. */
  close(): void;
}

/** Runs a function in a transaction. */
export function inTransaction<Result>(database: DatabaseSync, run: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = run();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // If the disk is full, SQLite may already have rolled back.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Time in milliseconds that a write waits for another process's lock. */
const busyTimeoutMs = 5000;

function openFile(path: string, durability: Durability): DatabaseSync {
  const file = withOpenErrors(
    path,
    () => new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true }),
  );
  try {
    // `secure_delete` overwrites deleted content.
    const settings = `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${durability}; PRAGMA secure_delete = ON`;
    withOpenErrors(path, () => file.exec(settings));
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/**
 * @param path of the file, created if missing; `:memory:` stores nothing
 * @throws Error that names the file if it cannot be opened or is not a database
 */
export function openDatabase(path: string, durability: Durability = 'full'): LocalD1 {
  const file = openFile(path, durability);
  const throwUnsupported = () => {
    throw new Error('the self-hosted home does not support this');
  };
  const database = {
    prepare: (sql: string) => new Statement(file, sql),
    async batch<Row>(statements: D1PreparedStatement[]) {
      await yieldTurn();
      return inTransaction(file, () =>
        statements.map((statement) => (statement instanceof Statement ? statement.runNow<Row>() : throwUnsupported())),
      );
    },
    async exec(sql: string) {
      await yieldTurn();
      file.exec(sql);
      return { count: 1, duration: 0 };
    },
    // There are no replicas, so sessions need no bookmark.
    withSession: () => ({ prepare: database.prepare, batch: database.batch, getBookmark: () => null }),
    dump: async () => throwUnsupported(),
    file,
    settle() {
      file.exec(`PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = ${busyTimeoutMs}`);
    },
    close() {
      file.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      file.close();
    },
  };
  return database;
}
