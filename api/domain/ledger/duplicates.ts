// The comment that a refusal as a duplicate names: it must be in the ledger, of the same place, and older. Whether the two
// are alike only the server can tell, because the ledger has no words.
import type { LedgerEvent } from '../../contract/ledger.ts';
import type { CommentEvent } from '../../life/life.ts';
import type { LifeSoFar } from './life-course.ts';

/**
 * @param lifeOf a receipt code, if the ledger has shown it
 * @returns what is wrong with the named comment; null if nothing is
 */
export function findWrongDuplicate(
  event: CommentEvent,
  { receiptCode }: LedgerEvent,
  lifeOf: (code: string) => LifeSoFar | undefined,
): string | null {
  if (event.type !== 'declined' || event.duplicateOf === undefined) return null;
  if (event.duplicateOf === receiptCode) return '说是与自己重复';
  const [own, other] = [lifeOf(receiptCode), lifeOf(event.duplicateOf)];
  if (!own || !other) return `说是与 ${event.duplicateOf} 重复，此前没有收到过那一件`;
  if (other.jurisdiction !== own.jurisdiction) return `说是与 ${event.duplicateOf} 重复，那一件是别处的`;
  const isOlder = other.standing.receivedAt < own.standing.receivedAt;
  return isOlder ? null : `说是与 ${event.duplicateOf} 重复，那一件收到得更晚`;
}
