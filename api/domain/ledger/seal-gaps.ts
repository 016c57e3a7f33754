// Gaps between the seals of a ledger. Upkeep seals every hour, also without events: a long gap is no forgery, but time in
// which nothing from outside fixes when things happened. A reader should know of it.
import type { LedgerExport } from '../../contract/ledger.ts';
import type { LedgerFinding } from './ledger.ts';

const hour = 3_600_000;

/** Much more than an hour, in milliseconds. */
const longest = 3 * hour;

const inHours = (milliseconds: number) => `${Math.floor(milliseconds / hour)}小时`;

/** @returns notes for the reader, none of them a sign of forgery by itself */
export function findSealGaps(ledger: LedgerExport): LedgerFinding[] {
  const notes: LedgerFinding[] = [];
  const pauses: number[] = [];
  // Hourly seals without events began with the first of them; before, a night without events was a night without seals.
  const hourlyFrom = ledger.seals.find(({ first, last }) => last < first)?.number ?? Number.POSITIVE_INFINITY;
  // Samples are entered with past times, and count nowhere.
  const samples = new Set(
    ledger.events.filter(({ facts }) => facts['sample'] === true).map((event) => event.receiptCode),
  );
  for (const [index, seal] of ledger.seals.entries()) {
    const before = ledger.seals[index - 1];
    const isHourly = seal.number > hourlyFrom;
    const sealed = ledger.events.slice(seal.first - 1, seal.last);
    const times = sealed.filter(({ receiptCode }) => !samples.has(receiptCode)).map(({ at }) => Date.parse(at));
    const [first = 0, last = 0] = [times[0], times.at(-1)];
    // While the record went on: the next seal came long after the one before, or long after the first of its events.
    const unsealed = isHourly && before ? last - Date.parse(before.at) : last - first;
    if (times.length > 0 && unsealed > longest) {
      const what = `到这一号为止有${inHours(unsealed)}没有封存，其间有记录。那段时间的先后，只有本系统自己作证`;
      notes.push({ where: `第 ${seal.number} 号封存`, what });
    } else if (isHourly && before) pauses.push(Date.parse(seal.at) - Math.max(Date.parse(before.at), last));
  }
  const long = pauses.filter((length) => length > longest);
  if (long.length > 0) {
    const what = `有${long.length}次超过3小时没有封存，最长${inHours(Math.max(...long))}，其间没有记录。停机时会这样`;
    notes.push({ where: '封存的间隔', what });
  }
  return notes;
}
