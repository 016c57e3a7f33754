// The newest seal for everybody to keep, read and never made: nobody waits for a seal, and nobody can fill the ledger.
import type { RecordHead, RecordHeads } from '../contract/ledger.ts';
import { findLastSeal } from '../db/ledger.ts';
import type { Deps } from '../ports/deps.ts';

/** @returns null before the first seal */
export async function readHead({ database }: Pick<Deps, 'database'>): Promise<RecordHead | null> {
  const seal = await findLastSeal(database);
  return seal && { number: seal.number, at: seal.at, hash: seal.hash };
}

/** Ids of the places whose record an office keeps. */
export async function readPlaces(deps: Deps, office: Deps): Promise<string[]> {
  const { jurisdictions } = await deps.site.index();
  return jurisdictions.filter(({ id }) => deps.officeOf(id).id === office.id).map(({ id }) => id);
}

/** The newest seals of all offices. */
export async function readHeads(deps: Deps): Promise<RecordHeads> {
  return Promise.all(
    deps.offices().map(async (office) => ({ places: await readPlaces(deps, office), head: await readHead(office) })),
  );
}
