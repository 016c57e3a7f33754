// 重复: the comment that a declined one is said to repeat. It must exist here, be older, be a question of its own, and be
// alike, so that no office declines what it likes as a duplicate (design rule 22). Who sent either does not matter.
import type { DuplicateOffer } from '../contract/decline.ts';
import { loadComment, loadRecords } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { listOlderAbout, listOlderWith } from '../db/duplicates.ts';
import { compareQuestions, sameQuestion } from '../domain/text/likeness.ts';
import { buildMatchAnyQuery } from '../domain/text/search-words.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { loadVisible, presentRow } from './queue.ts';

export interface DuplicateFailure {
  ok: false;
  reason:
    | 'unnamed-twin'
    | 'unknown-twin'
    | 'same-comment'
    | 'younger-twin'
    | 'withdrawn-twin'
    | 'repeating-twin'
    | 'unlike-twin';
}

/** True if the comment was itself declined as a duplicate, by code or, in older records, by its ground alone. */
function isRepeating({ declineReasons }: Deps, { events, standing }: CommentRecord): boolean {
  if (standing.isReopened) return false;
  const grounds = declineReasons.filter(({ namesComment }) => namesComment).map(({ ground }) => ground);
  return events.some(
    (event) =>
      event.type === 'declined' &&
      (event.duplicateOf !== undefined || grounds.some((ground) => ground === event.ground)),
  );
}

/** @returns why the comment may not be called a duplicate of the other; null if it may */
function findFault(deps: Deps, record: CommentRecord, other: CommentRecord): DuplicateFailure['reason'] | null {
  if (other.row.jurisdiction !== record.row.jurisdiction) return 'unknown-twin';
  if (other.row.receiptCode === record.row.receiptCode) return 'same-comment';
  if (other.standing.receivedAt >= record.standing.receivedAt) return 'younger-twin';
  if (other.standing.state === 'withdrawn') return 'withdrawn-twin';
  if (isRepeating(deps, other)) return 'repeating-twin';
  return compareQuestions(record.row)(other.row) < sameQuestion ? 'unlike-twin' : null;
}

/** @param code of the comment that the desk names */
export async function checkDuplicate(
  deps: Deps,
  record: CommentRecord,
  code: string,
): Promise<DuplicateFailure | null> {
  if (code === '') return { ok: false, reason: 'unnamed-twin' };
  const other = await loadComment(deps.database, code);
  const reason = other ? findFault(deps, record, other) : 'unknown-twin';
  return reason && { ok: false, reason };
}

/** Older comments to compare: of the same subject, and with common words. */
const compared = 40;
const offered = 5;

/** Comments that this one may repeat, most alike first. @returns null if this clerk may not see the comment */
export async function offerDuplicates(deps: Deps, clerk: Clerk, receiptCode: string): Promise<DuplicateOffer[] | null> {
  const record = await loadVisible(deps, clerk, receiptCode);
  if (!record) return null;
  const { row } = record;
  const match = buildMatchAnyQuery(row.jurisdiction, `${row.title} ${row.text}`);
  const rows = [
    ...(await listOlderAbout(deps.database, row, compared)),
    ...(match === null ? [] : await listOlderWith(deps.database, match, row, compared)),
  ];
  const different = [...new Map(rows.map((other) => [other.receiptCode, other])).values()];
  const others = await loadRecords(deps.database, different);
  const index = await deps.site.index();
  const shareOf = compareQuestions(row);
  return others
    .filter((other) => findFault(deps, record, other) === null)
    .sort((a, b) => shareOf(b.row) - shareOf(a.row))
    .slice(0, offered)
    .map((other) => {
      const { title, state, window } = presentRow(deps, other, index);
      return { receiptCode: other.row.receiptCode, title, state, receivedAt: window.receivedAt };
    });
}
