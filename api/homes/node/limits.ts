// Rate limits in memory, with the edge's names and numbers. A restart resets all counters.
import type { LimitName, Limits } from '../../ports/limits.ts';
import type { Limit } from './edge-table.ts';

/** Maximum number of tracked senders per limit; beyond it, new senders must wait. */
const maxSenders = 100_000;

/** @param now monotonic milliseconds, unaffected by changes of the system clock */
export function createLimits(limits: Record<LimitName, Limit>, now: () => number = () => performance.now()): Limits {
  const counts = new Map<LimitName, { period: number; senders: Map<string, number> }>();
  return {
    async allow(limitName, sender) {
      const { limit, period: seconds } = limits[limitName];
      const period = Math.floor(now() / (seconds * 1000));
      const current = counts.get(limitName);
      const { senders } = current?.period === period ? current : { senders: new Map<string, number>() };
      counts.set(limitName, { period, senders });
      const count = (senders.get(sender) ?? 0) + 1;
      if (count === 1 && senders.size >= maxSenders) return false;
      senders.set(sender, count);
      return count <= limit;
    },
  };
}
