// Marks senders within one day, and summarizes the day once it is over: then key and marks are deleted, and only counts stay.
import { toHex } from '../contract/hex.ts';
import {
  type ArrivalRow,
  type DaySummary,
  eraseMarks,
  listArrivals,
  listArrived,
  listDaysWithKey,
  readDayKey,
  storeDay,
} from '../db/arrivals.ts';
import { addDays, type Day, dayInShanghai, startOfDay } from '../domain/clock/calendar.ts';
import { isCrowded, summarizeDay, wholeDay } from '../domain/figures/arrivals.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';

/** In bytes. */
const keySize = 20;
/** 64 bits suffice to tell the senders of one day apart. */
const markLength = 16;
/** Without an edge or a trusted proxy nobody knows the sender (middleware/sender.ts). */
const unknownSender = 'local';

/** The key of the day that a process marks now: it is read once a day where one process keeps the database open. */
const dayKeys = new WeakMap<Deps['database'], { day: Day; key: string }>();

async function keyOfDay({ database, random }: Deps, day: Day): Promise<string> {
  const known = dayKeys.get(database);
  if (known?.day === day) return known.key;
  const key = await readDayKey(database, day, () => toHex(random(keySize)));
  dayKeys.set(database, { day, key });
  return key;
}

/**
 * @param senders network prefixes, the widest last: an IPv4 /24 or an IPv6 /48
 * @returns the sender's mark of this day, which nobody can compute from the record or from CODE_SECRET alone; null if unknown
 */
export async function markSender(deps: Deps, senders: readonly string[], at: number): Promise<string | null> {
  const day = dayInShanghai(at);
  // Also for unknown senders: the key says that the day has comments to count.
  const key = await keyOfDay(deps, day);
  const sender = senders.at(-1);
  if (sender === undefined || sender === unknownSender) return null;
  return (await sha256(`sender of ${day} ${sender} ${key} ${deps.codeSecret}`)).slice(0, markLength);
}

/** A request that began on the day may still be storing its comment. In milliseconds. */
const graceMs = 10 * 60_000;

/** Summarizes every day that is over, and erases its marks. @returns the number of days */
export async function summarizeArrivals(deps: Deps): Promise<number> {
  const today = dayInShanghai(deps.now() - graceMs);
  const days = await listDaysWithKey(deps.database, today);
  const { jurisdictions } = await deps.site.index();
  for (const day of days) {
    const summaries: DaySummary[] = [];
    for (const { id } of jurisdictions) {
      if (deps.officeOf(id).id !== deps.id) continue;
      const arrived = await listArrived(deps.database, id, startOfDay(day), startOfDay(addDays(day, 1)));
      if (arrived.length > 0) summaries.push({ jurisdiction: id, ...summarizeDay(arrived) });
    }
    await storeDay(deps.database, day, summaries);
  }
  // Also those of a run that was interrupted: without its key a mark says nothing, but it has no business here either.
  await eraseMarks(deps.database, startOfDay(today));
  return days.length;
}

/** Counts of one jurisdiction and year. */
export const readArrivals = (deps: Deps, jurisdiction: string, year: number): Promise<ArrivalRow[]> =>
  listArrivals(deps.officeOf(jurisdiction).database, jurisdiction, `${year}-01-01`, `${year + 1}-01-01`);

export interface CrowdedDay {
  day: Day;
  received: number;
  largestSender: number | null;
  busiestMinute: number;
}

/** Days of a year on which one sender or one minute stands out. */
export async function readCrowdedDays(deps: Deps, jurisdiction: string, year: number): Promise<CrowdedDay[]> {
  const rows = await readArrivals(deps, jurisdiction, year);
  return rows.filter((row) => row.hour === wholeDay && isCrowded(row));
}
