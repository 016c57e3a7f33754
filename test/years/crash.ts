// A database whose process dies at a chosen operation, and then does nothing more until it is started again.
import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

/** Between two statements; within a batch, which is rolled back; or after its commit, before anybody hears of it. */
export type Moment = 'between' | 'within' | 'after';

export class Crash {
  #left: number | null = null;
  #moment: Moment = 'between';
  #hasHappened = false;

  /** @param operations of the moment's kind, statements or batches, that succeed before */
  arm(operations: number, moment: Moment): void {
    this.#left = operations;
    this.#moment = moment;
    this.#hasHappened = false;
  }

  /** @returns whether the crash happened */
  disarm(): boolean {
    const happened = this.#hasHappened;
    this.#left = null;
    this.#hasHappened = false;
    return happened;
  }

  #isNow(...moments: Moment[]): boolean {
    if (this.#left === null) return false;
    if (!this.#hasHappened && moments.includes(this.#moment) && this.#left-- <= 0) this.#hasHappened = true;
    return this.#hasHappened;
  }

  through(database: D1Database): D1Database {
    const die = (): never => {
      throw new Error('crash');
    };
    const broken = () => database.prepare('INSERT INTO no_such_table VALUES (1)');
    const batch = async <Row>(statements: D1PreparedStatement[]) => {
      if (this.#hasHappened && this.#left !== null) die();
      const isNow = this.#isNow('within', 'after');
      if (isNow && this.#moment === 'within') return database.batch<Row>([...statements.slice(0, -1), broken()]);
      const results = await database.batch<Row>(statements);
      return isNow ? die() : results;
    };
    return {
      prepare: (sql) => (this.#isNow('between') ? die() : database.prepare(sql)),
      batch,
      exec: (sql) => database.exec(sql),
      withSession: (...of) => database.withSession(...of),
      dump: () => database.dump(),
    };
  }
}
