// The record's clock (design rule 17). It never goes back: later events would look backdated for ever. Where the machine
// has a steady clock, it also refuses a system clock that jumped, and runs on by the steady one.
import type { Log } from './log.ts';

/** A system clock that differs by more than this jumped, in milliseconds. Time servers correct less than that daily. */
const toleranceMs = 5 * 60_000;

/** Log a clock that is behind by more than this where nothing runs on, in milliseconds. */
const reportedLagMs = 60_000;

/** The two clocks drift apart by seconds a day. Comparing them anew follows that; a jump needs a longer way. */
const compareAnewAfterMs = 60 * 60_000;
const driftMs = 60_000;

export interface RecordClock {
  /** Milliseconds UTC; never less than before. */
  (): number;
  /** By how many milliseconds the refused system clock is ahead of the record; negative if behind, 0 if it is followed. */
  deviation(): number;
}

/** What the record's instant is expected to be, and how far the system clock may differ from it. */
type Expectation = (reading: number, latest: number) => { expected: number; tolerance: number };

/** Without a steady clock, only a system clock behind the record can be told from the right one. */
const expectNoReturn: Expectation = (reading, latest) => ({
  expected: Math.max(reading, latest),
  tolerance: reportedLagMs,
});

/** A start explains any leap ahead: the server was off. None explains a system clock behind the record. */
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
 * @param notBefore the newest instant already in the record
 * @param steady milliseconds since any start, unaffected by changes of the system clock; null where the platform has none
 */
export function createRecordClock(
  machine: () => number,
  notBefore: number,
  log: Log,
  steady: (() => number) | null = null,
): RecordClock {
  const expect = steady ? expectSteadily(steady, Math.max(machine(), notBefore)) : expectNoReturn;
  let latest = notBefore;
  let deviation = 0;

  /** Once for each time that the clock goes wrong. */
  function report(now: number): void {
    if (now === 0 || deviation !== 0) return;
    const minutes = Math.round(Math.abs(now) / 60_000);
    const side = now > 0 ? 'ahead of' : 'behind';
    log({ level: 'error', message: `the system clock is ${minutes} minutes ${side} the record: refused` });
  }

  function read(): number {
    const reading = machine();
    const { expected, tolerance } = expect(reading, latest);
    const isRefused = Math.abs(reading - expected) > tolerance;
    const now = isRefused ? reading - expected : 0;
    report(now);
    deviation = now;
    latest = Math.max(latest, isRefused ? expected : reading);
    return latest;
  }

  return Object.assign(read, {
    deviation: () => {
      read();
      return deviation;
    },
  });
}
