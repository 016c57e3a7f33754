// Verifies a comment's two codes. Tracking codes have 60 bits, and guesses are delayed and rate-limited. Responses do not
// reveal whether a receipt code exists.
import type { FollowRequest } from '../contract/follow.ts';
import { loadComment } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { hashTrackingCode, isSameHash } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';
import { officeOfReceipt } from './offices.ts';

const noHash = '0'.repeat(64);
/** In milliseconds. People who mistype hardly notice this delay; it slows down guessing scripts. */
const wrongCodesDelayMs = 1000;

/** @returns null if the codes do not match; the response time does not reveal which was wrong */
export async function findByCodes(
  deps: Deps,
  { receiptCode, trackingCode }: FollowRequest,
): Promise<CommentRecord | null> {
  const { database } = await officeOfReceipt(deps, receiptCode);
  const record = await loadComment(database, receiptCode);
  const hash = await hashTrackingCode(receiptCode, trackingCode, deps.codeSecret);
  return isSameHash(hash, record?.row.trackingHash ?? noHash) ? record : null;
}

export type Proof = { ok: true; record: CommentRecord } | { ok: false; reason: 'too-many-requests' | 'wrong-codes' };

/**
 * Verifies typed codes. Only wrong ones count against the receipt code, existing or not: receipt codes are public, so
 * otherwise anybody could lock out the comment's owner.
 */
export async function proveCodes(deps: Deps, codes: FollowRequest): Promise<Proof> {
  const record = await findByCodes(deps, codes);
  if (record) return { ok: true, record };
  if (!(await deps.limits.allow('receipt', codes.receiptCode))) return { ok: false, reason: 'too-many-requests' };
  await deps.pause(wrongCodesDelayMs);
  return { ok: false, reason: 'wrong-codes' };
}
