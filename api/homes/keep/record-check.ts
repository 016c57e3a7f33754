// Whether a record is whole: the file itself, the ledger as it is given out, and what has not been sealed yet. Writes nothing.
import type { DatabaseSync } from 'node:sqlite';
import { drizzle } from 'drizzle-orm/d1';
import { type LedgerEvent, ledgerExportSchema } from '../../contract/ledger.ts';
import { listLedgerEvents, listSeals } from '../../db/ledger.ts';
import { makeSeal, noSeal, verifyLedger } from '../../domain/ledger/ledger.ts';
import type { LocalD1 } from '../node/sqlite-d1.ts';

const batchSize = 500;

export interface RecordState {
  /** What is wrong with the file itself: nobody should rely on it. */
  faults: string[];
  /** What a reader of the public ledger would find; empty where everything is whole and unchanged. */
  findings: string[];
  /** Names of the migrations, in their order. */
  migrations: string[];
  comments: number;
  events: number;
  seals: number;
  /** Hash of the last seal: whoever keeps it can check any later copy against it. */
  head: string;
  /** When the last seal was made; null where there is none. */
  sealedAt: string | null;
}

/** @throws Error where it is no database of this program */
export function readMigrations(file: DatabaseSync): string[] {
  const rows = file.prepare('SELECT name FROM d1_migrations ORDER BY id').all();
  return rows.map(({ name }) => String(name));
}

export const readCount = (file: DatabaseSync, table: string): number =>
  Number(file.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'] ?? 0);

function checkFile(file: DatabaseSync): string[] {
  const answers = file.prepare('PRAGMA integrity_check(10)').all();
  const faults = answers.map((row) => String(row['integrity_check'])).filter((answer) => answer !== 'ok');
  const strays = file.prepare('PRAGMA foreign_key_check').all();
  return [
    ...faults,
    ...strays.map(({ table, parent }) => `a row of ${String(table)} belongs to no row of ${String(parent)}`),
  ];
}

/**
 * Checks the record as a reader of the public ledger would, and its newest events, which no seal holds yet, as if one did.
 *
 * @throws Error where it is no database of this program
 */
export async function checkRecord(d1: LocalD1): Promise<RecordState> {
  const findings: string[] = [];
  const database = drizzle(d1);
  const seals = await listSeals(database);
  const last = Number(d1.file.prepare('SELECT max(position) AS n FROM events').get()?.['n'] ?? 0);
  const events: LedgerEvent[] = [];
  for (let after = 0; after < last; after += batchSize) {
    events.push(...(await listLedgerEvents(database, after, Math.min(after + batchSize, last), batchSize)));
  }
  const before = seals.at(-1) ?? null;
  const open = events.slice(before?.last ?? 0);
  const instants = open.map(({ at }) => Date.parse(at));
  const newest = instants.reduce((latest, at) => Math.max(latest, at), before ? Date.parse(before.at) : 0);
  const tail =
    open.length > 0
      ? [
          await makeSeal(
            before,
            open.map(({ leaf }) => leaf),
            newest,
          ),
        ]
      : [];
  const sealed = [...seals, ...tail];
  const ledger = ledgerExportSchema.safeParse({
    format: 'mingbai-ledger-1',
    head: sealed.at(-1)?.hash ?? noSeal,
    seals: sealed,
    events,
  });
  if (!ledger.success) findings.push('the ledger cannot be read');
  else findings.push(...(await verifyLedger(ledger.data)).map(({ where, what }) => `${where}：${what}`));
  return {
    faults: checkFile(d1.file),
    findings,
    migrations: readMigrations(d1.file),
    comments: readCount(d1.file, 'comments'),
    events: events.length,
    seals: seals.length,
    head: before?.hash ?? noSeal,
    sealedAt: before?.at ?? null,
  };
}
