// A gate for expensive work: a few pieces at once, a short queue behind them, and a refusal for the rest.

export interface GateSettings {
  /** Pieces of work that run at the same time. */
  concurrency: number;
  /** Pieces that may wait for their turn. */
  maxWaiting: number;
}

/** Thrown in place of work that found the queue full; the client may retry. */
export class GateFullError extends Error {
  override name = 'GateFullError';
}

export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** @returns a function that runs work through the gate. @throws GateFullError if the queue is full */
export function createGate({ concurrency, maxWaiting }: GateSettings): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= concurrency) {
      if (waiting.length >= maxWaiting) throw new GateFullError('too much expensive work is waiting');
      // The piece that finishes hands over its place, so that nobody overtakes the queue.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
