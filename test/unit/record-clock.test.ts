import { describe, expect, it } from 'vitest';
import { judgeClock, judgeSeals } from '../../api/domain/office/clock-status.ts';
import { findLongestPause } from '../../api/homes/home.ts';
import type { LogEntry } from '../../api/ports/log.ts';
import { createRecordClock, longestPauseMs } from '../../api/ports/record-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse('2026-11-20T01:00:00Z');

/** A machine whose system clock can be set; its steady clock cannot. */
function openMachine({ ahead = 0, notBefore = start, longestPause = Number.POSITIVE_INFINITY } = {}) {
  const log: LogEntry[] = [];
  const machine = { wall: start + ahead, steady: 7000.25 };
  const now = createRecordClock(
    () => machine.wall,
    notBefore,
    (entry) => log.push(entry),
    () => machine.steady,
    longestPause,
  );
  return {
    now: () => now() - start,
    deviation: () => now.deviation(),
    untold: () => now.untold(),
    pass(milliseconds: number) {
      machine.wall += milliseconds;
      machine.steady += milliseconds;
    },
    set(by: number) {
      machine.wall += by;
    },
    said: () => log.map(({ level, message }) => `${level}: ${message}`),
  };
}

describe('the record’s clock beside a system clock that jumps', () => {
  it('refuses one reading a year ahead, and the record’s time goes on as before', () => {
    const { now, set, pass, deviation, said } = openMachine();
    pass(minute);
    expect(now()).toBe(minute);
    set(365 * 24 * hour);
    pass(minute);
    expect([now(), deviation()]).toEqual([2 * minute, 365 * 24 * hour]);
    set(-365 * 24 * hour);
    pass(minute);
    expect([now(), deviation()]).toEqual([3 * minute, 0]);
    expect(said()).toEqual(['error: the system clock is 525600 minutes ahead of the record: refused']);
  });

  it('does not stand still while the system clock is set back', () => {
    const { now, set, pass, deviation } = openMachine();
    set(-2 * hour);
    pass(10 * minute);
    expect([now(), deviation()]).toEqual([10 * minute, -2 * hour]);
    pass(10 * minute);
    expect(now()).toBe(20 * minute);
  });

  it('counts whole milliseconds, as the record does', () => {
    const { now, set, pass } = openMachine();
    set(-2 * hour);
    pass(1.5);
    expect(now()).toBe(1);
  });

  it('follows the small corrections of a time server, and never back', () => {
    const { now, set, pass, deviation, said } = openMachine();
    pass(minute);
    now();
    set(-30_000);
    expect(now()).toBe(minute);
    set(90_000);
    expect([now(), deviation(), said()]).toEqual([2 * minute, 0, []]);
  });

  it('follows years of drift between the two clocks', () => {
    const { now, set, pass, deviation } = openMachine();
    for (let day = 0; day < 400; day++) {
      pass(24 * hour);
      set(3000);
      expect(deviation()).toBe(0);
    }
    expect(now()).toBe(400 * (24 * hour + 3000));
  });

  it('adds no small steps up to a large one', () => {
    const { now, set, pass, deviation } = openMachine();
    for (let step = 0; step < 6; step++) {
      set(minute);
      pass(1000);
      now();
    }
    expect([now(), deviation()]).toEqual([5 * minute + 5000, 6 * minute]);
  });

  it('takes the system clock’s word for how long the server was off', () => {
    const { now, deviation } = openMachine({ ahead: 30 * 24 * hour });
    expect([now(), deviation()]).toEqual([30 * 24 * hour, 0]);
  });

  it('tells no time after a start behind the record, until the system clock is right', () => {
    const { now, pass, set, deviation, untold, said } = openMachine({ notBefore: start + 24 * hour });
    expect([untold(), deviation()]).toEqual([-24 * hour, -24 * hour]);
    pass(minute);
    // The newest instant of the record, to read by: nothing runs on that could be written.
    expect([now(), untold()]).toEqual([24 * hour, minute - 24 * hour]);
    set(24 * hour);
    expect([now(), untold(), deviation()]).toEqual([24 * hour + minute, 0, 0]);
    pass(hour);
    expect(now()).toBe(25 * hour + minute);
    expect(said()).toEqual(['error: the system clock is 1440 minutes behind the record: nothing is recorded']);
  });

  it('tells no time after a start weeks ahead of the record, unless somebody vouches for the clock', () => {
    const ahead = 30 * 24 * hour;
    const { now, set, untold } = openMachine({ ahead, longestPause: longestPauseMs });
    expect([now(), untold()]).toEqual([0, ahead]);
    set(hour - ahead);
    expect([now(), untold()]).toEqual([hour, 0]);
    expect(openMachine({ ahead: 9 * 24 * hour, longestPause: longestPauseMs }).untold()).toBe(0);
    // The first start of all: there is nothing to compare with.
    expect(openMachine({ notBefore: 0, longestPause: longestPauseMs }).untold()).toBe(0);
  });

  it('takes the operator’s word for the clock on the day of that word only', () => {
    const { POSITIVE_INFINITY } = Number;
    const find = (CLOCK_CONFIRMED?: string) => findLongestPause({ ENVIRONMENT: 'production', CLOCK_CONFIRMED }, start);
    expect([find(), find('2026-11-19'), find('2026-11-20')]).toEqual([
      longestPauseMs,
      longestPauseMs,
      POSITIVE_INFINITY,
    ]);
    expect(findLongestPause({ ENVIRONMENT: 'local', CLOCK_CONFIRMED: undefined }, start)).toBe(POSITIVE_INFINITY);
  });

  it('starts a little behind the record, as two clocks may differ', () => {
    const { now, pass, untold } = openMachine({ notBefore: start + 3 * minute });
    expect([now(), untold()]).toEqual([3 * minute, 0]);
    pass(10 * minute);
    expect([now(), untold()]).toEqual([10 * minute, 0]);
  });

  it('shows the refused clock to whoever runs the site, and what to do', () => {
    const judge = (deviation: number, untold = 0) => judgeClock({ deviation, untold });
    expect(judge(0).state).toBe('fine');
    expect(judge(-7 * minute)).toMatchObject({ state: 'problem', found: expect.stringContaining('慢7 分钟') });
    expect(judge(3 * hour)).toMatchObject({ found: expect.stringContaining('快3 小时') });
    expect(judge(3 * hour).todo).toContain('重新启动');
    expect(judge(400 * hour, 400 * hour).todo).toContain('CLOCK_CONFIRMED');
    expect(judge(-3 * hour, -3 * hour)).toMatchObject({
      state: 'problem',
      found: expect.stringContaining('什么也不登记'),
    });
  });
});

describe('the record’s clock without a steady clock', () => {
  it('holds the last instant for minutes, and tells no time further behind', () => {
    const machine = { wall: start };
    const now = createRecordClock(
      () => machine.wall,
      0,
      () => undefined,
    );
    machine.wall = start - 4 * minute;
    expect([now(), now.untold()]).toEqual([start, 0]);
    machine.wall = start - 6 * minute;
    expect(now.untold()).toBe(-6 * minute);
    machine.wall = start + minute;
    expect([now(), now.untold()]).toEqual([start + minute, 0]);
  });
});

describe('the seals on the status page', () => {
  const hourly = (count: number, until = start) => Array.from({ length: count }, (_, index) => until - index * hour);

  it('are fine every hour, a problem when they end, and worth a look after a gap within the week', () => {
    expect(judgeSeals(hourly(200), start + hour).state).toBe('fine');
    expect(judgeSeals(hourly(200), start + 4 * hour).state).toBe('problem');
    const withGap = [...hourly(3), ...hourly(3, start - 10 * hour)];
    expect(judgeSeals(withGap, start)).toMatchObject({ state: 'attention', found: expect.stringContaining('8 小时') });
    expect(judgeSeals([], start).state).toBe('attention');
    const longAgo = [...hourly(24 * 8), ...hourly(3, start - 24 * 9 * hour)];
    expect(judgeSeals(longAgo, start).state).toBe('fine');
  });
});
