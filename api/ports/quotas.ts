// Daily storage quotas by sender, so that no single sender can fill the disk.
import type { Bucket } from './files.ts';

export interface Charge {
  /** A pseudonym that does not reveal the sender: lowercase letters, digits and dashes. */
  key: string;
  bytes: number;
  /** Maximum bytes per day. */
  quota: number;
}

export interface Quotas {
  /** @param day as `2026-11-30` @returns false, without charging anything, if a quota would be exceeded */
  charge(day: string, charges: readonly Charge[]): Promise<boolean>;
}

/** Maximum number of counters per day, to limit memory. Beyond it, attachments of new senders are refused. */
const maxCounters = 500_000;

/** Counts in this process's memory. A restart resets the quotas, like the rate limits. */
export function createMemoryQuotas(): Quotas {
  let today = { day: '', used: new Map<string, number>() };
  return {
    async charge(day, charges) {
      if (today.day !== day) today = { day, used: new Map() };
      const { used } = today;
      const isWithinQuota = charges.every(({ key, bytes, quota }) => (used.get(key) ?? 0) + bytes <= quota);
      if (!isWithinQuota || used.size + charges.length > maxCounters) return false;
      for (const { key, bytes } of charges) used.set(key, (used.get(key) ?? 0) + bytes);
      return true;
    },
  };
}

/** Key prefix of the counters in the object store. The hourly jobs delete those of past days. */
export const quotaFolder = 'quotas/';

/**
 * Counts in an object store, because Workers share no memory. Concurrent submissions may be counted only once; the rate
 * limit bounds that error.
 */
export function createBucketQuotas(bucket: Bucket): Quotas {
  const keyOf = (day: string, key: string) => `${quotaFolder}${day}/${key}`;
  const readCounter = async (key: string) => {
    const found = await bucket.get(key);
    return found ? Number(new TextDecoder().decode(await found.arrayBuffer())) : 0;
  };
  return {
    async charge(day, charges) {
      const used = await Promise.all(
        charges.map(async (charge) => ({ ...charge, used: await readCounter(keyOf(day, charge.key)) })),
      );
      if (!used.every(({ used, bytes, quota }) => used + bytes <= quota)) return false;
      await Promise.all(used.map(({ key, used, bytes }) => bucket.put(keyOf(day, key), String(used + bytes))));
      return true;
    },
  };
}
