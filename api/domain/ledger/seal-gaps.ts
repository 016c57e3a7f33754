// Gaps between the seals of a ledger, and seals ahead of the reader's time. Upkeep seals every hour, also without events: a long gap is no forgery, but time in
// which nothing from outside fixes when things happened. A reader should know of it.
import type { LedgerExport } from '../../contract/ledger.ts';
import type { LedgerFinding } from './ledger.ts';

const hour = 3_600_000;

/** Much more than an hour between two seals, in milliseconds. */
export const longestGapMs = 3 * hour;

export const inHours = (milliseconds: number) => `${Math.floor(milliseconds / hour)}小时`;

/** Hourly seals without events began with the first of them. */
export const findFirstEmpty = ({ seals }: LedgerExport) => seals.find(({ first, last }) => last < first);

/** Samples are entered with past times, and count nowhere. */
export const listSamples = ({ events }: LedgerExport) =>
  new Set(events.filter(({ facts }) => facts['sample'] === true).map(({ receiptCode }) => receiptCode));

/** @returns notes for the reader, none of them a sign of forgery by itself */
export function findSealGaps(ledger: LedgerExport): LedgerFinding[] {
  const notes: LedgerFinding[] = [];
  const pauses: number[] = [];
  // Hourly seals without events began with the first of them; before, a night without events was a night without seals.
  const hourlyFrom = findFirstEmpty(ledger)?.number ?? Number.POSITIVE_INFINITY;
  const samples = listSamples(ledger);
  for (const [index, seal] of ledger.seals.entries()) {
    const before = ledger.seals[index - 1];
    const isHourly = seal.number > hourlyFrom;
    const sealed = ledger.events.slice(seal.first - 1, seal.last);
    const times = sealed.filter(({ receiptCode }) => !samples.has(receiptCode)).map(({ at }) => Date.parse(at));
    const [first = 0, last = 0] = [times[0], times.at(-1)];
    // While the record went on: the next seal came long after the one before, or long after the first of its events.
    const unsealed = isHourly && before ? last - Date.parse(before.at) : last - first;
    if (times.length > 0 && unsealed > longestGapMs) {
      const what = `到这一号为止有${inHours(unsealed)}没有封存，其间有记录。那段时间的先后，只有本系统自己作证`;
      notes.push({ where: `第 ${seal.number} 号封存`, what });
    } else if (isHourly && before) pauses.push(Date.parse(seal.at) - Math.max(Date.parse(before.at), last));
  }
  const long = pauses.filter((length) => length > longestGapMs);
  if (long.length > 0) {
    const what = `有${long.length}次超过3小时没有封存，最长${inHours(Math.max(...long))}，其间没有记录。停机时会这样`;
    notes.push({ where: '封存的间隔', what });
  }
  return notes;
}

/** Clocks differ by minutes. */
const aheadMs = 5 * 60_000;

/**
 * The newest seal, if the reader's clock has not reached it. A note only: the reader's clock may be the wrong one.
 *
 * @param now the reader's time, in milliseconds UTC
 */
export function findSealAhead({ seals }: LedgerExport, now: number): LedgerFinding[] {
  const last = seals.at(-1);
  const ahead = last ? Date.parse(last.at) - now : 0;
  if (!last || ahead <= aheadMs) return [];
  const what = `时间比核对所用的机器还晚${Math.ceil(ahead / hour)}小时：本系统的时钟拨快了，或者这台机器的时间不对`;
  return [{ where: `第 ${last.number} 号封存`, what }];
}
