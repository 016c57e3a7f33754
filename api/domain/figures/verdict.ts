// What the public figures know about a comment, and the verdict on it: every comment has exactly one, so that rows add up.
import type { Classification, Kind } from '../../contract/words.ts';
import type { Rating, Turn } from '../../life/standing.ts';

/** What the figures need to know about a comment. Instants are milliseconds UTC. */
export interface CommentFacts {
  receiptCode: string;
  about: string;
  kind: Kind;
  classification: Classification;
  /** The unit that holds it or replied; null while it is with the desk. */
  unit: string | null;
  receivedAt: number;
  dueAt: number;
  /** The window that its jurisdiction's rule sets. */
  workingDays: number;
  closesAt: string;
  /** The window ends in a year whose holidays are not announced. */
  provisional: boolean;
  closedAt: number | null;
  closedBy: 'reply' | 'refusal' | 'withdrawal' | null;
  turns: Turn[];
  /** The working day after receipt on which the window ended. */
  workingDaysUsed: number | null;
  reclassified: 'never' | 'in-window' | 'after-window';
  isPublished: boolean;
  /** The resident disputed a reply (答非所问). */
  wasDisputed: boolean;
  rating: Rating | null;
  isSample: boolean;
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
  const isInTime = (facts.closedAt ?? now) < facts.dueAt;
  if (!isInTime && facts.provisional) return 'undecided';
  if (facts.closedBy !== null) return closedVerdicts[facts.closedBy][isInTime ? 'inTime' : 'after'];
  return isInTime ? 'waiting' : 'overdue';
}
