// Limits expensive work: a few tasks run at once, a few wait in a queue, further ones are rejected.

export interface GateSettings {
  /** Maximum number of running tasks. */
  concurrency: number;
  /** Maximum number of waiting tasks. */
  maxWaiting: number;
}

/** Thrown if the queue is full; the client may retry. */
export class GateFullError extends Error {
  override name = 'GateFullError';
}

export type Gate = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** @returns a function that runs work through the gate. @throws GateFullError if the queue is full */
export function createGate({ concurrency, maxWaiting }: GateSettings): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= concurrency) {
      if (waiting.length >= maxWaiting) throw new GateFullError('the queue for expensive work is full');
      // A finishing task passes its slot to the first waiting one, so that new tasks cannot overtake the queue.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
