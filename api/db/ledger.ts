// Reads seals and the public fields of events, in the order written.
import { and, asc, desc, gt, lte, sql } from 'drizzle-orm';
import type { LedgerEvent, LedgerSeal } from '../contract/ledger.ts';
import { toLedgerEvent } from '../domain/ledger/public-side.ts';
import { readEvent } from '../life/read-event.ts';
import type { Database } from './database.ts';
import { events, seals } from './schema.ts';

type SealRow = typeof seals.$inferSelect;

const toSeal = (row: SealRow): LedgerSeal => ({ ...row, at: new Date(row.at).toISOString() });

export async function listSeals(database: Database): Promise<LedgerSeal[]> {
  const rows = await database.select().from(seals).orderBy(asc(seals.number));
  return rows.map(toSeal);
}

export async function findLastSeal(database: Database): Promise<LedgerSeal | null> {
  const row = await database.select().from(seals).orderBy(desc(seals.number)).limit(1).get();
  return row ? toSeal(row) : null;
}

/** The newest instant of a seal or an event, in milliseconds UTC; 0 without any. */
export async function findNewestInstant(database: Database): Promise<number> {
  const [[seal], [event]] = await database.batch([
    database.select({ at: seals.at }).from(seals).orderBy(desc(seals.number)).limit(1),
    database.select({ at: events.at }).from(events).where(sql`${events.position} = (SELECT max(position) FROM events)`),
  ]);
  return Math.max(seal?.at ?? 0, event?.at ?? 0);
}

/** When the newest seals were made, in milliseconds UTC, newest first. */
export async function listSealTimes(database: Database, limit: number): Promise<number[]> {
  const rows = await database.select({ at: seals.at }).from(seals).orderBy(desc(seals.number)).limit(limit);
  return rows.map(({ at }) => at);
}

/** The columns that a seal needs, of the events after a position, in order. */
export function listUnsealed(
  database: Database,
  after: number,
  limit: number,
): Promise<Pick<typeof events.$inferSelect, 'leaf' | 'at'>[]> {
  return database
    .select({ leaf: events.leaf, at: events.at })
    .from(events)
    .where(gt(events.position, after))
    .orderBy(asc(events.position))
    .limit(limit);
}

/** @returns false if another run has inserted this seal; then nothing was written */
export async function insertSeal(database: Database, seal: LedgerSeal): Promise<boolean> {
  try {
    await database.insert(seals).values({ ...seal, at: Date.parse(seal.at) });
    return true;
  } catch (error) {
    const message = error instanceof Error ? `${error.message} ${String(error.cause)}` : '';
    if (/out of turn|behind the record|UNIQUE constraint/u.test(message)) return false;
    throw error;
  }
}

/** The public fields of the events through a position, one page. */
export async function listLedgerEvents(
  database: Database,
  after: number,
  upTo: number,
  limit: number,
): Promise<LedgerEvent[]> {
  const rows = await database
    .select()
    .from(events)
    .where(and(gt(events.position, after), lte(events.position, upTo)))
    .orderBy(asc(events.position))
    .limit(limit);
  return Promise.all(
    rows.map(async (row) => ({
      position: row.position,
      // Export the stored leaf: if somebody changed the row directly, the two no longer match.
      ...(await toLedgerEvent(readEvent(row, row), row)),
      leaf: row.leaf,
    })),
  );
}
