// The record's clock (design rules 17 and 19). It never goes back: later events would look backdated for ever. Where the
// machine has a steady clock, it also refuses a system clock that jumped, and runs on by the steady one. A system clock
// behind the record with nothing to run on by tells no time at all: nothing is recorded until it is right.
import type { Log } from './log.ts';

/**
 * A system clock that differs by more than this jumped, in milliseconds. Time servers correct less than that daily. The
 * same limit holds in the database (migrations/0019_time_kept.sql).
 */
export const toleranceMs = 5 * 60_000;

/**
 * The longest pause that a start explains without being asked, in milliseconds: longer than any holiday. A system clock
 * further ahead of the record may be years wrong, and one comment would freeze the record's time there.
 */
export const longestPauseMs = 10 * 86_400_000;

/** Log a clock that is behind by more than this where nothing runs on, in milliseconds. */
const reportedLagMs = 60_000;

/** The two clocks drift apart by seconds a day. Comparing them anew follows that; a jump needs a longer way. */
const compareAnewAfterMs = 60 * 60_000;
const driftMs = 60_000;

export interface RecordClock {
  /** Milliseconds UTC; never less than before. While time is `untold`, the newest instant of the record, to read by. */
  (): number;
  /** By how many milliseconds the refused system clock is ahead of the record; negative if behind, 0 if it is followed. */
  deviation(): number;
  /**
   * By how many milliseconds the system clock is ahead of the record, negative if behind, while nothing tells which of them
   * is right, so that nothing may be recorded; otherwise 0.
   */
  untold(): number;
}

/** What the record's instant is expected to be, and how far the system clock may differ from it. */
type Expectation = (reading: number, latest: number) => { expected: number; tolerance: number };

/** Without a steady clock, only a system clock behind the record can be told from the right one. */
const expectNoReturn: Expectation = (reading, latest) => ({
  expected: Math.max(reading, latest),
  tolerance: reportedLagMs,
});

/** A start explains a leap ahead: the server was off. None explains a system clock behind the record. */
function expectSteadily(steady: () => number, first: number): Expectation {
  let compared = { at: first, steady: steady() };
  return (reading) => {
    // Steady clocks count fractions of a millisecond; the record does not.
    const passed = Math.max(0, Math.floor(steady() - compared.steady));
    const expected = compared.at + passed;
    if (passed >= compareAnewAfterMs && Math.abs(reading - expected) <= driftMs) {
      compared = { at: reading, steady: compared.steady + passed };
    }
    return { expected, tolerance: toleranceMs };
  };
}

/**
 * @param machine the system clock, in milliseconds UTC
 * @param notBefore the newest instant already in the record: of an event or of a seal
 * @param steady milliseconds since any start, unaffected by changes of the system clock; null where the platform has none
 * @param longestPause by how many milliseconds the system clock may be ahead of the record at a start
 */
export function createRecordClock(
  machine: () => number,
  notBefore: number,
  log: Log,
  steady: (() => number) | null = null,
  longestPause = Number.POSITIVE_INFINITY,
): RecordClock {
  /** With a steady clock, null until a reading that can be right sets it going. */
  let expect = steady ? null : expectNoReturn;
  let latest = notBefore;
  let deviation = 0;
  let untold = 0;

  /** Once for each time that the clock goes wrong. */
  function report(now: number, consequence: string): void {
    if (now === 0 || deviation !== 0) return;
    const minutes = Math.round(Math.abs(now) / 60_000);
    const side = now > 0 ? 'ahead of' : 'behind';
    log({ level: 'error', message: `the system clock is ${minutes} minutes ${side} the record: ${consequence}` });
  }

  function begin(reading: number): Expectation | null {
    if (!steady) return expectNoReturn;
    // An empty record has no newest instant to compare with.
    const isTooFarAhead = latest > 0 && reading - latest > longestPause;
    if (isTooFarAhead || latest - reading > toleranceMs) return null;
    return expectSteadily(steady, Math.max(reading, latest));
  }

  /** No time that could be told: a record that ran on from here would be invented. */
  function wait(reading: number): number {
    report(reading - latest, 'nothing is recorded');
    deviation = reading - latest;
    untold = deviation;
    return latest;
  }

  function read(): number {
    const reading = machine();
    expect ??= begin(reading);
    if (!expect || (!steady && latest - reading > toleranceMs)) return wait(reading);
    untold = 0;
    const { expected, tolerance } = expect(reading, latest);
    const isRefused = Math.abs(reading - expected) > tolerance;
    const now = isRefused ? reading - expected : 0;
    report(now, 'refused');
    deviation = now;
    latest = Math.max(latest, isRefused ? expected : reading);
    return latest;
  }

  // Start the steady clock with the machine's, not with the first request.
  read();
  const after = (value: () => number) => () => {
    read();
    return value();
  };
  return Object.assign(read, { deviation: after(() => deviation), untold: after(() => untold) });
}
