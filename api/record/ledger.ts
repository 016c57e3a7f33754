// Exports the ledger in batches, to limit memory use.
import type { LedgerEvent, LedgerSeal } from '../contract/ledger.ts';
import { listLedgerEvents, listSeals } from '../db/ledger.ts';
import type { Deps } from '../ports/deps.ts';
import { sealEvents } from './maintenance.ts';

const batchSize = 500;

/**
 * Reads all seals and, in order, all sealed events. First seals new events, so that residents can verify a comment that they
 * just sent. Each seal covers at least one event, so readers cannot fill the ledger with seals.
 */
export async function readLedger(deps: Deps): Promise<{ seals: LedgerSeal[]; batches: AsyncGenerator<LedgerEvent[]> }> {
  await sealEvents(deps);
  const seals = await listSeals(deps.database);
  const sealedThrough = seals.at(-1)?.last ?? 0;
  async function* batches() {
    for (let after = 0; after < sealedThrough; after += batchSize) {
      yield await listLedgerEvents(deps.database, after, Math.min(after + batchSize, sealedThrough), batchSize);
    }
  }
  return { seals, batches: batches() };
}
