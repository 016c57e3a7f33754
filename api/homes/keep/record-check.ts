// Checks the integrity of a record: the database file, the public ledger, and events that are not sealed yet. Read-only.
import type { DatabaseSync } from 'node:sqlite';
import { drizzle } from 'drizzle-orm/d1';
import { type LedgerEvent, type LedgerSeal, ledgerExportSchema } from '../../contract/ledger.ts';
import { listLedgerEvents, listSeals } from '../../db/ledger.ts';
import { makeSeal, noSeal, verifyLedger } from '../../domain/ledger/ledger.ts';
import type { LocalD1 } from '../node/sqlite-d1.ts';

const batchSize = 500;

export interface RecordState {
  /** Corruption of the database file. */
  faults: string[];
  /** Problems in the public ledger; empty if it is intact. */
  findings: string[];
  /** Names of the migrations, in order. */
  migrations: string[];
  comments: number;
  events: number;
  seals: number;
  /** Hash of the last seal. Readers who saved it can check a later copy against it. */
  head: string;
  /** Time of the last seal; null if there is none. */
  sealedAt: string | null;
}

/** @throws Error if the database is not a record of this program */
export function readMigrations(file: DatabaseSync): string[] {
  const rows = file.prepare('SELECT name FROM d1_migrations ORDER BY id').all();
  return rows.map(({ name }) => String(name));
}

export const countTableRows = (file: DatabaseSync, table: string): number =>
  Number(file.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'] ?? 0);

function checkFile(file: DatabaseSync): string[] {
  const rows = file.prepare('PRAGMA integrity_check(10)').all();
  const faults = rows.map((row) => String(row['integrity_check'])).filter((result) => result !== 'ok');
  const orphans = file.prepare('PRAGMA foreign_key_check').all();
  return [
    ...faults,
    ...orphans.map(({ table, parent }) => `表 ${String(table)} 有一行在表 ${String(parent)} 里没有对应的行`),
  ];
}

/** Reads all events in batches. */
async function readEvents(d1: LocalD1): Promise<LedgerEvent[]> {
  const database = drizzle(d1);
  const last = Number(d1.file.prepare('SELECT max(position) AS n FROM events').get()?.['n'] ?? 0);
  const events: LedgerEvent[] = [];
  for (let after = 0; after < last; after += batchSize) {
    events.push(...(await listLedgerEvents(database, after, Math.min(after + batchSize, last), batchSize)));
  }
  return events;
}

/** Computes a seal over the unsealed events, so that the ledger check covers them. */
async function addSealForUnsealed(seals: LedgerSeal[], events: LedgerEvent[]): Promise<LedgerSeal[]> {
  const last = seals.at(-1) ?? null;
  const unsealed = events.slice(last?.last ?? 0);
  if (unsealed.length === 0) return seals;
  const newest = unsealed.reduce((latest, { at }) => Math.max(latest, Date.parse(at)), last ? Date.parse(last.at) : 0);
  const leaves = unsealed.map(({ leaf }) => leaf);
  return [...seals, await makeSeal(last, leaves, newest)];
}

async function findLedgerFaults(seals: LedgerSeal[], events: LedgerEvent[]): Promise<string[]> {
  const sealed = await addSealForUnsealed(seals, events);
  const ledger = ledgerExportSchema.safeParse({
    format: 'mingbai-ledger-1',
    head: sealed.at(-1)?.hash ?? noSeal,
    seals: sealed,
    events,
  });
  if (!ledger.success) return ['公开记录的内容读不出来'];
  return (await verifyLedger(ledger.data)).map(({ where, what }) => `${where}：${what}`);
}

/**
 * Checks a record like a reader of the public ledger, and also the unsealed events.
 *
 * @throws Error if the database is not a record of this program
 */
export async function checkRecord(d1: LocalD1): Promise<RecordState> {
  const seals = await listSeals(drizzle(d1));
  const events = await readEvents(d1);
  const last = seals.at(-1);
  return {
    faults: checkFile(d1.file),
    findings: await findLedgerFaults(seals, events),
    migrations: readMigrations(d1.file),
    comments: countTableRows(d1.file, 'comments'),
    events: events.length,
    seals: seals.length,
    head: last?.hash ?? noSeal,
    sealedAt: last?.at ?? null,
  };
}
