// The data behind the public figures, and the verdict on each comment: exactly one, so that rows add up.
import type { Classification, Kind } from '../../contract/words.ts';
import type { Rating, Turn } from '../../life/standing.ts';

/** A comment, reduced to the data behind the figures. Instants are milliseconds UTC. */
export interface CommentFacts {
  receiptCode: string;
  about: string;
  kind: Kind;
  classification: Classification;
  /** The unit that handles it or replied; null while it is with the desk. */
  unit: string | null;
  receivedAt: number;
  dueAt: number;
  /** Length of the window by the jurisdiction's rule. */
  workingDays: number;
  closesAt: string;
  /** True if the window ends in a year without a holiday notice. */
  provisional: boolean;
  closedAt: number | null;
  closedBy: 'reply' | 'refusal' | 'withdrawal' | null;
  /** The recorded verdict, which no figure judges again; null while it is open, and in old records (decision 037). */
  verdict: 'met' | 'missed' | 'undecided' | null;
  /** Version of the calendar that counted the window; a closed comment is not counted again by a later one (rule 18). */
  calendar: number;
  turns: Turn[];
  /** Working days from receipt to the end of the clock. */
  workingDaysUsed: number | null;
  reclassified: 'never' | 'in-window' | 'after-window';
  isPublished: boolean;
  /** It was published, and is not any more. */
  isTakenDown: boolean;
  /** The resident disputed a reply (答非所问). */
  wasDisputed: boolean;
  /** Declined as a duplicate, which the resident disputed (不是同一件事). */
  wasDuplicateDisputed: boolean;
  rating: Rating | null;
  isSample: boolean;
  /** One of many comments of one sender or one minute (arrivals.ts). */
  cameInCrowd: boolean;
}

/**
 * Refusals and withdrawals have verdicts of their own, so that neither improves the on-time rate (rule 22). `undecided`: a
 * provisional due day is over, which alone makes nothing late (rule 6).
 */
export type Verdict =
  | 'on-time'
  | 'late'
  | 'declined-on-time'
  | 'declined-late'
  | 'withdrawn'
  | 'withdrawn-late'
  | 'overdue'
  | 'waiting'
  | 'undecided';

const closedVerdicts = {
  reply: { inTime: 'on-time', after: 'late' },
  refusal: { inTime: 'declined-on-time', after: 'declined-late' },
  withdrawal: { inTime: 'withdrawn', after: 'withdrawn-late' },
} as const satisfies Record<NonNullable<CommentFacts['closedBy']>, Record<'inTime' | 'after', Verdict>>;

export function verdictOf(facts: CommentFacts, now: number): Verdict {
  const { verdict } = facts;
  if (verdict === 'undecided') return verdict;
  const isInTime = verdict === null ? (facts.closedAt ?? now) < facts.dueAt : verdict === 'met';
  if (!isInTime && facts.provisional && verdict === null) return 'undecided';
  if (facts.closedBy !== null) return closedVerdicts[facts.closedBy][isInTime ? 'inTime' : 'after'];
  return isInTime ? 'waiting' : 'overdue';
}
