// Daily quotas: how much each sender may have stored, so that nobody fills the disk for everybody.
import type { Bucket } from './files.ts';

export interface Charge {
  /** Names the sender in a way that cannot be undone: lowercase letters, digits and dashes. */
  key: string;
  bytes: number;
  /** Bytes a day. */
  quota: number;
}

export interface Quotas {
  /** @param day as `2026-11-30` @returns false if one of the quotas would be exceeded; then nothing is charged */
  take(day: string, charges: readonly Charge[]): Promise<boolean>;
}

/** Senders counted a day; further ones get no attachments stored without proof of work elsewhere. */
const maxKeys = 500_000;

/** Counts in this process. A restart gives everybody a fresh day, as it gives them a fresh minute. */
export function createMemoryQuotas(): Quotas {
  let counted = { day: '', used: new Map<string, number>() };
  return {
    async take(day, charges) {
      if (counted.day !== day) counted = { day, used: new Map() };
      const { used } = counted;
      const fits = charges.every(({ key, bytes, quota }) => (used.get(key) ?? 0) + bytes <= quota);
      if (!fits || used.size + charges.length > maxKeys) return false;
      for (const { key, bytes } of charges) used.set(key, (used.get(key) ?? 0) + bytes);
      return true;
    },
  };
}

/** Prefix of the counters in an object store; the hourly upkeep deletes those of past days. */
export const quotaFolder = 'quotas/';

/**
 * Counts in an object store, where processes share no memory. Submissions at the same moment may be counted as one; the
 * limit per minute bounds how many that are.
 */
export function createBucketQuotas(bucket: Bucket): Quotas {
  const placeOf = (day: string, key: string) => `${quotaFolder}${day}/${key}`;
  const read = async (place: string) => {
    const found = await bucket.get(place);
    return found ? Number(new TextDecoder().decode(await found.arrayBuffer())) : 0;
  };
  return {
    async take(day, charges) {
      const used = await Promise.all(
        charges.map(async (charge) => ({ ...charge, used: await read(placeOf(day, charge.key)) })),
      );
      if (!used.every(({ used, bytes, quota }) => used + bytes <= quota)) return false;
      await Promise.all(used.map(({ key, used, bytes }) => bucket.put(placeOf(day, key), String(used + bytes))));
      return true;
    },
  };
}
