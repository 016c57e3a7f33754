// Who holds the two codes of a comment. Guessing is hopeless (60 bits), slow and counted, and nothing tells the guesser
// whether a receipt code exists.
import type { FollowRequest } from '../contract/follow.ts';
import { loadComment } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { hashTrackingCode, sameHash } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';
import { officeOfReceipt } from './offices.ts';

const noHash = '0'.repeat(64);
/** A person who mistyped hardly notices a second; a machine that guesses does. */
const wrongCodesPause = 1000;

/** @returns null where the codes do not fit: which of them was wrong is not said, and takes as long to find */
export async function findByCodes(
  deps: Deps,
  { receiptCode, trackingCode }: FollowRequest,
): Promise<CommentRecord | null> {
  const { database } = await officeOfReceipt(deps, receiptCode);
  const record = await loadComment(database, receiptCode);
  const hash = await hashTrackingCode(receiptCode, trackingCode, deps.codeSecret);
  return sameHash(hash, record?.row.trackingHash ?? noHash) ? record : null;
}

export type Proof = { ok: true; record: CommentRecord } | { ok: false; reason: 'too-many-requests' | 'wrong-codes' };

/**
 * For codes that somebody types. Wrong ones are counted by receipt code, whether there is such a one or not; right ones are
 * not, because receipt codes are public and anybody could lock out whose comment it is.
 */
export async function proveCodes(deps: Deps, codes: FollowRequest): Promise<Proof> {
  const record = await findByCodes(deps, codes);
  if (record) return { ok: true, record };
  if (!(await deps.limits.allow('receipt', codes.receiptCode))) return { ok: false, reason: 'too-many-requests' };
  await deps.pause(wrongCodesPause);
  return { ok: false, reason: 'wrong-codes' };
}
