// The ledger for export: sealed up to a moment ago, read in batches so that years of it fit in little memory.
import type { LedgerEvent, LedgerSeal } from '../contract/ledger.ts';
import { listLedgerEvents, listSeals } from '../db/ledger.ts';
import type { Deps } from '../ports/deps.ts';
import { sealEvents } from './maintenance.ts';

/** Minimum interval between seals made by readers, in milliseconds: nobody can fill the ledger with seals. */
const sealEvery = 60_000;
const batchSize = 500;

/** Every seal, and every sealed event in order. */
export async function readLedger(deps: Deps): Promise<{ seals: LedgerSeal[]; batches: AsyncGenerator<LedgerEvent[]> }> {
  let seals = await listSeals(deps.database);
  const lastAt = seals.at(-1)?.at;
  if (lastAt === undefined || deps.now() - Date.parse(lastAt) >= sealEvery) {
    if ((await sealEvents(deps)) > 0) seals = await listSeals(deps.database);
  }
  const sealedThrough = seals.at(-1)?.last ?? 0;
  async function* batches() {
    for (let after = 0; after < sealedThrough; after += batchSize) {
      yield await listLedgerEvents(deps.database, after, Math.min(after + batchSize, sealedThrough), batchSize);
    }
  }
  return { seals, batches: batches() };
}
