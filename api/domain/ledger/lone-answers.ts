// Answers of the last day of a window, after which nothing was sealed or recorded until the window had ended. A server that
// was stopped, and started again with its clock set back, looks like this; so does one that is switched off at night.
import type { LedgerEvent, LedgerExport } from '../../contract/ledger.ts';
import { verdictFields } from '../../life/judging.ts';
import { endOfWorkingDay } from '../clock/clock.ts';
import type { LedgerFinding } from './ledger.ts';
import { findFirstEmpty, inHours, listSamples, longestGapMs } from './seal-gaps.ts';

const day = 86_400_000;

interface Pause {
  from: number;
  to: number;
}

/** Times without a mark since seals are made every hour. */
function listPauses(ledger: LedgerExport, events: LedgerEvent[]): Pause[] {
  const hourlyFrom = findFirstEmpty(ledger)?.at;
  if (hourlyFrom === undefined) return [];
  const marks = [...ledger.seals, ...events].map(({ at }) => Date.parse(at));
  const times = marks.filter((at) => at >= Date.parse(hourlyFrom)).sort((a, b) => a - b);
  return times
    .map((to, index) => ({ from: times[index - 1] ?? to, to }))
    .filter(({ from, to }) => to - from > longestGapMs);
}

/** @returns a note for each; none of them is a sign of forgery by itself */
export function findLoneAnswers(ledger: LedgerExport): LedgerFinding[] {
  const samples = listSamples(ledger);
  const events = ledger.events.filter(({ receiptCode }) => !samples.has(receiptCode));
  const pauses = listPauses(ledger, events);
  if (pauses.length === 0) return [];
  return events.flatMap(({ type, receiptCode, at, facts }) => {
    const { due, closesAt, verdict } = facts;
    const isReadable = verdictFields.due.safeParse(due).success && verdictFields.closesAt.safeParse(closesAt).success;
    if (type !== 'judged' || verdict !== 'met' || !isReadable) return [];
    // A malformed day gives no number, and no note: the verdict itself is then a finding.
    const end = endOfWorkingDay(String(due), String(closesAt));
    const judgedAt = Date.parse(at);
    if (!(judgedAt >= end - day && judgedAt < end)) return [];
    const pause = pauses.find(({ from, to }) => judgedAt <= from && from < end && end <= to);
    if (!pause) return [];
    const what = `期限前一天之内的答复记为按期，随后${inHours(pause.to - pause.from)}没有封存和记录，到期限以后才恢复。是不是那时答复的，只有本系统自己作证`;
    return [{ where: receiptCode, what }];
  });
}
