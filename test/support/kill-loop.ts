// A server that is killed again and again in the middle of its writes, and what must hold after each time.
import type { RunningSite } from './serve.ts';
import { seededChance, sendAll } from './writers.ts';

interface KillOrder {
  writes: number;
  connections: number;
  /** Acknowledgements between two kills: at least one, at the most so many. */
  perKill: number;
  seed: number;
  start(): Promise<RunningSite>;
  /** Looks at what is on the disk while no server runs. @returns receipt codes of all comments there */
  inspect(): Promise<Set<string>>;
}

export interface KillResult {
  kills: number;
  acknowledged: number;
  /** Sent, cut off, and sent again. */
  repeated: number;
}

/** @throws Error where something that was acknowledged is lost, or something is there twice */
export async function runKillLoop(order: KillOrder): Promise<KillResult> {
  const { writes, connections, perKill, seed, start, inspect } = order;
  const chance = seededChance(seed);
  const receipts = new Map<number, string>();
  let waiting = Array.from({ length: writes }, (_, index) => index + 1);
  const sent = new Set<number>();
  let kills = 0;
  let repeated = 0;
  while (waiting.length > 0) {
    const site = await start();
    const before = receipts.size;
    const killAfter = 1 + Math.floor(chance() * perKill);
    let killed: Promise<unknown> | null = null;
    const left = [...waiting];
    const next = () => {
      const number = killed ? undefined : left.shift();
      if (number !== undefined) sent.add(number);
      return number ?? null;
    };
    const unheard = await sendAll(site.origin, connections, next, (number, receiptCode) => {
      const known = receipts.get(number);
      if (known !== undefined && known !== receiptCode) throw new Error(`${number} got two receipts`);
      receipts.set(number, receiptCode);
      // At once: others are on their way, some just being written.
      if (receipts.size - before === killAfter) killed ??= site.kill();
    });
    await (killed ?? site.kill());
    kills++;
    repeated += unheard.length;
    waiting = [...unheard, ...left];
    const stored = await inspect();
    const lost = [...receipts].filter(([, receiptCode]) => !stored.has(receiptCode));
    if (lost.length > 0) throw new Error(`seed ${seed}: ${lost.length} acknowledged and lost, as ${String(lost[0])}`);
    if (stored.size > sent.size) throw new Error(`seed ${seed}: something is there twice`);
  }
  const stored = await inspect();
  if (stored.size !== writes) throw new Error(`seed ${seed}: ${writes} were sent and ${stored.size} are there`);
  return { kills, acknowledged: receipts.size, repeated };
}
