// Limits on senders in the memory of this one process, by the same names and numbers as on the edge. They are forgotten
// with it: who restarts the server gives everybody a fresh minute.
import type { LimitName, Limits } from '../../ports/limits.ts';
import type { Limit } from './edge-table.ts';

/** Senders remembered at once by one limit; where so many come within a minute, new ones wait. */
const mostSenders = 100_000;

/** @param now milliseconds that only ever go forward, whatever is done to the clock of the machine */
export function createLimits(limits: Record<LimitName, Limit>, now: () => number = () => performance.now()): Limits {
  const counts = new Map<LimitName, { period: number; senders: Map<string, number> }>();
  return {
    async allow(what, sender) {
      const { limit, period: seconds } = limits[what];
      const period = Math.floor(now() / (seconds * 1000));
      const known = counts.get(what);
      const { senders } = known?.period === period ? known : { senders: new Map<string, number>() };
      counts.set(what, { period, senders });
      const count = (senders.get(sender) ?? 0) + 1;
      if (count === 1 && senders.size >= mostSenders) return false;
      senders.set(sender, count);
      return count <= limit;
    },
  };
}
