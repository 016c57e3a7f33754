// Kills a server repeatedly during writes and checks its data after each kill.
import type { RunningSite } from './serve.ts';
import { seededChance, sendAll } from './writers.ts';

interface KillLoopOptions {
  writes: number;
  connections: number;
  /** The maximum number of acknowledgements between two kills, at least one. */
  perKill: number;
  seed: number;
  start(): Promise<RunningSite>;
  /**
   * Reads the disk while no server runs.
   *
   * @returns the receipt codes of all stored comments
   */
  inspect(): Promise<Set<string>>;
}

export interface KillResult {
  kills: number;
  acknowledged: number;
  /** Number of interrupted comments that were sent again. */
  repeated: number;
}

/** @throws Error if an acknowledged comment is lost or any comment is stored twice */
export async function runKillLoop(options: KillLoopOptions): Promise<KillResult> {
  const { writes, connections, perKill, seed, start, inspect } = options;
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
    const unacknowledged = await sendAll(site.origin, connections, next, (number, receiptCode) => {
      const known = receipts.get(number);
      if (known !== undefined && known !== receiptCode) throw new Error(`comment ${number} got two receipts`);
      receipts.set(number, receiptCode);
      // Kill immediately, while other comments are still being written.
      if (receipts.size - before === killAfter) killed ??= site.kill();
    });
    await (killed ?? site.kill());
    kills++;
    repeated += unacknowledged.length;
    waiting = [...unacknowledged, ...left];
    const stored = await inspect();
    const lost = [...receipts].filter(([, receiptCode]) => !stored.has(receiptCode));
    if (lost.length > 0)
      throw new Error(`seed ${seed}: ${lost.length} acknowledged comments are lost, such as ${String(lost[0])}`);
    if (stored.size > sent.size) throw new Error(`seed ${seed}: a comment is stored twice`);
  }
  const stored = await inspect();
  if (stored.size !== writes)
    throw new Error(`seed ${seed}: ${writes} comments were sent and ${stored.size} are stored`);
  return { kills, acknowledged: receipts.size, repeated };
}
