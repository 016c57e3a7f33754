// Comments counted by hour and sender, so that sham questions show (design rule 23). Only counts leave the day. Pure.
import { clockInShanghai } from '../clock/calendar.ts';

/** A comment of the day that is summarized. */
export interface Arrived {
  receiptCode: string;
  receivedAt: number;
  /** The same for comments of one network on one day; null if the sender is unknown. */
  senderMark: string | null;
}

export interface ArrivalCount {
  /** 0 to 23; 24 for the whole day. */
  hour: number;
  received: number;
  senders: number | null;
  largestSender: number | null;
  busiestMinute: number;
}

export const wholeDay = 24;

/**
 * Among fewer comments, the number of senders could tell that two of them came from one place: the ledger shows when each
 * one came.
 */
export const fewestTold = 10;
/** So many comments of one network in a day are counted apart: an office, a school or a mobile network seldom sends so many. */
export const crowdOfDay = 20;
/** So many comments within one minute are counted apart; no county of a million sends them by chance. */
export const crowdOfMinute = 10;

const largestOf = (groups: Partial<Record<string, unknown[]>>): number =>
  Math.max(0, ...Object.values(groups).map((members) => members?.length ?? 0));

const minuteOf = ({ receivedAt }: Arrived): string => clockInShanghai(receivedAt).slice(0, 16);
const hourOf = ({ receivedAt }: Arrived): number => Number(clockInShanghai(receivedAt).slice(11, 13));

function count(hour: number, comments: Arrived[]): ArrivalCount {
  const isTold = comments.length >= fewestTold && comments.every(({ senderMark }) => senderMark !== null);
  const bySender = Object.groupBy(comments, ({ senderMark }) => senderMark ?? '');
  return {
    hour,
    received: comments.length,
    senders: isTold ? Object.keys(bySender).length : null,
    largestSender: isTold ? largestOf(bySender) : null,
    busiestMinute: largestOf(Object.groupBy(comments, minuteOf)),
  };
}

/** Comments to count apart: many of one sender, or many in one minute. */
function findCrowd(comments: Arrived[]): string[] {
  const known = comments.filter(({ senderMark }) => senderMark !== null);
  const groups = [
    ...Object.values(Object.groupBy(known, ({ senderMark }) => senderMark ?? '')).filter(
      (members = []) => members.length >= crowdOfDay,
    ),
    ...Object.values(Object.groupBy(comments, minuteOf)).filter((members = []) => members.length >= crowdOfMinute),
  ];
  return [...new Set(groups.flatMap((members = []) => members.map(({ receiptCode }) => receiptCode)))];
}

/** @param comments of one jurisdiction and day; at least one */
export function summarizeDay(comments: Arrived[]): { counts: ArrivalCount[]; crowd: string[] } {
  const byHour = Object.entries(Object.groupBy(comments, hourOf))
    .map(([hour, members = []]) => count(Number(hour), members))
    .sort((a, b) => a.hour - b.hour);
  return { counts: [...byHour, count(wholeDay, comments)], crowd: findCrowd(comments) };
}

/** A day on which one sender or one minute stands out. */
export const isCrowded = ({ largestSender, busiestMinute }: ArrivalCount): boolean =>
  (largestSender ?? 0) >= crowdOfDay || busiestMinute >= crowdOfMinute;
