import { describe, expect, it } from 'vitest';
import { judgeClock } from '../../api/domain/office/status.ts';
import type { LogEntry } from '../../api/ports/log.ts';
import { createRecordClock } from '../../api/ports/record-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse('2026-11-20T01:00:00Z');

/** A machine whose system clock can be set; its steady clock cannot. */
function openMachine({ ahead = 0, notBefore = start } = {}) {
  const log: LogEntry[] = [];
  const machine = { wall: start + ahead, steady: 7000.25 };
  const now = createRecordClock(
    () => machine.wall,
    notBefore,
    (entry) => log.push(entry),
    () => machine.steady,
  );
  return {
    now: () => now() - start,
    deviation: () => now.deviation(),
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

  it('runs on from the newest instant of a record that is ahead at the start', () => {
    const { now, pass, deviation } = openMachine({ notBefore: start + 24 * hour });
    expect(deviation()).toBe(-24 * hour);
    pass(minute);
    expect(now()).toBe(24 * hour + minute);
  });

  it('shows the refused clock to whoever runs the site, and what to do', () => {
    expect(judgeClock(0).state).toBe('fine');
    expect(judgeClock(-7 * minute)).toMatchObject({ state: 'problem', found: expect.stringContaining('慢7 分钟') });
    expect(judgeClock(3 * hour)).toMatchObject({ found: expect.stringContaining('快3 小时') });
    expect(judgeClock(3 * hour).todo).toContain('重新启动');
  });
});
