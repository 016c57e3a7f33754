// npm run bench:clock: compares the clock with a day-by-day loop over chinese-days on the same receipts and checks that
// both agree. Also measures how long recomputing a million open windows takes after a calendar change.
import chineseDays from 'chinese-days';
import { createCalendar } from '../../api/domain/clock/calendar.ts';
import { openWindow } from '../../api/domain/clock/clock.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';

const [source] = calendarVersions;
if (!source) throw new Error('there is no calendar');
const rule = { workingDays: 5, closesAt: '24:00' };
const hour = 3_600_000;
const at = (local: string) => Date.parse(`${local}+08:00`);

function time<Result>(run: () => Result): { milliseconds: number; result: Result } {
  const started = performance.now();
  const result = run();
  return { milliseconds: performance.now() - started, result };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The due date by a naive loop: step to the next day until enough working days have passed. */
function countDayByDay(receivedAt: number): string {
  let day = new Date(receivedAt + 8 * hour).toISOString().slice(0, 10);
  for (let left = rule.workingDays; left > 0; ) {
    day = new Date(Date.parse(day) + 24 * hour).toISOString().slice(0, 10);
    if (chineseDays.isWorkday(day)) left--;
  }
  return day;
}

const built = time(() => createCalendar(source, statutory));
const calendar = built.result;
const { first, last } = calendar.years;
console.info(
  `the calendar ${first}–${last} is built in ${built.milliseconds.toFixed(1)} ms (once, not counted below)\n`,
);

const count = 20_000;
const [from, to] = [at('2007-01-01T00:00'), at('2026-12-01T00:00')];
const receipts = Array.from({ length: count }, (_, index) => Math.floor(from + ((to - from) * index) / count));
const engine = () => receipts.map((receivedAt) => openWindow(receivedAt, rule, calendar).dueOn);
const naiveLoop = () => receipts.map(countDayByDay);

const differing = engine().filter((dueOn, index) => dueOn !== countDayByDay(receipts[index] ?? 0));
if (differing.length > 0) throw new Error(`engine and loop differ on ${differing.length} of ${count} receipts`);

const rounds = Array.from({ length: 7 }, () => {
  const [fast, slow] = [time(engine).milliseconds, time(naiveLoop).milliseconds];
  return { fast, slow, ratio: slow / fast };
});
const perReceipt = (which: 'fast' | 'slow') =>
  `${((median(rounds.map((round) => round[which])) / count) * 1000).toFixed(2)} µs`;
console.info(`${count} receipts of 2007–2026, ${rule.workingDays} working days; both agree on all; median of 7 rounds`);
console.info(`  engine                       ${perReceipt('fast')} a receipt`);
console.info(`  day by day with isWorkday    ${perReceipt('slow')} a receipt`);
console.info(`  ratio                        ${median(rounds.map(({ ratio }) => ratio)).toFixed(0)} times\n`);

const open = 1_000_000;
/** A calendar in which 国务院 declared 1 and 2 December 2026 free. */
const changed = createCalendar(
  {
    ...source,
    version: source.version + 1,
    years: source.years.map((year) =>
      year.year === 2026 ? { ...year, daysOff: { ...year.daysOff, '2026-12-01': '临时', '2026-12-02': '临时' } } : year,
    ),
  },
  statutory,
);
// Received in the four preceding weeks, so that only some of the windows move.
const [since, until] = [at('2026-11-02T00:00'), at('2026-11-30T00:00')];
const received = Float64Array.from({ length: open }, (_, index) => since + ((until - since) * index) / open);
const before = process.memoryUsage().rss;
const recomputed = time(() => {
  let moved = 0;
  for (const receivedAt of received) {
    if (openWindow(receivedAt, rule, calendar).dueAt !== openWindow(receivedAt, rule, changed).dueAt) moved++;
  }
  return moved;
});
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
console.info(`${open} open windows computed with the old and the new calendar, in memory, without the database`);
console.info(`  ${(recomputed.milliseconds / 1000).toFixed(2)} s, ${recomputed.result} moved`);
console.info(`  memory: ${megabytes(before)} before, ${megabytes(process.resourceUsage().maxRSS * 1024)} at the peak`);
