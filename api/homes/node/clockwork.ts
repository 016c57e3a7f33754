// Calls what the table of times names, as the edge does: by the minute, by UTC, and never twice at once.

/** A number, every number, or every so many of them (`*`, and a star with a slash and a step). */
const fits = (part: string, value: number): boolean => {
  const [, step] = /^\*\/(\d+)$/u.exec(part) ?? [];
  return part === '*' || (step ? value % Number(step) === 0 : Number(part) === value);
};

/** @throws Error where the line has a part of another kind: better no server than one that never seals its ledger */
export function readCron(line: string): (at: Date) => boolean {
  const parts = line.split(' ');
  if (parts.length !== 5 || !parts.every((part) => /^(\*|\*\/[1-9]\d*|\d+)$/u.test(part))) {
    throw new Error(`the time ${line} cannot be read here`);
  }
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = parts;
  return (at) =>
    fits(minute, at.getUTCMinutes()) &&
    fits(hour, at.getUTCHours()) &&
    fits(day, at.getUTCDate()) &&
    fits(month, at.getUTCMonth() + 1) &&
    fits(weekday, at.getUTCDay());
}

/** The machine's clock and its alarm, or a test's. */
export interface Alarm {
  now(): number;
  /** @returns what takes the alarm back */
  after(milliseconds: number, ring: () => void): () => void;
}

const machine: Alarm = {
  now: () => Date.now(),
  after(milliseconds, ring) {
    const timer = setTimeout(ring, milliseconds);
    return () => clearTimeout(timer);
  },
};

const minute = 60_000;

/**
 * Runs what is due in each minute from now on, one after the other. What comes due while something still runs waits for its
 * end, once: each run does all that is there to do.
 *
 * @param run rejects where something failed; the next time comes nevertheless
 * @returns what stops it, and waits for what still runs
 */
export function startClockwork(
  crons: string[],
  run: (cron: string) => Promise<void>,
  alarm: Alarm = machine,
): () => Promise<void> {
  const lines = crons.map((cron) => ({ cron, isDue: readCron(cron) }));
  const waiting = new Set<string>();
  let running: Promise<void> | null = null;

  async function work(): Promise<void> {
    for (const cron of waiting) {
      waiting.delete(cron);
      // Whoever runs it has written down what went wrong.
      await run(cron).catch(() => undefined);
    }
    running = null;
  }

  let last = Math.floor(alarm.now() / minute);
  let cancel = alarm.after(minute - (alarm.now() % minute), ring);

  function ring(): void {
    const now = Math.floor(alarm.now() / minute);
    // A machine that slept catches up an hour; a clock that was set back goes on from there.
    for (let at = Math.max(last + 1, now - 60); at <= now; at++) {
      for (const { cron, isDue } of lines) if (isDue(new Date(at * minute))) waiting.add(cron);
    }
    last = now;
    if (waiting.size > 0) running ??= work();
    cancel = alarm.after(minute - (alarm.now() % minute), ring);
  }

  return async () => {
    cancel();
    waiting.clear();
    await running;
  };
}
