// Runs scheduled jobs by the cron table, as the edge does: by the minute, in UTC, never two runs at once.

/** A number, any number, or every nth (`*`, `*` with a slash and a step). */
const fits = (part: string, value: number): boolean => {
  const [, step] = /^\*\/(\d+)$/u.exec(part) ?? [];
  return part === '*' || (step ? value % Number(step) === 0 : Number(part) === value);
};

/** @throws Error for an unknown field: better no server than one that never seals its ledger */
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

/** The system clock and its timer, or a test's. */
export interface Alarm {
  now(): number;
  /** @returns a function that cancels the timer */
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
 * Runs what is due each minute from now on, one job after the other. What falls due during a run waits for its
 * end, and runs once: each run does all pending work.
 *
 * @param run rejects on failure; the schedule continues
 * @returns a function that stops the schedule and waits for the current run
 */
export function startScheduler(
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
      // The job itself has logged the failure.
      await run(cron).catch(() => undefined);
    }
    running = null;
  }

  let last = Math.floor(alarm.now() / minute);
  let cancel = alarm.after(minute - (alarm.now() % minute), ring);

  function ring(): void {
    const now = Math.floor(alarm.now() / minute);
    // After sleep, catch up an hour at most; after a clock set back, continue from there.
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
