// Stores what witnesses hold of this ledger, and what this site holds of others'.
import { desc, eq } from 'drizzle-orm';
import type { RecordHeads } from '../contract/ledger.ts';
import type { WitnessedHead, WitnessMarks } from '../contract/witnesses.ts';
import type { Database } from './database.ts';
import { seals } from './schema.ts';
import { witnessedHeads, witnessMarks } from './witness-schema.ts';

const toInstant = (at: number) => new Date(at).toISOString();

/** When a witness last answered, in milliseconds UTC; null if it never did. */
export async function findLastMark(database: Database, witness: string): Promise<number | null> {
  const row = await database
    .select({ at: witnessMarks.at })
    .from(witnessMarks)
    .where(eq(witnessMarks.witness, witness))
    .orderBy(desc(witnessMarks.seal))
    .limit(1)
    .get();
  return row?.at ?? null;
}

/** Keeps the first mark of a seal by a witness. */
export async function insertMark(database: Database, mark: typeof witnessMarks.$inferInsert): Promise<void> {
  await database.insert(witnessMarks).values(mark);
}

/** The newest marks first. */
export async function listMarks(database: Database, limit: number): Promise<Omit<WitnessMarks[number], 'places'>[]> {
  const rows = await database
    .select({ mark: witnessMarks, seal: seals })
    .from(witnessMarks)
    .innerJoin(seals, eq(seals.number, witnessMarks.seal))
    .orderBy(desc(witnessMarks.seal))
    .limit(limit);
  return rows.map(({ mark, seal }) => ({
    seal: { number: seal.number, at: toInstant(seal.at), hash: seal.hash },
    witness: mark.witness,
    at: toInstant(mark.at),
    nonce: mark.nonce,
    token: mark.token,
  }));
}

const ofPlaces = (places: string[]) => [...places].sort().join();

/** Adds what is new. @param now milliseconds UTC @returns how many were new */
export async function addWitnessed(
  database: Database,
  site: string,
  shown: RecordHeads,
  now: number,
  known: WitnessedHead[],
): Promise<number> {
  const isKnown = (places: string, hash: string) =>
    known.some((old) => old.site === site && ofPlaces(old.places) === places && old.head.hash === hash);
  let added = 0;
  for (const { places, head } of shown) {
    if (!head || isKnown(ofPlaces(places), head.hash)) continue;
    const { number, hash, at } = head;
    const row = { site, places: ofPlaces(places), number, hash, sealedAt: Date.parse(at), seenAt: now };
    await database.insert(witnessedHeads).values(row);
    added += 1;
  }
  return added;
}

/** The newest first. @param site of one site only */
export async function listWitnessed(database: Database, limit: number, site?: string): Promise<WitnessedHead[]> {
  const rows = await database
    .select()
    .from(witnessedHeads)
    .where(site === undefined ? undefined : eq(witnessedHeads.site, site))
    .orderBy(desc(witnessedHeads.seenAt))
    .limit(limit);
  return rows.map((row) => ({
    site: row.site,
    places: row.places.split(','),
    head: { number: row.number, at: toInstant(row.sealedAt), hash: row.hash },
    seenAt: toInstant(row.seenAt),
  }));
}
