// Shows the newest seal to witnesses once a day, keeps what they answer, and keeps the seals of sites that ask for it.
import type { WitnessedHead, WitnessMarks } from '../contract/witnesses.ts';
import { addWitnessed, findLastMark, insertMark, listMarks, listWitnessed } from '../db/witnesses.ts';
import type { Deps } from '../ports/deps.ts';
import { readHead, readPlaces } from './heads.ts';
import { stampOf } from './stamp.ts';

const hour = 3_600_000;

/** Once a day, with room for a late run, in milliseconds. A witness that fails is asked again by the next hourly run. */
const askAfterMs = 20 * hour;

/** The least time between two looks at another site, in milliseconds: it makes a seal an hour. */
const lookAfterMs = hour / 2;

/** Rows of a published file; older ones are in the database and its exports. */
const published = 1000;

/**
 * Asks each witness whose last answer is a day old. Nothing waits for it, and one that fails stops no other.
 *
 * @returns what was done, for the status page
 * @throws Error named after the witnesses that failed
 */
export async function askWitnesses(deps: Deps): Promise<string> {
  const head = await readHead(deps);
  if (!head) return '';
  const failed: string[] = [];
  let asked = 0;
  for (const witness of deps.witnesses.names) {
    const last = await findLastMark(deps.database, witness);
    if (last !== null && stampOf(deps) - last < askAfterMs) continue;
    try {
      const mark = await deps.witnesses.ask(witness, head);
      await insertMark(deps.database, { seal: head.number, witness, at: stampOf(deps), ...mark });
      asked += 1;
    } catch (error) {
      const said = error instanceof Error ? error.message : typeof error;
      deps.log({ level: 'error', message: `witness ${witness}: ${said}`, details: { seal: head.number } });
      failed.push(witness);
    }
  }
  // The job's row keeps an error's name.
  if (failed.length > 0) throw Object.assign(new Error('witnesses failed'), { name: failed.join('、') });
  return `${asked} 处`;
}

/** The newest marks of all ledgers. */
export async function readMarks(deps: Deps): Promise<WitnessMarks> {
  const lists = await Promise.all(
    deps.offices().map(async (office) => {
      const places = await readPlaces(deps, office);
      return (await listMarks(office.database, published)).map((mark) => ({ places, ...mark }));
    }),
  );
  return lists.flat();
}

/** Where the seals of other sites are kept, whichever office serves the request. */
const keeperOf = (deps: Deps): Deps => deps.offices()[0] ?? deps;

export const readWitnessed = (deps: Deps): Promise<WitnessedHead[]> =>
  listWitnessed(keeperOf(deps).database, published);

/**
 * Looks at a site that asked for it, and keeps what it shows.
 *
 * @param site an origin
 * @returns all that is kept of the site, newest first; null if this site is no witness of that one
 * @throws Error if the site cannot be read
 */
export async function witnessSite(deps: Deps, site: string): Promise<WitnessedHead[] | null> {
  if (!deps.witnesses.isWitnessOf(site)) return null;
  const { database } = keeperOf(deps);
  const known = await listWitnessed(database, published, site);
  const [newest] = known;
  const now = stampOf(deps);
  if (newest && now - Date.parse(newest.seenAt) < lookAfterMs) return known;
  const added = await addWitnessed(database, site, await deps.witnesses.look(site), now, known);
  return added > 0 ? listWitnessed(database, published, site) : known;
}
