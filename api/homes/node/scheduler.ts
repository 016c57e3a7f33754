// Runs scheduled jobs by the edge's cron schedule: checked every minute, in UTC, one run at a time.

/** Matches a cron field: a number, `*`, or `*` with a slash and a step. */
const matchesField = (part: string, value: number): boolean => {
  const [, step] = /^\*\/(\d+)$/u.exec(part) ?? [];
  return part === '*' || (step ? value % Number(step) === 0 : Number(part) === value);
};

/** @throws Error for an unsupported field, so that a server that would never seal its ledger does not start */
export function readCron(line: string): (at: Date) => boolean {
  const parts = line.split(' ');
  if (parts.length !== 5 || !parts.every((part) => /^(\*|\*\/[1-9]\d*|\d+)$/u.test(part))) {
    throw new Error(`unsupported cron expression: ${line}`);
  }
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = parts;
  return (at) =>
    matchesField(minute, at.getUTCMinutes()) &&
    matchesField(hour, at.getUTCHours()) &&
    matchesField(day, at.getUTCDate()) &&
    matchesField(month, at.getUTCMonth() + 1) &&
    matchesField(weekday, at.getUTCDay());
}

/** The system clock and its timer, or a test's. */
export interface MinuteTimer {
  now(): number;
  /** @returns a function that cancels the timer */
  setTimer(milliseconds: number, tick: () => void): () => void;
}

const systemTimer: MinuteTimer = {
  now: () => Date.now(),
  setTimer(milliseconds, tick) {
    const timer = setTimeout(tick, milliseconds);
    return () => clearTimeout(timer);
  },
};

const minuteMs = 60_000;

/**
 * Starts the schedule. Jobs that become due during a run start after it, and only once, because each run does all pending
 * work.
 *
 * @param run rejects on failure; the schedule continues
 * @returns a function that stops the schedule and waits for the current run
 */
export function startScheduler(
  crons: string[],
  run: (cron: string) => Promise<void>,
  timerSource: MinuteTimer = systemTimer,
): () => Promise<void> {
  const schedules = crons.map((cron) => ({ cron, isDue: readCron(cron) }));
  const waiting = new Set<string>();
  let running: Promise<void> | null = null;

  async function runWaiting(): Promise<void> {
    for (const cron of waiting) {
      waiting.delete(cron);
      // The job has already logged the failure.
      await run(cron).catch(() => undefined);
    }
    running = null;
  }

  let lastMinute = Math.floor(timerSource.now() / minuteMs);
  let cancel = timerSource.setTimer(minuteMs - (timerSource.now() % minuteMs), tick);

  function tick(): void {
    const now = Math.floor(timerSource.now() / minuteMs);
    // After the machine slept, catch up at most an hour. If the clock was set back, continue from the new time.
    for (let at = Math.max(lastMinute + 1, now - 60); at <= now; at++) {
      for (const { cron, isDue } of schedules) if (isDue(new Date(at * minuteMs))) waiting.add(cron);
    }
    lastMinute = now;
    if (waiting.size > 0) running ??= runWaiting();
    cancel = timerSource.setTimer(minuteMs - (timerSource.now() % minuteMs), tick);
  }

  return async () => {
    cancel();
    waiting.clear();
    await running;
  };
}
